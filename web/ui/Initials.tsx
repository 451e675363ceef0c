// A person as a circle with initials; decorative, the name always stands beside it or in the label.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { initialsOf } from './initials-of.ts'

const useStyles = makeStyles({
  root: {
    display: 'inline-grid',
    placeItems: 'center',
    flexShrink: 0,
    width: '28px',
    height: '28px',
    borderRadius: '50%',
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontSize: '11px',
    fontWeight: tokens.fontWeightSemibold,
    letterSpacing: '0.02em',
    // Drawn, not written: it is no text that the name beside it lacks.
    '::before': { content: 'attr(data-initials)' },
  },
  bar: { backgroundColor: 'rgb(255 255 255 / 0.2)', color: tokens.colorNeutralForegroundOnBrand },
  large: { width: '44px', height: '44px', fontSize: '16px' },
})

export function Initials({ name, large, onBar }: { name: string; large?: boolean; onBar?: boolean }) {
  const styles = useStyles()
  return (
    <span className={mergeClasses(styles.root, large && styles.large, onBar && styles.bar)} data-initials={initialsOf(name)} aria-hidden />
  )
}
