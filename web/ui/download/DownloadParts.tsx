// What every download dialog is made of: a question with its choices, and how far the file has come. Entered by the features' dialogs.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import type { csvFlavours } from '../../../contract/csv.ts'

const useStyles = makeStyles({
  note: { color: tokens.colorNeutralForeground2 },
  progress: { display: 'grid', gap: tokens.spacingVerticalXS },
  bar: { width: '100%', height: '6px', accentColor: tokens.colorBrandBackground },
  group: { display: 'grid', gap: tokens.spacingVerticalXS, margin: 0, padding: 0, border: 'none' },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalXS, fontWeight: tokens.fontWeightSemibold },
  choice: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    gap: '2px 10px',
    alignItems: 'start',
    padding: '8px 10px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':has(:checked)': { border: `1px solid ${tokens.colorCompoundBrandStroke}`, backgroundColor: tokens.colorBrandBackground2 },
    ':has(:focus-visible)': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '& input': { width: '16px', height: '16px', margin: '2px 0', accentColor: tokens.colorBrandBackground },
  },
  explain: { gridColumn: 2, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
})

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
  const styles = useStyles()
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
  const styles = useStyles()
  return (
    <div className={styles.progress}>
      <p className={styles.note} role="status">
        {text}
      </p>
      {running && <progress className={styles.bar} value={lines} max={Math.max(count, lines, 1)} aria-label={label} />}
    </div>
  )
}
