// Where the left navigation and the search for everything lead, in their order, and the two exits at its foot.
import { BuildingPeopleRegular } from '@fluentui/react-icons/svg/building-people'
import { BuildingShopRegular } from '@fluentui/react-icons/svg/building-shop'
import { ClipboardBulletListRegular } from '@fluentui/react-icons/svg/clipboard-bullet-list'
import { HeartPulseRegular } from '@fluentui/react-icons/svg/heart-pulse'
import { HistoryRegular } from '@fluentui/react-icons/svg/history'
import { HomeRegular } from '@fluentui/react-icons/svg/home'
import { PersonSupportRegular } from '@fluentui/react-icons/svg/person-support'
import { ReceiptRegular } from '@fluentui/react-icons/svg/receipt'
import { RocketRegular } from '@fluentui/react-icons/svg/rocket'
import { SettingsRegular } from '@fluentui/react-icons/svg/settings'
import { ShieldPersonRegular } from '@fluentui/react-icons/svg/shield-person'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useActiveAccount } from '../../api/session.ts'
import type frame from '../../i18n/en/frame.json'

type NavKey = Extract<keyof typeof frame, `nav.${string}`>
type Icon = ComponentType<{ className?: string }>
export type Destination = { to: string; label: NavKey; icon: Icon; external?: boolean; advisorOnly?: boolean; counts?: 'openIncidents' }

const destinations: readonly Destination[] = [
  { to: '/', label: 'nav.home', icon: HomeRegular },
  { to: '/customers', label: 'nav.customers', icon: BuildingPeopleRegular },
  { to: '/subscriptions', label: 'nav.subscriptions', icon: ReceiptRegular },
  { to: '/delegation', label: 'nav.delegation', icon: ShieldPersonRegular },
  { to: '/service-requests', label: 'nav.serviceRequests', icon: PersonSupportRegular },
  { to: '/build-your-business', label: 'nav.buildYourBusiness', icon: RocketRegular, advisorOnly: true },
  { to: '/service-health', label: 'nav.serviceHealth', icon: HeartPulseRegular, counts: 'openIncidents' },
  { to: '/activity', label: 'nav.activity', icon: ClipboardBulletListRegular },
  { to: '/settings', label: 'nav.settings', icon: SettingsRegular },
]

export const exits: readonly Destination[] = [
  { to: 'https://partner.microsoft.com/dashboard', label: 'nav.partnerCenter', icon: BuildingShopRegular, external: true },
  { to: '/previous', label: 'nav.previous', icon: HistoryRegular },
]

/** The entries the account in use gets to see. */
export function useDestinations(): Destination[] {
  const { advisor } = useActiveAccount()
  return destinations.filter((destination) => advisor || !destination.advisorOnly)
}

/** Every page by its name in the language, for the search for everything. */
export function usePages(): { to: string; label: string; external?: boolean }[] {
  const { t } = useTranslation('frame')
  const later: Destination[] = [
    { to: '/customers/not-seen', label: 'nav.absence', icon: SettingsRegular },
    { to: '/service-health/messages', label: 'nav.messages', icon: SettingsRegular },
    { to: '/settings/limits', label: 'nav.limits', icon: SettingsRegular },
    { to: '/settings/tags', label: 'nav.tags', icon: SettingsRegular },
    { to: '/settings/status-page', label: 'nav.statusPage', icon: SettingsRegular },
    { to: '/settings/synchronisation', label: 'nav.sync', icon: SettingsRegular },
    { to: '/settings/connection', label: 'nav.connection', icon: SettingsRegular },
    { to: '/settings/notifications', label: 'nav.notifications', icon: SettingsRegular },
    { to: '/settings/notifications/ledger', label: 'nav.ledger', icon: SettingsRegular },
    { to: '/settings/customer-messages', label: 'nav.customerMessages', icon: SettingsRegular },
    { to: '/help', label: 'nav.help', icon: SettingsRegular },
  ]
  return [...useDestinations(), ...later, ...exits].map(({ to, label, external }) => ({ to, label: t(label), external }))
}
