// S56: what programs and cards are told of an issue that is reported for nobody any more, though Microsoft still works on it.
import { expect, it } from 'vitest'
import { teamsCard, webhookBody } from './messages.ts'
import type { IssueNotice } from './notice.ts'

const at = new Date('2030-01-10T12:00:00Z')
const notice: IssueNotice = {
  moment: 'resolved',
  why: 'nobodyHit',
  kind: 'incident',
  issueId: 'EX1',
  service: 'Exchange Online',
  feature: null,
  title: 'Mail is late',
  status: 'investigating',
  resolved: false,
  impact: null,
  startsAt: at,
  endsAt: null,
  post: null,
  affected: 2,
  lastTold: 2,
  names: [],
  someOnly: false,
  url: 'https://tenantry.example/service-health/issues/EX1',
}
const reader = (language: 'en-GB' | 'fr-FR') => ({ language, timeZone: 'UTC' })

it('S56: a webhook is told why it is over', () => {
  const body = (why: IssueNotice['why']) => JSON.parse(webhookBody({ what: 'issue', notice: { ...notice, why } }, at))
  expect(body('nobodyHit')).toMatchObject({ type: 'issue.resolved', data: { why: 'nobodyHit', resolved: false } })
  expect(body('resolved')).toMatchObject({ data: { why: 'resolved' } })
})

it.each([
  ['en-GB', 'No longer reported', 'still works on it', 'Resolved'],
  ['fr-FR', 'Plus signalé', 'y travaille encore', 'Résolu'],
] as const)('S56: a card does not call it resolved, by itself and in a digest, in %s', (language, head, sentence, resolved) => {
  for (const content of [{ what: 'issue', notice } as const, { what: 'digest', notices: [notice], url: notice.url } as const]) {
    const card = teamsCard(content, reader(language))
    expect(card).toContain(head)
    expect(card).toContain(sentence)
    expect(card).not.toContain(resolved)
    expect(teamsCard({ what: 'issue', notice: { ...notice, why: 'resolved' } }, reader(language))).toContain(resolved)
  }
})
