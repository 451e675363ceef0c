// Home, the first page after signing in: totals, pinned and newest customers, incidents, freshness, and what will come.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useActiveAccount } from '../../api/session.ts'
import { homeQuery } from '../../features/home/home.data.ts'
import { SyncFreshness } from '../../features/sync/SyncFreshness.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { CustomersTile } from './CustomersTile.tsx'
import { IncidentsTile } from './IncidentsTile.tsx'
import { LaterTile } from './LaterTile.tsx'
import { NewestTile } from './NewestTile.tsx'
import { PinnedTile } from './PinnedTile.tsx'

const twoColumns = '@container (min-width: 600px)'
const threeColumns = '@container (min-width: 860px)'

const useStyles = makeStyles({
  room: { display: 'grid', gap: tokens.spacingHorizontalL, containerType: 'inline-size' },
  tiles: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingHorizontalL },
  // Three in a row, or two with the third below them as wide as both: none stands alone beside nothing.
  three: {
    [twoColumns]: { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', '& > :last-child': { gridColumn: '1 / -1' } },
    [threeColumns]: { gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', '& > :last-child': { gridColumn: 'auto' } },
  },
  two: { [twoColumns]: { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' } },
})

export function HomePage() {
  const styles = useStyles()
  const { t } = useTranslation('home')
  const active = useActiveAccount()
  const { data: home, error, refetch } = useQuery(homeQuery)
  return (
    <Page>
      <PageHeader
        title={t('hello', { name: active.name })}
        documentTitle={t('title')}
        lead={active.organisation}
        actions={<SyncFreshness />}
      />
      {error && !home && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      <div className={styles.room}>
        {(home || !error) && (
          <div className={mergeClasses(styles.tiles, styles.three)}>
            {home ? <CustomersTile totals={home.totals} /> : <WaitingTile title={t('customers')} />}
            {home ? <PinnedTile customers={home.pinned} total={home.pinnedTotal} /> : <WaitingTile title={t('pinned')} />}
            {home ? <NewestTile customers={home.newest} /> : <WaitingTile title={t('newest')} />}
          </div>
        )}
        <div className={mergeClasses(styles.tiles, styles.two)}>
          {home ? (
            <IncidentsTile health={home.health} closed={home.totals.customers - (home.totals.delegation.active ?? 0)} />
          ) : (
            <WaitingTile title={t('incidents')} />
          )}
          <LaterTile what="expiring" to="/subscriptions" />
        </div>
      </div>
    </Page>
  )
}

function WaitingTile({ title }: { title: string }) {
  const { t } = useTranslation()
  return (
    <Tile title={title}>
      <SkeletonLines count={6} label={t('loading')} />
    </Tile>
  )
}
