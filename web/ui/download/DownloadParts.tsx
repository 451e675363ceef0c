// What every download dialog is made of: a question with its choices, and how far the file has come. Entered by the features' dialogs.
import { useId } from 'react'
import type { csvFlavours } from '../../../contract/csv.ts'
import { useDialogStyles } from '../dialog.styles.ts'

export type Flavour = (typeof csvFlavours)[number]
/** For whom a CSV is made; what most people want comes first. */
export const flavoursOffered: readonly Flavour[] = ['spreadsheet', 'data']

type ChoicesProps<V extends string> = {
  legend: string
  options: readonly { value: V; label: string; explain: string }[]
  chosen: V
  onChoose: (value: V) => void
}

export function Choices<V extends string>({ legend, options, chosen, onChoose }: ChoicesProps<V>) {
  const styles = useDialogStyles()
  const name = useId()
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {options.map(({ value, label, explain }) => (
        <label key={value} className={styles.choice}>
          <input type="radio" name={name} value={value} checked={chosen === value} onChange={() => onChoose(value)} />
          <span>{label}</span>
          <span className={styles.explain}>{explain}</span>
        </label>
      ))}
    </fieldset>
  )
}

type DownloadProgressProps = { running: boolean; lines: number; count: number; label: string; text: string }

/** `text` says what the file will hold, or how many lines have come. */
export function DownloadProgress({ running, lines, count, label, text }: DownloadProgressProps) {
  const styles = useDialogStyles()
  return (
    <div className={styles.progress}>
      <p className={styles.note} role="status">
        {text}
      </p>
      {running && <progress className={styles.bar} value={lines} max={Math.max(count, lines, 1)} aria-label={label} />}
    </div>
  )
}
