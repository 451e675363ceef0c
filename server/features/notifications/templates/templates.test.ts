// S55, S56: what notices say in both languages: shapes of states, typography, Microsoft's words, what is about to end, and cards of Teams.
import { describe, expect, it } from 'vitest'
import webEn from '../../../../web/i18n/en/serviceHealth.json' with { type: 'json' }
import webFr from '../../../../web/i18n/fr/serviceHealth.json' with { type: 'json' }
import { codeMail } from './code-mail.ts'
import { digestMail } from './digest-mail.ts'
import { endingMail } from './ending-mail.ts'
import { issueMail } from './issue-mail.ts'
import { teamsCard, webhookBody } from './messages.ts'
import type { EndingNotice, IssueNotice, Reader } from './notice.ts'
import { testMail } from './test-mail.ts'
import { en } from './texts.en.ts'
import { fr } from './texts.fr.ts'

const french: Reader = { language: 'fr-FR', timeZone: 'Europe/Paris' }
const english: Reader = { language: 'en-GB', timeZone: 'UTC' }
const why = { ruleName: 'Mes incidents', settingsUrl: 'https://tenantry.example/settings/notifications' }
const at = new Date('2030-01-01T09:00:00Z')

const issue: IssueNotice = {
  moment: 'opened',
  why: null,
  kind: 'incident',
  issueId: 'EX100001',
  service: 'Exchange Online',
  feature: 'Delivery',
  title: 'Mail is late',
  status: 'serviceDegradation',
  resolved: false,
  impact: 'Users may wait.',
  startsAt: at,
  endsAt: at,
  post: { at, html: '<p>We look into it.</p>', text: 'We look into it.' },
  affected: 12,
  lastTold: 3,
  names: ['Alpha', 'Bravo'],
  someOnly: false,
  url: 'https://tenantry.example/service-health/issues/EX100001',
}
const kinds = ['incident', 'advisory'] as const
const moments = ['opened', 'updated', 'resolved'] as const
const issues = kinds.flatMap((kind) => moments.map((moment) => ({ ...issue, kind, moment })))
const page = 'https://tenantry.example/service-health'

const ending = (kind: EndingNotice['kind'], total = 3): EndingNotice => ({
  kind,
  ends: [
    { customer: 'Alpha', what: 'Support', at },
    { customer: 'Bravo', what: 'Microsoft 365 E3', at: new Date('2030-01-08T09:00:00Z') },
  ],
  total,
  url: 'https://tenantry.example/customers',
})

describe('the shape of the state', () => {
  it.each([
    ['\u{1f6d1}', { kind: 'incident', moment: 'updated' }],
    ['\u26a0', { kind: 'advisory', moment: 'opened' }],
    ['\u2714', { kind: 'incident', moment: 'resolved' }],
    ['\u2714', { kind: 'advisory', moment: 'updated', resolved: true }],
  ] as const)('is %s before the words of %o, in mail, digest and card', (shape, part) => {
    const notice: IssueNotice = { ...issue, ...part }
    const words = `${en.moment[notice.moment]} · ${en.kind[notice.kind]}`
    const mail = issueMail(notice, english, { ...why, follows: false, list: 'none' })
    expect(mail.text.startsWith(`${shape} ${words} · Exchange Online\n`)).toBe(true)
    // Who listens hears the words alone.
    expect(mail.html).toContain(`<span aria-hidden="true">${shape}</span> ${words}`)
    const digest = digestMail([{ notice, list: 'none' }], english, why)
    expect(digest.text).toContain(`\n\n${shape} ${words}: Exchange Online, Mail is late (EX100001). `)
    expect(digest.html).toContain(`<span aria-hidden="true">${shape}</span> ${words}`)
    expect(teamsCard({ what: 'issue', notice }, english)).toContain(`${shape} ${words}`)
    expect(teamsCard({ what: 'digest', notices: [notice], url: page }, english)).toContain(`${shape} ${words}: Exchange Online`)
  })
})

