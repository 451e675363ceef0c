// S7: every reason a sign-in can fail has its message.
import { expect, test } from 'vitest'
import { signInProblems } from '../../../contract/accounts.ts'
import en from '../../i18n/en/signIn.json' with { type: 'json' }
import fr from '../../i18n/fr/signIn.json' with { type: 'json' }
import { problemOf } from './sign-in-problems.ts'
import { startAddress } from './start-address.ts'

test.each(signInProblems)('S7: %s is recognised and explained in both languages', (problem) => {
  expect(problemOf(problem)).toBe(problem)
  for (const texts of [en, fr] as Record<string, string>[]) {
    expect(texts[`problem.${problem}`]).toBeTruthy()
    expect(texts[`problem.${problem}.do`]).toBeTruthy()
  }
})

test('S7: a personal account is told which kind is needed', () => {
  expect(fr['problem.personal_account.do']).toContain('compte professionnel ou scolaire')
})

test('an unknown reason counts as a refusal, none as none', () => {
  expect(problemOf('made_up')).toBe('refused')
  expect(problemOf(undefined)).toBeUndefined()
})

test('S4, S6: the address names the account, asks to choose, and where to come back to', () => {
  expect(startAddress({})).toBe('/sign-in/start')
  expect(startAddress({ account: 'abc', returnTo: '/customers?view=all' })).toBe(
    '/sign-in/start?account=abc&returnTo=%2Fcustomers%3Fview%3Dall',
  )
  expect(startAddress({ choose: true })).toBe('/sign-in/start?choose=true')
})
