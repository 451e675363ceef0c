// S19: each entry that is not built yet leads to a page that says what comes.
import { expect, test } from 'vitest'
import en from '../../i18n/en/frame.json' with { type: 'json' }
import { laterPageAt } from './later-pages.ts'

test.each(['/subscriptions', '/delegation', '/service-requests', '/build-your-business', '/activity', '/help', '/previous'])(
  'S19: %s names what comes and where to do it today',
  (pathname) => {
    const page = laterPageAt(pathname)
    const texts = en as Record<string, string>
    expect(texts[`later.${page.key}.what`]).toBeTruthy()
    expect(texts[`later.${page.key}.link`]).toBeTruthy()
    expect(page.href).toMatch(/^https:\/\/[\w.]*microsoft\.com/)
  },
)

test('an address nobody announced is a mistake of ours', () => {
  expect(() => laterPageAt('/elsewhere')).toThrow()
})
