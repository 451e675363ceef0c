// The signed-out status page: who may make its links, what it tells and what it never tells, and that a revoked link is as if it never was.
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import { statementsOf } from '../../../tests/support/statements.ts'
import { findStatusLink } from './status-page.actions.ts'

let api: TestApi
let partnerId: string
let admin: Person
let ids: string[]

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  partnerId = await api.addPartner('Fabrikam Conseil')
  admin = await api.signIn(partnerId)
  ids = await api.addCustomers(partnerId, [{ name: 'Alpha <b>' }, { name: 'Bravo' }])
})

const create = async (more: object = {}, by = admin): Promise<{ address: string; path: string; linkId: string }> => {
  const answer = await by.call('POST', '/api/settings/status-links', { name: 'Helpdesk', ...more })
  expect(answer.statusCode, answer.body).toBe(200)
  const { address, link } = answer.json()
  return { address, path: new URL(address).pathname, linkId: link.linkId }
}
/** Each from an address of its own: the route counts calls. */
let visitor = 0
const open = (url: string, headers: Record<string, string> = {}) => {
  visitor += 1
  return api.app.inject({ method: 'GET', url, headers, remoteAddress: `10.0.0.${visitor}` } as InjectOptions)
}
const db = (of = partnerId) => api.services.door.ofPartner(of)
async function addIssue(of: string, issueId: string, title: string, tenantIds: readonly string[]): Promise<void> {
  await db(of)
    .insertInto('service_issues')
    .values({
      partner_id: of,
      issue_id: issueId,
      service: 'Exchange Online',
      title,
      title_key: title.toLowerCase(),
      classification: 'incident',
      status: 'serviceDegradation',
      resolved: false,
      starts_at: new Date('2030-01-01T10:00:00Z'),
      modified_at: new Date('2030-01-01T11:00:00Z'),
      details: '[]',
      posts: '[]',
      first_seen_at: new Date('2030-01-01T10:05:00Z'),
      affected_now: tenantIds.length,
      affected_ever: tenantIds.length,
    })
    .execute()
  for (const tenant_id of tenantIds)
    await db(of)
      .insertInto('service_issue_customers')
      .values({ partner_id: of, issue_id: issueId, tenant_id, since: new Date('2030-01-01T10:05:00Z') })
      .execute()
}

describe('a link', () => {
  it('is shown once, kept as a hash, and told when it was last used', async () => {
    const { address, path, linkId } = await create()
    const secret = path.replace('/status/', '')
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    const { token_hash } = await db().selectFrom('status_links').select('token_hash').executeTakeFirstOrThrow()
    expect(token_hash.toString('base64url')).not.toBe(secret)
    expect((await admin.call('GET', '/api/settings/status-links')).body).not.toContain(secret)
    expect((await admin.call('GET', '/api/settings/status-links')).json().links).toMatchObject([{ linkId, name: 'Helpdesk', usedAt: null }])
    expect(address.startsWith('http://localhost:4600/status/')).toBe(true)
    await open(path)
    const [link] = (await admin.call('GET', '/api/settings/status-links')).json().links
    expect(Date.parse(link.usedAt)).toBeGreaterThan(Date.now() - 60_000)
    const facts = await db().selectFrom('facts').select(['kind', 'data']).execute()
    expect(facts.map(({ kind }) => kind)).toEqual(['status-link.created'])
    expect(JSON.stringify(facts)).not.toContain(secret)
  })

  it('that is revoked is answered like one that never was, at once, also the one of a partner that is taken out', async () => {
    const { path, linkId } = await create()
    expect((await open(path)).statusCode).toBe(200)
    expect((await admin.call('DELETE', `/api/settings/status-links/${linkId}`)).statusCode).toBe(204)
    const revoked = await open(path)
    const unknown = await open('/status/never-was')
    expect([revoked.statusCode, unknown.statusCode]).toEqual([404, 404])
    expect(revoked.body).toBe(unknown.body)
    expect((await admin.call('DELETE', `/api/settings/status-links/${linkId}`)).statusCode).toBe(404)

    const other = await create()
    const { TENANTRY_PARTNERS: partners } = api.services.config
    partners.splice(partners.indexOf(partnerId), 1)
    expect((await open(other.path)).statusCode).toBe(404)
    partners.push(partnerId)
  })

  it('R3: is made, seen and revoked by a global administrator of the partner alone', async () => {
    const { linkId } = await create()
    for (const role of ['adminAgent', 'helpdeskAgent', 'salesAgent', 'reader'] as const) {
      const person = await api.signIn(partnerId, [role])
      expect((await person.call('GET', '/api/settings/status-links')).statusCode).toBe(403)
      expect((await person.call('POST', '/api/settings/status-links', { name: 'x' })).statusCode).toBe(403)
      expect((await person.call('DELETE', `/api/settings/status-links/${linkId}`)).statusCode).toBe(403)
    }
    const stranger = await api.signIn(await api.addPartner())
    expect((await stranger.call('GET', '/api/settings/status-links')).json()).toEqual({ links: [] })
    expect((await stranger.call('DELETE', `/api/settings/status-links/${linkId}`)).statusCode).toBe(404)
  })
})