describe('French typography', () => {
  const mails = [
    ...issues.flatMap((notice) =>
      (['attached', 'tooLong', 'none'] as const).map((list) => issueMail(notice, french, { ...why, follows: true, list })),
    ),
    digestMail(
      issues.map((notice) => ({ notice, list: 'none' as const })),
      french,
      why,
    ),
    endingMail(ending('delegation-ending'), french, why),
    endingMail(ending('subscription-ending', 1), french, why),
    testMail(french, { now: at, settingsUrl: why.settingsUrl }),
  ]
  /** The words alone: no markup, no address, and no prefix that mail programs know. */
  const words = (text: string) =>
    text
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/https?:\S+/g, '')
      .replaceAll('Re:', '')
  const bare = (text: string) => words(text).match(/.{0,20}[^\u202f\u00a0]([;!?»]|:(?!\d)).{0,10}/g)

  it.each(mails.map(({ subject, text, html }) => [subject, text, html]))('holds in «%s»', (subject, text, html) => {
    for (const part of [subject, text, html.replaceAll(/&\w+;/g, '')]) expect(bare(part)).toBeNull()
  })

  it('holds in the French half of the mail with a code', () => {
    expect(bare(codeMail('123456', 30).text.split('\n\n')[2] as string)).toBeNull()
  })

  it('is kept in the subject', () => {
    expect(mails[0]?.subject).toBe('Re: [Incident] Exchange Online\u202f: Mail is late (EX100001)')
  })
})

describe("Microsoft's states of an issue", () => {
  it.each([
    ['English', en, webEn],
    ['French', fr, webFr],
  ] as const)('have the same words in %s mails as on the screen', (_, { status, kind }, web) => {
    const shown = Object.entries(web as Record<string, string>).flatMap(([key, text]) =>
      key.startsWith('status.') ? [[key.slice('status.'.length).toLowerCase(), text] as const] : [],
    )
    expect(Object.fromEntries(shown)).toEqual(status)
    expect(kind).toEqual({ incident: web['classification.incident'], advisory: web['classification.advisory'] })
  })
})

describe('what is about to end', () => {
  it('names customers, what ends and on which day, in English', () => {
    const { subject, text, html } = endingMail(ending('delegation-ending'), english, why)
    expect(subject).toBe('3 delegations are about to end')
    expect(text).toContain('- Alpha: Support, ends on 1 January 2030\n- Bravo: Microsoft 365 E3, ends on 8 January 2030\n- and 1 other')
    expect(text).toContain('Open in Tenantry: https://tenantry.example/customers')
    expect(html).toContain('<li>Alpha: Support, ends on 1 January 2030</li>')
  })

  it('does so in French, of one alone as well', () => {
    const { subject, text } = endingMail(
      { ...ending('subscription-ending'), ends: ending('subscription-ending').ends.slice(0, 1), total: 1 },
      french,
      why,
    )
    expect(subject).toBe('1 abonnement arrive à expiration')
    expect(text).toContain('- Alpha\u202f: Support, expire le 1 janvier 2030\n\nOuvrir')
  })

  it('escapes what a customer is called', () => {
    const notice = { ...ending('delegation-ending'), ends: [{ customer: '<b>A</b>', what: 'x', at }], total: 1 }
    expect(endingMail(notice, english, why).html).toContain('&lt;b&gt;A&lt;/b&gt;')
  })

  it('is a card and a signed call as well', () => {
    const content = { what: 'ending', notice: ending('subscription-ending') } as const
    const card = JSON.parse(teamsCard(content, french)).attachments[0].content
    expect(card.body.map(({ text }: { text: string }) => text)).toEqual([
      '\u26a0 3 abonnements arrivent à expiration',
      'Convenez avec chaque client de leur renouvellement.',
      'Alpha\u202f: Support, expire le 1 janvier 2030',
      'Bravo\u202f: Microsoft 365 E3, expire le 8 janvier 2030',
      'et 1 autre',
    ])
    expect(card.actions).toMatchObject([{ url: 'https://tenantry.example/customers' }])
    expect(JSON.parse(webhookBody(content, at))).toMatchObject({
      type: 'subscription.ending',
      data: { total: 3, ends: [{ customer: 'Alpha', at: at.toISOString() }, { customer: 'Bravo' }] },
    })
  })
})

describe('a digest in Teams', () => {
  it('leads to the page of all issues, and stays below what Teams takes', () => {
    const long: IssueNotice = { ...issue, title: 'É'.repeat(2_000), names: [] }
    const body = teamsCard({ what: 'digest', notices: Array.from({ length: 500 }, () => long), url: page }, french)
    expect(Buffer.byteLength(body)).toBeLessThan(28_000)
    const card = JSON.parse(body).attachments[0].content
    expect(card.actions).toMatchObject([{ type: 'Action.OpenUrl', title: 'Ouvrir dans Tenantry', url: page }])
    expect(card.body).toHaveLength(22)
    expect(card.body.at(-1).text).toBe('et 480 autres')
  })
})
