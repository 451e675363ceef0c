// Who gets which role, and where a sign-in may lead.
import { describe, expect, it } from 'vitest'
import { isPersonal, rolesOf, safeReturnTo } from './accounts.rules.ts'

describe('rolesOf', () => {
  const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
  const of = (groupNames: string[], groupIds: string[] = [], directoryRoles: string[] = []) => ({ directoryRoles, groupNames, groupIds })
  it('S88: a global administrator by the directory role, agents by their groups', () => {
    expect(rolesOf(of(['AdminAgents'], [], [globalAdministrator]), [])).toEqual(['globalAdministrator', 'adminAgent'])
    expect(rolesOf(of(['SalesAgents', 'Everyone']), [])).toEqual(['salesAgent'])
    expect(rolesOf(of(['HelpdeskAgents']), [])).toEqual(['helpdeskAgent'])
    expect(rolesOf(of(['constructor', 'toString', '__proto__']), [])).toEqual(['reader'])
  })
  it('makes everybody else a reader', () =>
    expect(rolesOf(of(['Everyone'], [], ['f2ef992c-3afb-46b9-b7cf-a126ee74c451']), [])).toEqual(['reader']))

  const agentGroups = [
    { role: 'adminAgent', groupId: 'a1' },
    { role: 'adminAgent', groupId: 'a2' },
    { role: 'salesAgent', groupId: 's1' },
  ] as const
  it('S88: where the IDs of groups are configured, they alone count', () => {
    expect(rolesOf(of([], ['a2', 'other']), agentGroups)).toEqual(['adminAgent'])
    expect(rolesOf(of([], ['s1', 'a1']), agentGroups)).toEqual(['adminAgent', 'salesAgent'])
    expect(rolesOf(of(['AdminAgents', 'HelpdeskAgents'], ['other']), agentGroups)).toEqual(['reader'])
    expect(rolesOf(of(['AdminAgents'], ['other'], [globalAdministrator]), agentGroups)).toEqual(['globalAdministrator'])
  })
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
