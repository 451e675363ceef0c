// The filters of messages, each a chip: service, category, major changes, unread. Entered by the message center and the customer's tab.
import { useTranslation } from 'react-i18next'
import { ChipMenu } from '../../ui/ChipMenu.tsx'
import { ToggleChip } from '../../ui/ToggleChip.tsx'
import { messageCategories } from './contract-values.ts'
import { categoryOf, type MessageAddress } from './message-address.ts'

export type MessageFiltersProps = {
  address: MessageAddress
  services: readonly string[]
  onChange: (change: Partial<MessageAddress>) => void
}

export function MessageFilters({ address, services, onChange }: MessageFiltersProps) {
  const { t } = useTranslation('messages')
  const { service, category, major, unread } = address
  const clear = (what: string, change: Partial<MessageAddress>) => ({ label: t('filter.clearOne', { what }), act: () => onChange(change) })
  return (
    <>
      <ToggleChip on={unread === '1'} label={t('filter.unread')} onToggle={(on) => onChange({ unread: on ? '1' : undefined })} />
      <ToggleChip on={major === '1'} label={t('filter.major')} onToggle={(on) => onChange({ major: on ? '1' : undefined })} />
      <ChipMenu
        label={t('filter.service')}
        value={service}
        entries={services.map((name) => ({ kind: 'one', key: name, group: 'service', label: name }))}
        picked={{ service: service ? [service] : [] }}
        onPick={(_, [picked]) => onChange({ service: picked })}
        clear={service ? clear(t('filter.service'), { service: undefined }) : undefined}
      />
      <ChipMenu
        label={t('filter.category')}
        value={category && t(`category.${category}`)}
        entries={messageCategories.map((key) => ({ kind: 'one', key, group: 'category', label: t(`category.${key}`) }))}
        picked={{ category: category ? [category] : [] }}
        onPick={(_, [picked]) => onChange({ category: categoryOf(picked ?? null) })}
        clear={category ? clear(t('filter.category'), { category: undefined }) : undefined}
      />
    </>
  )
}
