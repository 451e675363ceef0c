// The search for everything: customers first, then pages, with honest totals.
import { expect, test } from 'vitest'
import type { CustomerList } from '../../../contract/customers.ts'
import type { IssueRow } from '../../../contract/service-health.ts'
import { matchingPages, paletteRows } from './palette-rows.ts'

const pages = [
  { to: '/', label: 'Accueil' },
  { to: '/service-health', label: 'État du service' },
  { to: '/service-requests', label: 'Demandes de service' },
]
const customer = (tenantId: string) => ({ tenantId, name: tenantId, domain: null }) as CustomerList['rows'][number]
const found = (ids: string[], total: number): CustomerList => ({ rows: ids.map(customer), total, offset: 0, syncedAt: null })

test('pages are found by the beginning of any word, blind to accents', () => {
  expect(matchingPages(pages, 'etat').map(({ to }) => to)).toEqual(['/service-health'])
  expect(matchingPages(pages, 'SERV').map(({ to }) => to)).toEqual(['/service-health', '/service-requests'])
  expect(matchingPages(pages, 'vice')).toEqual([])
  expect(matchingPages(pages, '')).toHaveLength(3)
})

test('customers come before pages, and what is not shown is offered with the true total', () => {
  const rows = paletteRows('a', { customers: found(['one', 'two'], 312) }, pages)
  expect(rows.map(({ kind }) => kind)).toEqual(['customer', 'customer', 'all', 'page'])
  expect(rows[2]).toMatchObject({ total: 312, search: 'a' })
})

test('nothing is offered beyond what is shown already; an empty search lists pages only', () => {
  expect(paletteRows('x', { customers: found(['one'], 1) }, pages).map(({ kind }) => kind)).toEqual(['customer'])
  expect(paletteRows('', { customers: found(['one'], 5) }, pages).every(({ kind }) => kind === 'page')).toBe(true)
})

test('S54: incidents stand between customers and pages, from the second letter on', () => {
  const issues = [{ issueId: 'EX100' }] as IssueRow[]
  const customers = found(['one'], 1)
  expect(paletteRows('ex', { customers, issues }, pages).map(({ kind }) => kind)).toEqual(['customer', 'issue'])
  expect(paletteRows('e', { customers, issues }, pages).map(({ kind }) => kind)).toEqual(['customer', 'page'])
})
