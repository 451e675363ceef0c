// While a customer's details are read again from Microsoft: a thin line; if that fails a small notice, and what is known stays. On card and page.
import { Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/client.ts'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { useCardStyles } from './card.styles.ts'
import type { Opening } from './use-opening.ts'

export function RefreshNotice({ refresh }: { refresh: Opening['refresh'] }) {
  const styles = useCardStyles()
  const { t } = useTranslation(['customers', 'problems'])
  if (refresh.error) {
    const code = refresh.error instanceof ApiProblem ? refresh.error.code : 'internal'
    return (
      <div className={styles.progress} style={{ padding: '8px 20px 0', flexWrap: 'wrap' }} role="status">
        <StatusShape kind="warning" />
        <span>
          {t('refresh.failed')} {t(`what.${code}`, { ns: 'problems' })}
        </span>
        <Button size="small" appearance="transparent" onClick={refresh.run}>
          {t('retry', { ns: 'problems' })}
        </Button>
      </div>
    )
  }
  if (!refresh.running) return <div className={styles.track} />
  return (
    <div className={styles.track} role="progressbar" aria-label={t('refresh.running')} title={t('refresh.running')}>
      <div className={styles.runner} />
    </div>
  )
}
