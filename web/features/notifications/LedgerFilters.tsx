// What the ledger is narrowed to, all of it in the address: words, state, one incident, one recipient, whose. Entered by the ledger's page.
import { Field, Input, Select } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerEntry } from '../../../contract/notice-ledger.ts'
import type { NoticeOwner } from '../../../contract/notifications.ts'
import { noticeStates } from './contract-values.ts'
import { type LedgerFilter, notificationsQuery, peopleQuery } from './notifications.data.ts'
import { useNotificationStyles } from './notifications.styles.ts'

type LedgerFiltersProps = { owner: NoticeOwner; filter: LedgerFilter; onChange: (filter: LedgerFilter) => void }

export function LedgerFilters({ owner, filter, onChange }: LedgerFiltersProps) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const channels = useQuery(notificationsQuery(owner)).data?.channels ?? []
  const ofAll = useQuery({ ...peopleQuery, enabled: owner === 'partner' }).data?.people ?? []
  const people = owner === 'partner' ? ofAll : []
  return (
    <div className={styles.line}>
      <Typed
        label={t('ledger.search')}
        text={filter.search ?? ''}
        onType={(search) => onChange({ ...filter, search: search || undefined })}
      />
      <Typed
        label={t('ledger.issue')}
        text={filter.issueId ?? ''}
        onType={(issueId) => onChange({ ...filter, issueId: issueId.toUpperCase() || undefined })}
      />
      <Field label={t('ledger.state')}>
        <Select
          value={filter.state ?? ''}
          onChange={(_, { value }) => onChange({ ...filter, state: (value || undefined) as LedgerEntry['state'] | undefined })}
        >
          <option value="">{t('ledger.anyState')}</option>
          {noticeStates.map((state) => (
            <option key={state} value={state}>
              {t(`state.${state}`)}
            </option>
          ))}
        </Select>
      </Field>
      {channels.length > 0 && (
        <Field label={t('ledger.to')}>
          <Select value={filter.channelId ?? ''} onChange={(_, { value }) => onChange({ ...filter, channelId: value || undefined })}>
            <option value="">{t('ledger.anyone')}</option>
            {channels.map(({ channelId, name }) => (
              <option key={channelId} value={channelId}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {people.length > 0 && (
        <Field label={t('why.person')}>
          <Select value={filter.userId ?? ''} onChange={(_, { value }) => onChange({ ...filter, userId: value || undefined })}>
            <option value="">{t('ledger.anyone')}</option>
            {people.map(({ userId, name }) => (
              <option key={userId} value={userId}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  )
}

/** What is typed shows at once and reaches the address once typing rests. */
function Typed({ label, text, onType }: { label: string; text: string; onType: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what to do with it may be another function each time.
  useEffect(() => {
    if (typed === text) return
    const timer = setTimeout(() => onType(typed.trim()), 250)
    return () => clearTimeout(timer)
  }, [typed, text])
  return (
    <Field label={label}>
      <Input maxLength={200} value={typed} onChange={(_, { value }) => setTyped(value)} />
    </Field>
  )
}
