// Settings > Notifications (S55): a person's own addresses and rules, and the partner's for whom they are. Entered by routes.tsx.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { NoticeOwner } from '../../../contract/notifications.ts'
import { useMay } from '../../api/session.ts'
import { useOverview } from '../../features/customers/customers.data.ts'
import { AddOwnAddress, AddPartnerChannel } from '../../features/notifications/AddChannel.tsx'
import { ChannelList } from '../../features/notifications/ChannelList.tsx'
import { notificationsQuery } from '../../features/notifications/notifications.data.ts'
import { RuleList } from '../../features/notifications/RuleList.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tile } from '../../ui/Tile.tsx'

export function NotificationsPage() {
  const link = useLinkStyles()
  const { t } = useTranslation(['notifications', 'settings'])
  const mayPartner = useMay('notifications.partner')
  return (
    <Page narrow>
      <PageHeader
        back={{ href: '/settings', text: t('settings:limits.back') }}
        title={t('title')}
        lead={t('lead')}
        actions={
          <Link to="/settings/notifications/ledger" search={{}} className={link.link}>
            {t('openLedger')}
          </Link>
        }
      />
      <Owned owner="own" />
      {mayPartner ? (
        <Owned owner="partner" />
      ) : (
        <Tile title={t('partner.channels')}>
          <p>{t('partner.readOnly')}</p>
        </Tile>
      )}
    </Page>
  )
}

function Owned({ owner }: { owner: NoticeOwner }) {
  const { t } = useTranslation(['notifications', 'common'])
  const { data, error, refetch } = useQuery(notificationsQuery(owner))
  const countries = useOverview()?.countries ?? []
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  return (
    <>
      {data && !data.mail.configured && owner === 'own' && (
        <Notice problem="mailNotConfigured" title={t('noMail')}>
          {t('noMailWhy')}
        </Notice>
      )}
      <Tile title={t(`${owner}.channels`)}>
        <p>{t(`${owner}.channelsLead`)}</p>
        {data ? <ChannelList owner={owner} data={data} /> : <SkeletonLines count={4} label={t('common:loading')} />}
        {data && data.channels.length > 0 && <p>{t(data.mail.readsReturned ? 'channels.returned' : 'channels.bounces')}</p>}
        {owner === 'own' ? <AddOwnAddress /> : <AddPartnerChannel />}
      </Tile>
      <Tile title={t(`${owner}.rules`)}>
        {data ? <RuleList {...{ owner, data, countries }} /> : <SkeletonLines count={4} label={t('common:loading')} />}
      </Tile>
    </>
  )
}
