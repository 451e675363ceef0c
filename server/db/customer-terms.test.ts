// What a customer is found by, and that PostgreSQL keeps count of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, startApi, type TestApi } from '../../tests/support/api.ts'
import { prefixEnd } from '../base/search-key.ts'
import { renewTerms, termsOf } from './customer-terms.ts'
import { termKinds } from './tables/customers.ts'

const { name, domain, word, otherDomain } = termKinds
const tenantId = '4fdbff88-9d6b-42e0-9713-45c922ba8001'

describe('termsOf', () => {
  it('D14: is blind to case, accents and ligatures, and begins at each word', () =>
    expect(termsOf({ tenantId, name: "L'Œuvre Générale", domain: 'OEUVRE.example' })).toMatchObject([
      { kind: name, term: "l'oeuvre generale" },
      { kind: domain, term: 'oeuvre.example' },
      { kind: word, term: 'oeuvre generale' },
      { kind: word, term: 'generale' },
    ]))
  it('knows with how many characters a term begins like a better one', () =>
    expect(
      termsOf({ tenantId, name: 'Contoso Coiffure', domain: 'contoso.fr', otherDomains: ['coiffure.fr', 'x😀.fr', 'x😁.fr'] }),
    ).toEqual([
      { tenantId, kind: name, term: 'contoso coiffure', shared: 0 },
      { tenantId, kind: domain, term: 'contoso.fr', shared: 7 },
      { tenantId, kind: word, term: 'coiffure', shared: 2 },
      { tenantId, kind: otherDomain, term: 'coiffure.fr', shared: 8 },
      { tenantId, kind: otherDomain, term: 'x😀.fr', shared: 0 },
      { tenantId, kind: otherDomain, term: 'x😁.fr', shared: 1 },
    ]))
})

describe('kept totals', () => {
  let api: TestApi
  let person: Person
  let ids: string[]
  beforeAll(async () => {
    api = await startApi()
    const partnerId = await api.addPartner()
    person = await api.signIn(partnerId)
    ids = await api.addCustomers(
      partnerId,
      Array.from({ length: 60 }, (_, index) => ({
        name: `${['Contoso', 'Coop Alpha', 'Éclair Contoso', '😀 Rires'][index % 4]} ${index}`,
        domain: `${['contoso', 'alpha', 'contoso-eclair'][index % 3]}${index}.fr`,
        departed: index % 5 === 0,
      })),
    )
  })
  afterAll(() => api.stop())

  const db = () => api.services.door.ofPartner(person.partnerId)
  /** Counted the long way, from every term there is. */
  const counted = async (departed: boolean) => {
    const terms = await db().selectFrom('customer_terms').where('departed', '=', departed).select(['term', 'tenant_id']).execute()
    const found = new Map<string, Set<string>>([['', new Set(terms.map((row) => row.tenant_id))]])
    for (const { term, tenant_id } of terms)
      for (const prefix of [1, 2, 3].map((letters) => [...term].slice(0, letters).join('')))
        found.set(prefix, (found.get(prefix) ?? new Set()).add(tenant_id))
    return new Map([...found].map(([prefix, customers]) => [prefix, customers.size]))
  }
  const kept = async (departed: boolean) => {
    const rows = await db()
      .selectFrom('term_totals')
      .where('departed', '=', departed)
      .groupBy('prefix')
      .select((of) => ['prefix', of.fn.sum<string>('customers').as('customers')])
      .execute()
    return new Map(rows.filter((row) => Number(row.customers) !== 0).map((row) => [row.prefix, Number(row.customers)]))
  }
  const expectKept = async () => {
    for (const departed of [false, true]) expect(await kept(departed)).toEqual(await counted(departed))
  }

  it('D5: are what counting would find', async () => {
    expect((await counted(false)).size).toBeGreaterThan(8)
    await expectKept()
  })
  it('follow names and domains that change, customers that leave and come back', async () => {
    const [first = '', second = '', third = ''] = ids
    await db().updateTable('customers').set({ name: 'Zebra', domain: null }).where('tenant_id', '=', first).execute()
    await db()
      .updateTable('customers')
      .set({ other_domains: ['zoo.fr', 'contoso.org', ''] })
      .where('tenant_id', '=', second)
      .execute()
    await db()
      .transaction()
      .execute(async (trx) => {
        await renewTerms(trx, person.partnerId, [first])
        await renewTerms(trx, person.partnerId, [second], [otherDomain])
      })
    await expectKept()
    await db().updateTable('customer_terms').set({ departed: true }).where('tenant_id', 'in', [second, third]).execute()
    await expectKept()
    await db().updateTable('customer_terms').set({ departed: false }).where('tenant_id', '=', third).execute()
    await db().deleteFrom('customer_terms').where('tenant_id', '=', second).execute()
    await expectKept()
  })
  it('of each customer exactly one term that begins with a text shares less than that with a better one', async () => {
    for (const prefix of ['c', 'co', 'con', 'contoso', 'contoso-', 'e', '😀', 'fr']) {
      const among = db()
        .selectFrom('customer_terms')
        .where('departed', '=', false)
        .where('term', '>=', prefix)
        .where('term', '<', prefixEnd(prefix))
      const every = await among.select('tenant_id').distinct().execute()
      const best = await among
        .where('shared', '<', [...prefix].length)
        .select('tenant_id')
        .execute()
      expect(best.map((row) => row.tenant_id).sort()).toEqual(every.map((row) => row.tenant_id).sort())
    }
  })
})
