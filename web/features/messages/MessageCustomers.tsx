// The customers that get a message, by name, each with the way into its admin center for those who may. Entered by the message's page.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { useGo } from '../../ui/use-go.ts'
import { messageCustomersQuery } from './messages.data.ts'

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: `2px ${tokens.spacingHorizontalM}`,
    padding: '6px 0',
    overflowWrap: 'anywhere',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  foot: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, color: tokens.colorNeutralForeground2 },
  away: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
})

export function MessageCustomers({ messageId }: { messageId: string }) {
  const styles = useStyles()
  const link = useLinkStyles()
  const go = useGo()
  const { t } = useTranslation(['messages', 'common'])
  const mayEnter = useMay('customers.enter')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(messageCustomersQuery(messageId))
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Tile title={t('affected')}>
      {!data && error && <ErrorPanel error={error} onRetry={() => void refetch()} bare />}
      {!data && !error && <SkeletonLines count={5} label={t('common:loading')} />}
      {data && rows.length === 0 && <p>{t('affected.none')}</p>}
      {rows.length > 0 && (
        <ul>
          {rows.map(({ tenantId, name, mayOpen }) => (
            <li key={tenantId} className={styles.line}>
              <a href={`/customers/${tenantId}?tab=messages`} className={link.link} onClick={go}>
                {name}
              </a>
              {mayEnter && mayOpen && (
                <a href={`/go/${tenantId}/microsoft365`} target="_blank" rel="noreferrer" className={`${link.link} ${styles.away}`}>
                  {t('affected.enter')}
                  <OpenRegular role="img" aria-label={t('affected.enterNewTab', { name })} aria-hidden={false} />
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {data && rows.length > 0 && (
        <div className={styles.foot}>
          <span role="status">{t('affected.shown', { shown: rows.length, total: data.pages.at(-1)?.total ?? rows.length })}</span>
          {hasNextPage && (
            <Button size="small" appearance="transparent" disabledFocusable={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </div>
      )}
    </Tile>
  )
}
