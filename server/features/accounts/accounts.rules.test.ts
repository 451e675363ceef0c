// Who gets which role, and where a sign-in may lead.
import { describe, expect, it } from 'vitest'
import { isPersonal, rolesOf, safeReturnTo } from './accounts.rules.ts'

describe('rolesOf', () => {
  it('S88: a global administrator by the directory role, agents by their groups', () => {
    expect(rolesOf(['62e90394-69f5-4237-9190-012177145e10'], ['AdminAgents'])).toEqual(['globalAdministrator', 'adminAgent'])
    expect(rolesOf([], ['SalesAgents', 'Everyone'])).toEqual(['salesAgent'])
    expect(rolesOf([], ['HelpdeskAgents'])).toEqual(['helpdeskAgent'])
    expect(rolesOf([], ['constructor', 'toString', '__proto__'])).toEqual(['reader'])
  })
  it('makes everybody else a reader', () => expect(rolesOf(['f2ef992c-3afb-46b9-b7cf-a126ee74c451'], ['Everyone'])).toEqual(['reader']))
})

it('S7: knows the tenant of personal accounts', () => expect(isPersonal('9188040d-6c67-4c5b-b112-36a304b66dad')).toBe(true))

describe('safeReturnTo', () => {
  it('keeps paths of the product', () => expect(safeReturnTo('/customers?view=flagged')).toBe('/customers?view=flagged'))
  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\tevil',
    undefined,
    '/sign-in',
    '/api/session',
  ])('leads home instead of to %s', (path) => expect(safeReturnTo(path)).toBe('/'))
  it('is always fit for a header', () => {
    expect(safeReturnTo('/customers?search=株')).toBe('/customers?search=%E6%A0%AA')
    expect(safeReturnTo('/customers?search=\u0000')).toBe('/')
    expect(safeReturnTo('/.//evil.example')).toBe('/')
  })
})
