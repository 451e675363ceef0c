// Grey shapes in the place of what is still loading, so that a page never jumps or stands blank.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  bar: {
    display: 'block',
    height: '12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralStencil1,
    animationName: { from: { opacity: 1 }, '50%': { opacity: 0.55 }, to: { opacity: 1 } },
    animationDuration: '1.6s',
    animationIterationCount: 'infinite',
    animationTimingFunction: 'ease-in-out',
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
  },
  lines: { display: 'grid', gap: tokens.spacingVerticalM, paddingTop: tokens.spacingVerticalXS },
})

export function SkeletonBar({ width = '100%', height, className }: { width?: string; height?: string; className?: string }) {
  const styles = useStyles()
  return <span className={mergeClasses(styles.bar, className)} style={{ width, height }} aria-hidden />
}

/** `label` is what a screen reader hears meanwhile. */
export function SkeletonLines({ count = 3, label }: { count?: number; label: string }) {
  const styles = useStyles()
  return (
    <div className={styles.lines} role="status" aria-label={label}>
      {Array.from({ length: count }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move.
        <SkeletonBar key={line} width={`${90 - ((line * 17) % 40)}%`} />
      ))}
    </div>
  )
}
