// Settings > Notifications > Ledger (B4): what became of each change for each recipient, and why someone got no mail. Entered by routes.tsx.
import { Radio, RadioGroup } from '@fluentui/react-components'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { NoticeOwner } from '../../../contract/notifications.ts'
import { useMay } from '../../api/session.ts'
import { noticeStates } from '../../features/notifications/contract-values.ts'
import { LedgerFilters } from '../../features/notifications/LedgerFilters.tsx'
import { LedgerTable } from '../../features/notifications/LedgerTable.tsx'
import type { LedgerFilter } from '../../features/notifications/notifications.data.ts'
import { WhySilence } from '../../features/notifications/WhySilence.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Tile } from '../../ui/Tile.tsx'

const route = getRouteApi('/framed/settings/notifications/ledger')

/** What is not chosen leaves the address. */
const empty = { search: undefined, state: undefined, issueId: undefined, channelId: undefined, userId: undefined }

export function NoticeLedgerPage() {
  const { t } = useTranslation('notifications')
  const mayPartner = useMay('notifications.partner')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const go = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false })
  const owner: NoticeOwner = mayPartner && search.whose !== 'own' ? 'partner' : 'own'
  const { search: text, issueId, channelId, userId } = search
  const state = noticeStates.find((each) => each === search.state)
  const filter: LedgerFilter = {
    ...(text && { search: text }),
    ...(issueId && { issueId }),
    ...(channelId && { channelId }),
    ...(userId && owner === 'partner' && { userId }),
    ...(state && { state }),
  }
  return (
    <Page>
      <PageHeader back={{ href: '/settings/notifications', text: t('ledger.back') }} title={t('ledger.title')} lead={t('ledger.lead')} />
      <Tile title={t('why.title')}>
        <WhySilence
          issueId={search.why ?? ''}
          userId={search.person ?? ''}
          onAsk={(why, person) => go({ why, person: person || undefined })}
        />
      </Tile>
      {mayPartner && (
        <RadioGroup
          layout="horizontal"
          aria-label={t('ledger.whose')}
          value={owner}
          onChange={(_, { value }) => go({ whose: value === 'own' ? 'own' : undefined, channelId: undefined, userId: undefined })}
        >
          <Radio value="partner" label={t('ledger.everyone')} />
          <Radio value="own" label={t('ledger.mine')} />
        </RadioGroup>
      )}
      <LedgerFilters owner={owner} filter={filter} onChange={(next) => go({ ...empty, ...next })} />
      <LedgerTable owner={owner} filter={filter} />
    </Page>
  )
}
