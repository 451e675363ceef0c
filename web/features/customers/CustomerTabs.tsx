// The tabs of a customer's page. Entered by CustomerDetails.
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../ui/Tabs.tsx'

const customerTabs = ['overview', 'subscriptions', 'health', 'messages', 'requests', 'delegation', 'activity'] as const
export type CustomerTab = (typeof customerTabs)[number]

export const tabOf = (text: string | undefined): CustomerTab => customerTabs.find((tab) => tab === text) ?? 'overview'

type CustomerTabsProps = { tab: CustomerTab; panelId: string; onTab: (tab: CustomerTab) => void }

export function CustomerTabs({ tab, panelId, onTab }: CustomerTabsProps) {
  const { t } = useTranslation('customers')
  const tabs = customerTabs.map((key) => ({ key, label: t(`page.${key}`) }))
  return <Tabs label={t('page.tabs')} tabs={tabs} chosen={tab} panelId={panelId} onTab={onTab} />
}
