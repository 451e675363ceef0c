// Every documented response of an endpoint we call goes through the client that calls it, byte for byte, from a real server.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contractPages } from '../../server/microsoft/graph/contracts.ts'
import { delegatedCustomerPages } from '../../server/microsoft/graph/delegated-admin-customers.ts'
import { relationshipPages } from '../../server/microsoft/graph/delegated-admin-relationships.ts'
import { serviceManagementDetails } from '../../server/microsoft/graph/service-management-details.ts'
import { createHttp, type Http } from '../../server/microsoft/http.ts'
import { createTokens } from '../../server/microsoft/login/token.ts'
import { MicrosoftError } from '../../server/microsoft/microsoft-error.ts'
import type { Page } from '../../server/microsoft/page.ts'
import { customerById, customerPages } from '../../server/microsoft/partner-center/customers.ts'
import { createSource, type Source } from '../../server/microsoft/source.ts'
import { addressOf } from '../../simulator/samples/read-samples.ts'
import { type Sample, samples, samplesPresent, textOf, whyAbsent } from './samples.ts'

let server: Server
let origin: string
let http: Http
let source: Source
let served = { status: 200, body: '', headers: {} as Record<string, string> }

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(served.status, served.headers).end(served.body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  http = createHttp({ wait: async () => {} })
  source = createSource(http, origin, { token: async () => 'token', renew: () => false })
})
afterAll(async () => {
  await http.close()
  await new Promise((resolve) => server.close(resolve))
})

type Read = { records: unknown[]; skipped: number }

async function all(pages: AsyncGenerator<Page<unknown>>): Promise<Read> {
  const read: Read = { records: [], skipped: 0 }
  for await (const page of pages) {
    read.records.push(...page.records)
    read.skipped += page.skipped.length
  }
  return read
}

const one = async (promise: Promise<unknown>): Promise<Read> => ({ records: [await promise], skipped: 0 })

/** The client of each endpoint. A record documented by itself is read as a list of one where we only call the list. */
const clients: Record<string, { read: (source: Source) => Promise<Read>; wrap?: boolean }> = {
  '/v1/customers': { read: (from) => all(customerPages(from)) },
  '/v1/customers/{}': { read: (from) => one(customerById(from, 'x')) },
  '/v1.0/contracts': { read: (from) => all(contractPages(from)) },
  '/v1.0/contracts/{}': { read: (from) => all(contractPages(from)), wrap: true },
  '/v1.0/tenantrelationships/delegatedadmincustomers': { read: (from) => all(delegatedCustomerPages(from)) },
  '/v1.0/tenantrelationships/delegatedadmincustomers/{}': { read: (from) => all(delegatedCustomerPages(from)), wrap: true },
  '/v1.0/tenantrelationships/delegatedadmincustomers/{}/servicemanagementdetails': {
    read: async (from) => ({ records: await serviceManagementDetails(from, 'x'), skipped: 0 }),
  },
  '/v1.0/tenantrelationships/delegatedadminrelationships': { read: (from) => all(relationshipPages(from)) },
  '/v1.0/tenantrelationships/delegatedadminrelationships/{}': { read: (from) => all(relationshipPages(from)), wrap: true },
}

const answered = samples.flatMap((sample) => {
  const address = sample.kind === 'response' && [200, null].includes(sample.status) ? addressOf(sample.endpoint ?? '') : null
  const client = address === null ? undefined : clients[address]
  return client ? [{ sample, client, file: sample.file }] : []
})
const refused = samples.filter((sample) => sample.kind === 'error' && (sample.status ?? 0) >= 400)

describe.skipIf(!samplesPresent)(`documented responses${whyAbsent}`, () => {
  it('there are some for every kind of list we read', () => {
    const found = new Set(answered.map(({ sample }) => addressOf(sample.endpoint ?? '')))
    for (const list of [
      '/v1/customers',
      '/v1.0/contracts',
      '/v1.0/tenantrelationships/delegatedadmincustomers',
      '/v1.0/tenantrelationships/delegatedadminrelationships',
    ])
      expect(found).toContain(list)
  })

  it.each(answered)('$file', async ({ sample, client }) => {
    const sent = JSON.parse(textOf(sample).replace(/^\uFEFF/, '')) as Record<string, unknown>
    served = { status: 200, headers: {}, body: client.wrap ? JSON.stringify({ value: [sent] }) : textOf(sample) }
    const documented = ((sent['items'] ?? sent['value'] ?? [sent]) as unknown[]).length
    const { records, skipped } = await client.read(source)
    expect(records.length + skipped).toBe(documented)
    // A record with a real id is never lost; only placeholders may be.
    const real = new Set(JSON.stringify(sent).match(/"(?:id|tenantId|customerId)":"[0-9a-f]{8}-[0-9a-f-]{27,}"/gi))
    if (real.size > 0) expect(records.length).toBeGreaterThan(0)
    if (skipped > 0) expect(textOf(sample)).toMatch(/-value"|<guid>/)
    for (const record of records as Record<string, unknown>[]) {
      for (const [name, value] of Object.entries(record)) {
        if (value instanceof Date) expect([name, Number.isNaN(value.getTime())]).toEqual([name, false])
        if (name === 'tenantId' && value !== null) expect(value).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      }
    }
  })
})

describe.skipIf(!samplesPresent)(`documented errors${whyAbsent}`, () => {
  const kinds: Record<number, string> = { 401: 'denied', 403: 'denied', 404: 'gone', 410: 'gone', 429: 'throttled' }

  it.each(refused)('$file', async (sample: Sample) => {
    const status = sample.status ?? 0
    served = { status, headers: { 'retry-after': '9999' }, body: textOf(sample) }
    const error = await source.send({ path: '/v1/anything', patienceMs: 0 }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(MicrosoftError)
    expect(error).toMatchObject({ status, kind: kinds[status] ?? (status >= 500 ? 'broken' : 'invalid') })
    const sent = textOf(sample)
    if (/"code"\s*:|"error"\s*:\s*"/.test(sent)) expect((error as MicrosoftError).code).not.toBeNull()
  })
})

describe.skipIf(!samplesPresent)(`documented tokens${whyAbsent}`, () => {
  const tokens = () => createTokens({ http, loginUrl: origin, clientId: 'id', clientSecret: 'secret' })
  const ofEntra = (kind: string) => samples.filter((sample) => sample.api === 'entra' && sample.kind === kind)

  it.each(ofEntra('response'))('$file', async (sample: Sample) => {
    served = { status: 200, headers: {}, body: textOf(sample) }
    expect(await tokens().of('tenant', origin)).toBe((JSON.parse(textOf(sample)) as { access_token: string }).access_token)
  })

  it.each(ofEntra('error'))('$file', async (sample: Sample) => {
    served = { status: sample.status ?? 400, headers: {}, body: textOf(sample) }
    const { error_codes, error } = JSON.parse(textOf(sample)) as { error: string; error_codes?: number[] }
    const code = error_codes?.[0] ? `AADSTS${error_codes[0]}` : error
    await expect(tokens().of('tenant', origin)).rejects.toMatchObject({ code, reason: expect.any(String) })
  })
})
