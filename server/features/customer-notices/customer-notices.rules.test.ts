// B3: in which language a customer is told, what there is to tell, and that a template becomes a message and nothing else.
import { describe, expect, it } from 'vitest'
import { noticeKinds, noticeLanguages, noticePlaceholders } from '../../../contract/notice-templates.ts'
import {
  asHtml,
  fill,
  kindNow,
  languageFor,
  moment,
  nextUpdateOf,
  type Told,
  unknownPlaceholders,
  valuesFor,
} from './customer-notices.rules.ts'
import { defaultTemplates } from './default-templates.ts'

const told: Told = {
  customer: { name: 'Société Générale', country: 'FR' },
  issue: {
    issueId: 'EX1',
    service: 'Exchange Online',
    title: 'Users can’t send mail',
    startsAt: new Date('2026-11-25T13:05:00Z'),
    endsAt: null,
  },
  since: new Date('2026-11-25T14:00:00Z'),
  nextUpdateAt: new Date('2026-11-25T20:00:00Z'),
  words: { meanwhile: '', nextUpdate: '' },
  partner: 'Partenaire SARL',
  sender: 'Zoé Martin',
}

describe('B3: the language', () => {
  it.each([
    [{ language: 'fr-CA', country: 'US' }, 'fr', 'customer'],
    [{ language: 'EN', country: 'FR' }, 'en', 'customer'],
    [{ language: 'de-DE', country: 'FR' }, 'fr', 'country'],
    [{ language: null, country: 'GB' }, 'en', 'country'],
    [{ language: null, country: 'BE' }, 'fr', 'default'],
    [{ language: 'de-DE', country: null }, 'fr', 'default'],
  ] as const)('%j is told in %s by its %s', (reader, language, languageFrom) => {
    expect(languageFor(reader, 'fr')).toEqual({ language, languageFrom })
  })
})

describe('B3: what there is to tell', () => {
  it('begins, goes on and ends', () => {
    expect(kindNow({ resolved: false, told: false })).toBe('opened')
    expect(kindNow({ resolved: false, told: true })).toBe('updated')
    expect(kindNow({ resolved: true, told: false })).toBe('resolved')
  })

  const now = new Date('2026-11-25T18:00:00Z')
  const post = (content: string, at = '2026-11-25T17:00:00Z') => ({ at, kind: 'regular', contentType: 'html' as const, content })
  it.each([
    ['<p><strong>Next update by:</strong> 2026-11-25, 20:30 UTC</p>', '2026-11-25T20:30:00.000Z'],
    ['<b>Next update by:</b> Thursday, November 26, 2026, at 8:00 PM UTC<br>', '2026-11-26T20:00:00.000Z'],
    ['Next update by: 2026-11-25, 17:30 UTC', undefined],
    ['Next update by: soon, we hope', undefined],
    ['Nothing of the kind', undefined],
  ])('reads the next update from %s', (content, at) => {
    expect(nextUpdateOf([post(content)], now)?.toISOString()).toBe(at)
  })
  it('reads it from the latest post alone', () => {
    const earlier = post('Next update by: 2026-11-25, 20:30 UTC', '2026-11-25T10:00:00Z')
    expect(nextUpdateOf([post('Final status: over'), earlier], now)).toBeNull()
  })
})

describe('B3: a template becomes a message', () => {
  it.each(noticeLanguages.flatMap((language) => noticeKinds.map((kind) => [language, kind] as const)))(
    'the one of %s, %s, is full of words and short enough for a mail program',
    (language, kind) => {
      const template = defaultTemplates[language][kind]
      expect(unknownPlaceholders(template)).toEqual([])
      const { subject, body } = fill(template, valuesFor(language, told))
      expect(subject + body).not.toMatch(/[{}]|undefined|null/)
      expect(body).toContain('Exchange Online')
      expect(body).toContain('Users can’t send mail')
      expect(body).toContain('Zoé Martin\nPartenaire SARL')
      if (language === 'fr') expect(subject + body).not.toMatch(/[ \u00a0][;:!?]/)
      expect(encodeURIComponent(body).length).toBeLessThan(1_900)
    },
  )
  it('names what is no placeholder, once each', () => {
    expect(unknownPlaceholders({ subject: '{customer} {costumer}', body: '{costumer} { service } {} {service}' })).toEqual([
      '{costumer}',
      '{ service }',
      '{}',
    ])
    expect(unknownPlaceholders({ subject: 'x', body: noticePlaceholders.map((name) => `{${name}}`).join() })).toEqual([])
  })
  it('a name that looks like a placeholder, a header or HTML stays text', () => {
    const values = valuesFor('en', { ...told, customer: { name: '{sender}\r\nBcc: x@y.example <b>&', country: null } })
    const { subject, body } = fill({ subject: '{customer}', body: 'To {customer}' }, values)
    expect(subject).toBe('{sender} Bcc: x@y.example <b>&')
    expect(asHtml(body, 'en')).toContain('To {sender} Bcc: x@y.example &lt;b&gt;&amp;')
  })
  it('says what the person knows, else what Microsoft says, else that nothing is known', () => {
    const words = { meanwhile: 'Outlook sur le web', nextUpdate: 'demain matin' }
    expect(valuesFor('fr', { ...told, words })).toMatchObject(words)
    expect(valuesFor('fr', told).nextUpdate).toBe('au plus tard le 25 novembre 2026 à 21:00 UTC+1.')
    expect(valuesFor('en', { ...told, nextUpdateAt: null }).nextUpdate).toBe('as soon as Microsoft tells us more.')
  })
})

it('B3: times are those of the country where it has one, else UTC, and say which', () => {
  const at = new Date('2026-11-25T13:05:00Z')
  expect(moment(at, 'fr', 'FR')).toBe('25 novembre 2026 à 14:05 UTC+1')
  expect(moment(at, 'en', 'GB')).toBe('25 November 2026 at 13:05 GMT')
  expect(moment(at, 'en', 'US')).toBe('November 25, 2026 at 01:05 PM UTC')
  expect(moment(at, 'fr', null)).toBe('25 novembre 2026 à 13:05 UTC')
})
