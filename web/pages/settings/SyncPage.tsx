// Settings > Synchronisation: how fresh everything is, what fails and how to mend it, what ran.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { PullsOverview } from '../../../contract/pulls.ts'
import { useMay } from '../../api/session.ts'
import { isWithoutConsent } from '../../features/connection/without-consent.ts'
import { ListStates } from '../../features/sync/ListStates.tsx'
import { PullFailures } from '../../features/sync/PullFailures.tsx'
import { PullHistory } from '../../features/sync/PullHistory.tsx'
import { PullTile } from '../../features/sync/PullTile.tsx'
import { isReading, pullsQuery, ratesQuery } from '../../features/sync/pulls.data.ts'
import { RateList } from '../../features/sync/RateList.tsx'
import { SyncFreshness } from '../../features/sync/SyncFreshness.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tile } from '../../ui/Tile.tsx'

const useStyles = makeStyles({
  room: { containerType: 'inline-size' },
  // Five: one, two or three in a row, the last of them as wide as what is left. None stands alone beside nothing.
  tiles: {
    display: 'grid',
    gap: tokens.spacingHorizontalL,
    '@container (min-width: 560px)': {
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      '& > :last-child': { gridColumn: '1 / -1' },
    },
    '@container (min-width: 860px)': {
      gridTemplateColumns: 'repeat(6, minmax(0, 1fr))',
      '& > *': { gridColumn: 'span 2' },
      '& > :nth-child(n + 4), & > :last-child': { gridColumn: 'span 3' },
    },
  },
  lead: { maxWidth: '70ch', color: tokens.colorNeutralForeground2 },
})

export function SyncPage() {
  const { t } = useTranslation(['sync', 'settings', 'common'])
  const { data: pulls, error, refetch } = useQuery(pullsQuery)
  return (
    <Page>
      <PageHeader
        back={{ href: '/settings', text: t('settings:limits.back') }}
        title={t('pulls.title')}
        lead={t('pulls.lead')}
        actions={<SyncFreshness />}
      />
      {error && !pulls && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {pulls && <Overview pulls={pulls} />}
      {!pulls && !error && <SkeletonLines count={12} label={t('common:loading')} />}
    </Page>
  )
}

function Overview({ pulls }: { pulls: PullsOverview }) {
  const mayConnect = useMay('connection.change')
  const { lists, resources, failures, sweeps, runs } = pulls
  const styles = useStyles()
  const link = useLinkStyles()
  const { t } = useTranslation('sync')
  return (
    <>
      <div className={styles.room}>
        <div className={styles.tiles}>
          {resources.map((state) => (
            <PullTile key={state.resource} state={state} />
          ))}
        </div>
      </div>
      <Tile title={t('lists.title')}>
        <ListStates lists={lists} />
      </Tile>
      <RatesTile reading={isReading(pulls)} />
      <Tile title={t('pulls.whatFails')}>
        {failures.length === 0 ? (
          <EmptyState size="small" title={t('pulls.nothingFails')}>
            {t('pulls.nothingFailsWhy')}
          </EmptyState>
        ) : (
          <PullFailures
            groups={failures}
            showCustomer={({ tenantId, name }) => (
              <Link to="/customers/$tenantId" params={{ tenantId }} className={mergeClasses(link.link, link.inText)}>
                {name}
              </Link>
            )}
            wayToMend={(group) =>
              mayConnect &&
              isWithoutConsent(group) && (
                <Link to="/settings/connection" search={{ consents: '1' }} className={mergeClasses(link.link, link.strong)}>
                  {t('pulls.giveConsent')}
                </Link>
              )
            }
          />
        )}
      </Tile>
      <Tile title={t('pulls.history')}>
        <PullHistory sweeps={sweeps} runs={runs} />
      </Tile>
    </>
  )
}

function RatesTile({ reading }: { reading: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation(['sync', 'common'])
  const { data, error, refetch } = useQuery(ratesQuery(reading))
  return (
    <Tile title={t('rates.title')}>
      {error && !data && <ErrorPanel error={error} onRetry={() => void refetch()} bare />}
      {!data && !error && <SkeletonLines count={3} label={t('common:loading')} />}
      {data?.rates.length === 0 && (
        <EmptyState size="small" title={t('rates.none')}>
          {t('rates.noneWhy')}
        </EmptyState>
      )}
      {data && data.rates.length > 0 && (
        <>
          <p className={styles.lead}>{t('rates.lead')}</p>
          <RateList rates={data.rates} />
        </>
      )}
    </Tile>
  )
}
