// That a customer left an issue, when, and whether it recovered or was lost sight of: a word and a shape, never colour alone. Entered by AffectedTable and CustomerHealth.
import { makeStyles } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { LeftReason } from '../../../contract/service-health.ts'
import { type StatusKind, StatusShape } from '../../ui/StatusBadge.tsx'

// Within a line of small text, which it must not make higher.
const useStyles = makeStyles({ root: { '& svg': { width: '14px', height: '14px', marginInlineEnd: '4px', verticalAlign: '-2px' } } })

const shapes: Record<LeftReason, StatusKind> = { notReported: 'healthy', noAccess: 'unknown', departed: 'off' }

/** Of those that left before the reason was kept, no more than that they did. */
export function Leaving({ because }: { because: LeftReason | null }) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  if (!because) return t('left.unknown')
  return (
    <span className={styles.root} data-left={because}>
      <StatusShape kind={shapes[because]} />
      {t(`left.${because}`)}
    </span>
  )
}
