// How fresh one kind of data is over all customers, how far a reading has come, and "sync now". In the head of pages about that data.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PullResource } from '../../../contract/pulls.ts'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'
import { AskButton } from './AskButton.tsx'
import { useFreshnessStyles } from './freshness.styles.ts'
import { pullsQuery } from './pulls.data.ts'
import { useWhenOver } from './use-when-over.ts'

/** Customers are read one after the other; only a wider spread says anything. */
const worthSayingMs = 10 * 60_000

type ResourceFreshnessProps = {
  resource: PullResource
  /** The newest and the oldest reading that what the page shows rests on; null where nothing is read yet. */
  newestAt: string | null
  oldestAt: string | null
  /** Some of it is too old to rely on. */
  stale: boolean
  /** Something was read: what the page shows may have changed. */
  onRead: () => void
}

export function ResourceFreshness({ resource, newestAt, oldestAt, stale, onRead }: ResourceFreshnessProps) {
  const styles = useFreshnessStyles()
  const { t } = useTranslation('sync')
  const state = useQuery(pullsQuery).data?.resources.find((one) => one.resource === resource)
  const reading = state !== undefined && state.running > 0
  useWhenOver(reading, onRead)
  return (
    <div className={styles.root}>
      <span className={styles.line}>
        {!reading && (stale || !newestAt) && <StatusShape kind="unknown" />}
        <span role="status">
          {reading ? (
            t('resource.reading', { done: state.customers - state.due - state.running, total: state.customers })
          ) : newestAt && oldestAt ? (
            <>
              {t('resource.read')} <When at={newestAt} focusable />
              {Date.parse(newestAt) - Date.parse(oldestAt) > worthSayingMs && (
                <>
                  {' · '}
                  {t('resource.oldest')} <When at={oldestAt} focusable />
                </>
              )}
            </>
          ) : (
            t('resource.never')
          )}
        </span>
      </span>
      <AskButton subtle ask={{ resources: [resource], customers: { all: true } }} text={t('now')} />
    </div>
  )
}
