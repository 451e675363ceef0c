// Several boxes under one heading, any of which may be chosen. Entered by the editor of rules.
import { Checkbox } from '@fluentui/react-components'
import { useNotificationStyles } from './notifications.styles.ts'

type ChoicesProps<Key extends string> = {
  legend: string
  hint?: string
  options: readonly { key: Key; label: string }[]
  chosen: readonly Key[]
  onChoose: (chosen: readonly Key[]) => void
}

export function Choices<Key extends string>({ legend, hint, options, chosen, onChoose }: ChoicesProps<Key>) {
  const styles = useNotificationStyles()
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {hint && <p className={styles.quiet}>{hint}</p>}
      <div className={styles.choices}>
        {options.map(({ key, label }) => (
          <Checkbox key={key} checked={chosen.includes(key)} label={label} onChange={() => onChoose(toggled(chosen, key))} />
        ))}
      </div>
    </fieldset>
  )
}

export const toggled = <Key extends string>(chosen: readonly Key[], key: Key): Key[] =>
  chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key]
