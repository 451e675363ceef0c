// Lists of Graph and Partner Center against a real server that pages badly: hostile links, circles, bad records, old tokens.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contractPages } from './graph/contracts.ts'
import { delegatedCustomerPages } from './graph/delegated-admin-customers.ts'
import { relationshipPages } from './graph/delegated-admin-relationships.ts'
import { memberships } from './graph/me.ts'
import { organization } from './graph/organization.ts'
import { serviceManagementDetails } from './graph/service-management-details.ts'
import { createHttp, type Http } from './http.ts'
import type { Page } from './page.ts'
import { customerById, customerPages, customersNamed } from './partner-center/customers.ts'
import { createSource, type Source } from './source.ts'

const guid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

let server: Server
let origin: string
let http: Http
let source: Source
let tokens: string[]
let asked: IncomingMessage[]
/** Further headers of the answers, by call. */
let sent: Record<number, Record<string, string>>
let answer: (request: IncomingMessage, call: number) => unknown

beforeEach(async () => {
  asked = []
  sent = {}
  tokens = ['second', 'first']
  server = createServer((request, response) => {
    asked.push(request)
    for (const [name, value] of Object.entries(sent[asked.length] ?? {})) response.setHeader(name, value)
    const body = answer(request, asked.length)
    if (typeof body === 'number') response.writeHead(body).end('{}')
    else response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  http = createHttp({ wait: async () => {} })
  let token = tokens.pop() ?? ''
  source = createSource(http, origin, {
    token: async () => token,
    renew: () => {
      token = tokens.pop() ?? ''
      return token !== ''
    },
  })
})
afterEach(async () => {
  await http.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function all<Item>(pages: AsyncGenerator<Page<Item>>): Promise<{ records: Item[]; skipped: string[] }> {
  const read: { records: Item[]; skipped: string[] } = { records: [], skipped: [] }
  for await (const page of pages) {
    read.records.push(...page.records)
    read.skipped.push(...page.skipped.map((one) => one.reason))
  }
  return read
}

describe('Graph', () => {
  it('follows the link to the next page as it is, and reads the total', async () => {
    answer = (request) =>
      request.url?.includes('skiptoken')
        ? { value: [{ tenantId: guid(2), displayName: 'B' }] }
        : {
            '@odata.count': 2,
            value: [{ tenantId: guid(1), displayName: 'A' }],
            '@odata.nextLink': `${origin}/v1.0/odd/place?$skiptoken=a%2Bb`,
          }
    expect((await all(delegatedCustomerPages(source))).records).toEqual([
      { tenantId: guid(1), name: 'A' },
      { tenantId: guid(2), name: 'B' },
    ])
    expect(asked[1]?.url).toBe('/v1.0/odd/place?$skiptoken=a%2Bb')
  })

  it('R2: a link to another host is refused, and the token does not go there', async () => {
    answer = () => ({ value: [], '@odata.nextLink': 'https://graph.microsoft.com.evil.example/v1.0/contracts' })
    await expect(all(contractPages(source))).rejects.toMatchObject({ kind: 'invalid', code: 'foreign_link' })
    expect(asked).toHaveLength(1)
  })

  it('R2: a list that leads back to itself ends', async () => {
    answer = (request) => ({ value: [], '@odata.nextLink': `${origin}/v1.0/contracts?page=${request.url?.includes('page=1') ? 2 : 1}` })
    await expect(all(contractPages(source))).rejects.toMatchObject({ kind: 'invalid', code: 'repeated_link' })
    expect(asked.length).toBeLessThan(5)
  })

  it('a bad record is lost alone and reported', async () => {
    answer = () => ({
      value: [
        null,
        'text',
        { customerId: 'customerId-value', id: 'id-value' },
        { customerId: guid(1), contractType: 'BREADTHPARTNER', defaultDomainName: 'A.com' },
      ],
    })
    const { records, skipped } = await all(contractPages(source))
    expect(records).toEqual([{ tenantId: guid(1), name: null, domain: 'A.com', type: 'advisor' }])
    expect(skipped).toHaveLength(3)
    expect(skipped[2]).toContain('id-value')
  })

  it.each(['constructor', '__proto__', 'toString'])('R2: %s is a word like any other that is new to us', async (word) => {
    answer = (request) =>
      request.url?.includes('contracts')
        ? { value: [{ customerId: guid(1), contractType: word }] }
        : { value: [{ id: 'a', status: word, customer: { tenantId: guid(1) } }] }
    expect((await all(contractPages(source))).records).toMatchObject([{ tenantId: guid(1), type: word }])
    expect((await all(relationshipPages(source))).records).toMatchObject([{ id: 'a', state: 'pending' }])
  })

  it('a count as text is one, and a page that is nested without end is a typed failure', async () => {
    const one = { customerId: guid(1) }
    answer = () => ({ value: [one], '@odata.count': '1' })
    expect((await contractPages(source).next()).value).toMatchObject({ total: 1, records: [{ tenantId: guid(1) }] })
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    answer = () => `{"value":[${deep}],"@odata.nextLink":"${origin}/v1.0/contracts?$skiptoken=2"}`
    await expect(all(contractPages(source))).rejects.toMatchObject({ kind: 'invalid', code: 'too_deep' })
  })

  it('another shape than a list is a typed failure', async () => {
    answer = () => ({ items: [] })
    await expect(all(contractPages(source))).rejects.toMatchObject({ kind: 'invalid', code: 'not_a_collection' })
  })

  it('reads relationships whatever their case, without customer, with empty dates', async () => {
    answer = () => ({
      value: [
        {
          id: 'a',
          status: 'Active',
          customer: { tenantId: guid(1) },
          accessDetails: { unifiedRoles: [{}, {}] },
          autoExtendDuration: 'P180D',
          endDateTime: '2030-01-01T00:00:00Z',
        },
        { id: 'b', status: 'created', activatedDateTime: '', autoExtendDuration: 'PT0S', endDateTime: null },
        { id: 'c', status: 'someFutureValue' },
      ],
    })
    const { records } = await all(relationshipPages(source, { tenantId: guid(1) }))
    expect(records).toMatchObject([
      { id: 'a', state: 'active', roles: 2, autoExtends: true, endsAt: new Date('2030-01-01T00:00:00Z') },
      { id: 'b', state: 'pending', tenantId: null, activatedAt: null, autoExtends: false },
      { id: 'c', state: 'pending', status: 'someFutureValue' },
    ])
    expect(decodeURIComponent(asked[0]?.url ?? '')).toContain(`$filter=customer/tenantId eq '${guid(1)}'`)
  })

  it('takes web addresses only as ways into admin centers', async () => {
    const detail = (serviceName: string, serviceManagementUrl: string) => ({ serviceName, serviceManagementUrl })
    answer = () => ({
      value: [
        detail('Teams', 'https://admin.teams.microsoft.com/'),
        detail('Odd', 'javascript:alert(1)'),
        detail('Viva Goals', 'https://x.microsoft.com'),
        detail('Accents', 'https://société.example/clés?à=1'),
      ],
    })
    expect(await serviceManagementDetails(source, guid(1))).toEqual([
      { center: 'teams', url: 'https://admin.teams.microsoft.com/' },
      { center: 'Viva Goals', url: 'https://x.microsoft.com/' },
      // As a header takes it: the redirect of S36 fails on anything else.
      { center: 'Accents', url: 'https://xn--socit-esab.example/cl%C3%A9s?%C3%A0=1' },
    ])
  })

  it('reads the organisation and the memberships of a person', async () => {
    answer = (request) =>
      request.url?.startsWith('/v1.0/organization')
        ? { value: [{ id: guid(1), displayName: 'Aurore', verifiedDomains: [{ name: 'a.com', isDefault: true }] }] }
        : {
            value: [
              { '@odata.type': '#microsoft.graph.group', id: 'A1', displayName: 'AdminAgents', securityEnabled: true, mailEnabled: false },
              // A mailing list of the same name gives nobody rights.
              {
                '@odata.type': '#microsoft.graph.group',
                id: 'b2',
                displayName: 'HelpdeskAgents',
                securityEnabled: false,
                mailEnabled: true,
              },
              { '@odata.type': '#microsoft.graph.directoryRole', id: 'c3', roleTemplateId: 'ABC' },
              { '@odata.type': '#microsoft.graph.administrativeUnit', displayName: 'AdminAgents' },
            ],
          }
    expect(await organization(source)).toMatchObject({ name: 'Aurore', defaultDomain: 'a.com' })
    expect(await memberships(source)).toEqual({ directoryRoles: ['abc'], groupIds: ['a1', 'b2'], groupNames: ['AdminAgents'] })
  })
})

describe('Partner Center', () => {
  const item = (number: number) => ({
    id: guid(number),
    companyProfile: { tenantId: guid(number), companyName: `C${number}`, domain: 'C.COM' },
    relationshipToPartner: 'reseller',
  })

  it.each(['header', 'body'])('takes the continuation token from the %s', async (place) => {
    const next = { links: { next: { uri: '/customers', headers: [{ key: 'ms-continuationToken', value: 'T1' }] } } }
    answer = (_, call) =>
      call === 1 ? { totalCount: 1, items: [item(1)], ...(place === 'header' ? next : { continuationToken: 'T1' }) } : { items: [item(2)] }
    const { records } = await all(customerPages(source))
    expect(records.map((record) => record.name)).toEqual(['C1', 'C2'])
    expect(asked[1]?.headers['ms-continuationtoken']).toBe('T1')
    expect(asked[1]?.url).toContain('seekOperation=Next')
    expect(asked[0]?.headers['ms-requestid']).not.toBe(asked[1]?.headers['ms-requestid'])
  })

  it('takes the token from the headers of the answer where the body says only that there is another page', async () => {
    sent = { 1: { 'MS-ContinuationToken': 'T1' }, 2: { 'MS-ContinuationToken': 'T1' } }
    answer = (_, call) => ({ items: [item(call)], ...(call === 1 && { links: { next: { uri: '/customers' } } }) })
    expect((await all(customerPages(source))).records).toHaveLength(2)
    expect(asked[1]?.headers['ms-continuationtoken']).toBe('T1')
  })

  it('R2: another page without a way to it is no end of the list', async () => {
    answer = () => ({ totalCount: 1, items: [item(1)], links: { next: { uri: '/customers?size=500&seekOperation=Next', headers: [] } } })
    await expect(all(customerPages(source))).rejects.toMatchObject({ kind: 'invalid', code: 'no_token' })
    answer = () => ({ totalCount: 1, items: [item(1)], links: { next: { uri: '', headers: [] } } })
    expect((await all(customerPages(source))).records).toHaveLength(1)
  })

  it('reads a collection that calls its items by another name, and no other list of a body', async () => {
    answer = () => ({ customer: [item(1)], attributes: { objectType: 'Collection' } })
    expect((await all(customerPages(source))).records).toHaveLength(1)
    answer = () => ({ errors: [item(1)] })
    await expect(all(customerPages(source))).rejects.toMatchObject({ kind: 'invalid', code: 'not_a_collection' })
  })

  it('R2: a page that comes again under ever new tokens ends the list, and so do pages without end that hold nothing', async () => {
    answer = (_, call) => ({ items: [item(call % 3)], continuationToken: `token ${call}` })
    await expect(all(customerPages(source))).rejects.toMatchObject({ kind: 'invalid', code: 'repeated_page' })
    expect(asked).toHaveLength(4)
    answer = (_, call) => ({ items: [], totalCount: 9, continuationToken: `token ${call}` })
    await expect(all(customerPages(source))).rejects.toMatchObject({ kind: 'invalid', code: 'repeated_page' })
  })

  it('a last page like the one before it is no circle', async () => {
    answer = (_, call) => ({ items: [item(1)], ...(call === 1 && { continuationToken: 'more' }) })
    expect((await all(customerPages(source))).records).toHaveLength(2)
  })

  it('R2: a token that comes again ends the list', async () => {
    answer = (_, call) => ({ items: [item(call)], continuationToken: 'same' })
    await expect(all(customerPages(source))).rejects.toMatchObject({ kind: 'invalid', code: 'repeated_link' })
    expect(asked).toHaveLength(2)
  })

  it('reads relationships as words and as numbers', async () => {
    const as = (relationshipToPartner: unknown, number: number) => ({ ...item(number), relationshipToPartner })
    answer = () => ({ items: ['Reseller', 1, 'advisor', 'MicrosoftSupport', 5, undefined, 'soldByNobody', 77].map(as) })
    const { records } = await all(customerPages(source))
    expect(records.map((record) => record.relationship)).toEqual([
      ...['reseller', 'reseller', 'advisor', 'microsoft_support', 'none', 'none', 'soldByNobody', '77'],
    ])
  })

  it('takes the id where the profile holds a placeholder', async () => {
    answer = () => ({ items: [{ id: guid(1).toUpperCase(), companyProfile: { tenantId: '<guid>', companyName: 'x' } }, { id: '<guid>' }] })
    const { records, skipped } = await all(customerPages(source))
    expect(records.map((record) => record.tenantId)).toEqual([guid(1)])
    expect(skipped).toHaveLength(1)
  })

  it('reads one customer with its address, and finds by name', async () => {
    answer = () => ({
      ...item(1),
      customDomains: ['C.com'],
      companyProfile: { ...item(1).companyProfile, address: { addressLine1: '1 rue', country: 'fr', city: 'Lyon' } },
    })
    expect(await customerById(source, guid(1))).toMatchObject({
      domains: ['c.com'],
      address: { lines: ['1 rue'], country: 'FR', city: 'Lyon' },
    })
    answer = () => ({ items: [item(1)] })
    await customersNamed(source, 'cont"&')
    expect(JSON.parse(new URL(asked[1]?.url ?? '', origin).searchParams.get('filter') ?? '')).toEqual({
      Field: 'CompanyName',
      Value: 'cont"&',
      Operator: 'starts_with',
    })
  })
})

describe('tokens', () => {
  it('a token refused before its time is renewed once', async () => {
    answer = (request) => (request.headers.authorization === 'Bearer second' ? { value: [] } : 401)
    await all(contractPages(source))
    expect(asked.map((request) => request.headers.authorization)).toEqual(['Bearer first', 'Bearer second'])
  })

  it('a token that is refused again is a denial', async () => {
    answer = () => 401
    await expect(all(contractPages(source))).rejects.toMatchObject({ kind: 'denied', status: 401 })
    expect(asked).toHaveLength(2)
  })
})
