// How fresh the data is, the progress of a running synchronisation and "sync now". In the head of Home and of the customer list.
import { Button } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../../contract/sync.ts'
import { ApiProblem } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { When } from '../../ui/When.tsx'
import { useFreshnessStyles } from './freshness.styles.ts'
import { SyncProgress } from './SyncProgress.tsx'
import { useRefreshWhenSynced, useSync, useSyncNow } from './sync.data.ts'
import { type SyncState, syncState } from './sync-state.ts'

export function SyncFreshness() {
  const styles = useFreshnessStyles()
  const status = useSync()
  useRefreshWhenSynced(status)
  if (!status) return <div className={styles.root} />
  const state = syncState(status, Date.now())
  if (state.kind === 'first' || state.kind === 'running') return <SyncProgress progress={state} first={state.kind === 'first'} />
  return (
    <div className={styles.root}>
      <span className={styles.line}>
        {state.kind !== 'fresh' && <StatusShape kind={state.kind === 'failed' ? 'warning' : 'unknown'} />}
        <FreshnessText state={state} status={status} />
      </span>
      <SyncNowButton />
    </div>
  )
}

function FreshnessText({ state, status }: { state: Exclude<SyncState, { kind: 'first' | 'running' }>; status: SyncStatus }) {
  const { t } = useTranslation('sync')
  if (state.kind === 'never') return <span>{t('never')}</span>
  if (state.kind === 'failed')
    return (
      <span>
        {t(`failed.${state.why}`)} {status.lastCompleteAt ? t('keptFrom') : t('nothingYet')}{' '}
        {status.lastCompleteAt && <When at={status.lastCompleteAt} focusable />}
      </span>
    )
  return (
    <span>
      {state.kind === 'stale' ? t('stale') : t('fresh')} <When at={state.lastCompleteAt} focusable />
    </span>
  )
}

/** Shown to those who may; the others are told when the next one comes. */
export function SyncNowButton() {
  const { t } = useTranslation(['sync', 'problems'])
  const may = useMay('sync.run')
  const sync = useSyncNow()
  if (!may) return null
  const run = () =>
    sync.mutate(undefined, {
      onError: (error) =>
        showToast({ tone: 'problem', text: t(`what.${error instanceof ApiProblem ? error.code : 'internal'}`, { ns: 'problems' }) }),
    })
  return (
    <Button size="small" appearance="subtle" icon={<ArrowSyncRegular />} disabled={sync.isPending} onClick={run}>
      {t('now')}
    </Button>
  )
}
