// Stands where a part of the page will be whose code is still being fetched: a pane beside a list, or a dialog over everything. Shown only
// when that takes longer than one would notice. Entered by Suspense.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { SkeletonLines } from './Skeletons.tsx'

const useStyles = makeStyles({
  place: {
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalXL,
    backgroundColor: tokens.colorNeutralBackground1,
    animationName: { from: { opacity: 0 }, to: { opacity: 1 } },
    animationDuration: '150ms',
    animationDelay: '200ms',
    animationFillMode: 'both',
    '@media print': { display: 'none' },
  },
  beside: { flex: '0 1 400px', borderLeft: `1px solid ${tokens.colorNeutralStroke2}` },
  over: {
    position: 'fixed',
    inset: 0,
    zIndex: 1000,
    width: 'min(420px, calc(100vw - 32px))',
    height: 'fit-content',
    margin: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow28,
  },
})

export function OnItsWay({ place }: { place: 'beside' | 'over' }) {
  const styles = useStyles()
  const { t } = useTranslation('common')
  return (
    <div className={mergeClasses(styles.place, styles[place])}>
      <SkeletonLines count={5} label={t('loading')} />
    </div>
  )
}
