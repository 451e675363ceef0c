// The body of an ordinary page: margins, a readable width and an even rhythm. Lists that fill the window bring their own.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignContent: 'start',
    gap: tokens.spacingVerticalXXL,
    maxWidth: '1280px',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXXL} 48px`,
    '@media (max-width: 767px)': { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL} 32px`, gap: tokens.spacingVerticalXL },
  },
  narrow: { maxWidth: '784px' },
})

export function Page({ narrow, children }: { narrow?: boolean; children: ReactNode }) {
  const styles = useStyles()
  return <div className={mergeClasses(styles.root, narrow && styles.narrow)}>{children}</div>
}