describe('the page', () => {
  it('tells services and open issues with counts, without names and without script, and is kept nowhere', async () => {
    await addIssue(partnerId, 'EX1', 'Mail <script>late</script>', ids)
    const { path } = await create()
    const { body, headers, statusCode } = await open(path)
    expect(statusCode).toBe(200)
    for (const told of ['Fabrikam Conseil', 'EX1', 'Exchange Online', '2 customers affected', '1 open incident', '1 Jan 2030, 10:00'])
      expect(body).toContain(told)
    expect(body).toContain('Mail &lt;script&gt;late&lt;/script&gt;')
    for (const never of ['<script', 'Alpha', 'Bravo', ...ids]) expect(body).not.toContain(never)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-type': 'text/html; charset=utf-8',
    })
    expect(headers['x-robots-tag']).toContain('noindex')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['set-cookie']).toBeUndefined()
  })

  it('names customers only where the link says so, escaped', async () => {
    await addIssue(partnerId, 'EX1', 'Mail is late', ids)
    const { body } = await open((await create({ showsCustomers: true })).path)
    expect(body).toContain('Alpha &lt;b&gt;, Bravo')
  })

  it('R3: tells nothing of another partner', async () => {
    const foreign = await api.addPartner('Stranger Partner')
    const theirs = await api.addCustomers(foreign, [{ name: 'Zulu' }])
    await addIssue(foreign, 'MO9', 'Theirs alone', theirs)
    const { body } = await open((await create({ showsCustomers: true })).path)
    for (const never of ['MO9', 'Theirs alone', 'Zulu', 'Stranger Partner']) expect(body).not.toContain(never)
  })

  it('S86: speaks French and English, by the browser and by the switch', async () => {
    const { path } = await create()
    expect((await open(path, { 'accept-language': 'fr-FR,fr;q=0.9' })).body).toContain('<html lang="fr">')
    expect((await open(`${path}?language=en`, { 'accept-language': 'fr-FR' })).body).toContain('<html lang="en">')
    expect((await open('/status/never-was', { 'accept-language': 'fr' })).body).toContain('Il n’y a rien ici')
  })

  it('D9, B6: says that nothing is known rather than that all is well, and how old it is', async () => {
    const { path } = await create()
    const body = (await open(path)).body
    expect(body).toContain('Nothing has been read from Microsoft yet.')
    expect(body).toContain('not known')
  })

  it('D9: says how many customers were read lately, and that nothing is known where they are fewer than half', async () => {
    const { path } = await create()
    const more = await api.addCustomers(partnerId, [
      { name: 'Charlie' },
      { name: 'Delta', delegation: 'none' },
      { name: 'Echo', departed: true },
    ])
    const read = async (tenantId: string | undefined, minutesAgo: number) => {
      const at = new Date(Date.now() - minutesAgo * 60_000)
      await db()
        .insertInto('pulls')
        .values({ partner_id: partnerId, tenant_id: tenantId as string, resource: 'health', due_at: at, good_at: at })
        .execute()
      return (await open(path)).body
    }
    await db().insertInto('health_services').values({ partner_id: partnerId, service: 'Intune', first_seen_at: new Date() }).execute()
    const one = await read(ids[0], 1)
    expect(one).toContain('1 of 3 customers read in the last two hours.')
    expect(one).toContain('How services stand is not known now.')
    expect(one).not.toContain('No open incident or advisory.')
    expect(one).toMatch(/Intune<[\s\S]*Unknown</)
    expect(await read(ids[1], 150)).toContain('1 of 3 customers read in the last two hours.')
    const two = await read(more[0], 5)
    expect(two).toContain('2 of 3 customers read in the last two hours.')
    expect(two).toContain('No open incident or advisory.')
    expect(two).toMatch(/Intune<[\s\S]*Healthy</)
    expect((await open(`${path}?language=fr`)).body).toContain('2 clients lus sur 3 au cours des deux dernières heures.')
  })

  it('R8: is not for guessing: one address is held back, with a page it can read', async () => {
    const ask = (headers = {}) =>
      api.app.inject({ method: 'GET', url: '/status/guess', remoteAddress: '10.9.9.9', headers } as InjectOptions)
    const statuses = new Set<number>()
    for (let call = 0; call < 70; call += 1) statuses.add((await ask()).statusCode)
    expect([...statuses]).toEqual([404, 429])
    const held = await ask({ 'accept-language': 'fr' })
    expect(held.body).toContain('<h1>Un instant</h1>')
    expect(held.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    expect(Number(held.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('R8: counts what is not there alone: an office behind one address opens its link as often as it likes', async () => {
    const { path } = await create()
    const ask = async (url: string) => (await api.app.inject({ method: 'GET', url, remoteAddress: '10.8.8.8' } as InjectOptions)).statusCode
    const opened = new Set<number>()
    for (let call = 0; call < 70; call += 1) opened.add(await ask(path))
    expect([...opened]).toEqual([200])
    expect(await ask('/status/mistyped')).toBe(404)
    for (let call = 0; call < 70; call += 1) await ask('/status/guess')
    expect([await ask('/status/guess'), await ask(path)]).toEqual([429, 200])
  })

  it('R8: answers an address that is not valid with a page as well', async () => {
    const { body, headers, statusCode } = await open('/status/never-was?language=francais-de-tres-loin')
    expect(statusCode).toBe(400)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(body).toContain('Il n’y a rien ici')
  })

  it('R8: asks as much for a link that is there as for one that never was, until it is found', async () => {
    await api.addPartner().then((other) => api.signIn(other))
    const { path } = await create()
    const statements = statementsOf(api.services.door.pool)
    const find = (secret: string) => statements.count(() => findStatusLink(api.services, secret))
    const [known, unknown] = [await find(path.replace('/status/', '')), await find('never-was')]
    expect(known.count).toBe(unknown.count)
  })
})
