// The message center over all customers at /service-health/messages: each message once, what is to be acted on soon first. Entered by routes.tsx.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOverview } from '../../features/customers/customers.data.ts'
import { MessageList } from '../../features/messages/MessageList.tsx'
import { MessageTools } from '../../features/messages/MessageTools.tsx'
import { isNarrowed, type MessageAddress, messagesQueryOf } from '../../features/messages/message-address.ts'
import { messagesKey, messagesQuery } from '../../features/messages/messages.data.ts'
import { NoMessages } from '../../features/messages/NoMessages.tsx'
import { WhoseFilters } from '../../features/service-health/HealthFilters.tsx'
import { ResourceFreshness } from '../../features/sync/ResourceFreshness.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { BackLink } from '../service-health/BackLink.tsx'

const useStyles = makeStyles({
  top: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  part: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  box: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
  },
})

const route = getRouteApi('/framed/service-health/messages')

export function MessagesPage() {
  const styles = useStyles()
  const { t } = useTranslation('messages')
  const queries = useQueryClient()
  const address = route.useSearch()
  const navigate = route.useNavigate()
  const onAddress = (search: MessageAddress, how: 'push' | 'replace') =>
    void navigate({ search, replace: how === 'replace', resetScroll: false })
  const query = messagesQueryOf(address)
  const first = useInfiniteQuery(messagesQuery(query)).data?.pages[0]
  const { countries = [], tags = [] } = useOverview() ?? {}
  return (
    <Page>
      <div className={styles.top}>
        <BackLink to="services" />
        <PageHeader
          title={t('title')}
          lead={first && t('lead', { unread: first.unread })}
          actions={
            first && (
              <ResourceFreshness
                resource="messages"
                {...first.readings}
                stale={false}
                onRead={() => void queries.invalidateQueries({ queryKey: messagesKey })}
              />
            )
          }
        />
      </div>
      <div className={styles.part}>
        <MessageTools
          address={address}
          query={query}
          onAddress={onAddress}
          whose={
            <WhoseFilters
              address={address}
              onChange={(change) => onAddress({ ...address, ...change }, 'push')}
              countries={countries}
              tags={tags}
            />
          }
        />
        <div className={styles.box}>
          <MessageList query={query} empty={<NoMessages filtered={isNarrowed(address)} onClear={() => onAddress({}, 'push')} />} />
        </div>
      </div>
    </Page>
  )
}
