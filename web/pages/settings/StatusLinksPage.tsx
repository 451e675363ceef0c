// Settings > Status page: links to a page that says how services stand without signing in. For global administrators.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { NewStatusLink } from '../../features/status-links/NewStatusLink.tsx'
import { StatusLinkList } from '../../features/status-links/StatusLinkList.tsx'
import { statusLinksQuery } from '../../features/status-links/status-links.data.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tile } from '../../ui/Tile.tsx'

export function StatusLinksPage() {
  const { t } = useTranslation(['statusLinks', 'settings'])
  const mayChange = useMay('statusPage.change')
  return (
    <Page narrow>
      <PageHeader
        back={{ href: '/settings', text: t('settings:limits.back') }}
        title={t('title')}
        lead={t(mayChange ? 'lead' : 'notAllowed')}
      />
      {mayChange && <Links />}
    </Page>
  )
}

function Links() {
  const { t } = useTranslation(['statusLinks', 'common'])
  const { data: links, error, refetch } = useQuery(statusLinksQuery)
  return (
    <>
      <Tile title={t('new')}>
        <NewStatusLink />
      </Tile>
      <Tile title={t('links')}>
        {error && !links && <ErrorPanel error={error} onRetry={() => void refetch()} bare />}
        {!error && !links && <SkeletonLines count={3} label={t('common:loading')} />}
        {links?.length === 0 && <p>{t('none')}</p>}
        {links && links.length > 0 && <StatusLinkList links={links} />}
      </Tile>
    </>
  )
}
