// What a new rule proposes: incidents of all services and customers, at once, in the reader's language and time. Pure.
import type { Channel, NoticeLanguage, RuleSettings } from '../../../contract/notifications.ts'
import { noticeLanguages } from './contract-values.ts'

export function firstRule(channels: readonly Channel[], locale: string, name: string): RuleSettings {
  const active = channels.find(({ state }) => state === 'active') ?? channels[0]
  return {
    name,
    enabled: true,
    channelIds: active ? [active.channelId] : [],
    kinds: ['incident'],
    moments: ['opened', 'resolved'],
    services: [],
    customers: {},
    atLeast: 1,
    language: noticeLanguages.find((language): language is NoticeLanguage => language === locale) ?? 'en-US',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    quietHours: null,
    escalation: { interruption: true, customersAbove: null },
    delivery: { how: 'immediately' },
  }
}
