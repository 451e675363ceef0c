// A filter that is either on or off, as a chip. Entered by the filter bars of lists.
import { mergeClasses } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import { useChipStyles } from './ChipMenu.tsx'

export type ToggleChipProps = { on: boolean; label: string; title?: string; onToggle: (on: boolean) => void }

export function ToggleChip({ on, label, title, onToggle }: ToggleChipProps) {
  const chip = useChipStyles()
  return (
    <button type="button" className={mergeClasses(chip.chip, on && chip.set)} aria-pressed={on} title={title} onClick={() => onToggle(!on)}>
      {on && <CheckmarkRegular aria-hidden />}
      {label}
    </button>
  )
}
