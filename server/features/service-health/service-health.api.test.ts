// What screens are told of service health: every service, every issue with whom it hits, every customer; each partner its own.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '../../../contract/accounts.ts'
import type { Home } from '../../../contract/home.ts'
import type { CustomerHealthPage, IssueDetails, ServiceHealth } from '../../../contract/service-health.ts'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import { HealthIssue } from '../../microsoft/graph/health-issues.ts'
import { addMissing } from '../../pulls/claim.ts'
import { createKnowServices } from './actions/know-services.ts'
import { saveHealth } from './actions/save-health.ts'
import { saveIssue } from './actions/save-issue.ts'
import { countKnown, letGoOfUnreadable } from './actions/tend-health.ts'
import { type HealthRead, issueRow } from './service-health.mapping.ts'

let api: TestApi
let person: Person
let partnerId: string
let ids: string[]
const now = new Date()
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000)
const day = 24 * 60

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())
beforeEach(async () => {
  partnerId = await api.addPartner()
  person = await api.signIn(partnerId)
  ids = await api.addCustomers(partnerId, [
    { name: 'Alpha', domain: 'alpha.example', country: 'FR' },
    { name: 'Éclair', domain: 'eclair.example', country: 'FR' },
    { name: '=Beta', domain: 'beta.example', country: 'DE' },
    { name: 'Closed', delegation: 'expired' },
    { name: 'Gone', departed: true },
  ])
  await createKnowServices(api.services)(partnerId, ['Exchange Online', 'Microsoft Teams', 'SharePoint Online'])
  await addMissing(db(), partnerId, ['health'], now)
  await letGoOfUnreadable(api.services, partnerId)
})

const db = () => api.services.door.ofPartner(partnerId)
const get = async <Answer>(url: string): Promise<Answer> => {
  const answer = await person.call('GET', url)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const say = (id: string, minutes: number, sent: object = {}) =>
  db()
    .transaction()
    .execute((trx) => {
      const issue = HealthIssue.parse({
        id,
        title: `Title of ${id}`,
        service: id.startsWith('EX') ? 'Exchange Online' : 'Microsoft Teams',
        classification: id.startsWith('EX') ? 'incident' : 'advisory',
        status: 'investigating',
        isResolved: false,
        startDateTime: ago(minutes).toISOString(),
        lastModifiedDateTime: ago(minutes).toISOString(),
        ...sent,
      })
      return saveIssue(trx, issueRow(partnerId, issue, ago(minutes)), ago(minutes))
    })
/** What the readings of that time said; of a customer that is not named, that nothing is wrong. */
const read = async (minutes: number, found: Record<number, string[]>, services: HealthRead['services'] = []) => {
  const reads = [0, 1, 2].map((index) => ({
    tenantId: ids[index] as string,
    read: {
      services: found[index]?.length ? services : [],
      issues: (found[index] ?? []).map((id) => ({
        id,
        classification: id.startsWith('EX') ? ('incident' as const) : ('advisory' as const),
      })),
      unreadable: 0,
    },
  }))
  await db()
    .transaction()
    .execute((trx) => saveHealth(trx, partnerId, reads, ago(minutes)))
  await db()
    .updateTable('pulls')
    .set({ good_at: ago(minutes), tried_at: ago(minutes), due_at: ago(-5) })
    .where(
      'tenant_id',
      'in',
      reads.map(({ tenantId }) => tenantId),
    )
    .execute()
}

describe('S52: all services over all customers', () => {
  it('says each state, whom it hits, Microsoft’s own words, the last days, and how fresh that is', async () => {
    await say('EX1', 2 * day)
    await say('TM2', 30)
    await read(10, { 0: ['EX1', 'TM2'], 1: ['EX1'] }, [{ service: 'Exchange Online', status: 'serviceDegradation' }])
    const { services, totals, readings } = await get<ServiceHealth>('/api/service-health')
    expect(services.map(({ service, state, customersAffected }) => [service, state, customersAffected])).toEqual([
      ['Exchange Online', 'incident', 2],
      ['Microsoft Teams', 'advisory', 1],
      ['SharePoint Online', 'healthy', 0],
    ])
    expect(services[0]).toMatchObject({
      statuses: [{ status: 'serviceDegradation', customers: 2 }],
      openIncidents: 1,
      openAdvisories: 0,
    })
    expect(services[0]?.days.slice(-3).map(({ state, incidents }) => [state, incidents])).toEqual([
      ['incident', 1],
      ['incident', 1],
      ['incident', 1],
    ])
    expect(services[2]?.days.slice(-2).map(({ state }) => state)).toEqual(['unknown', 'healthy'])
    expect(totals).toEqual({
      services: { healthy: 1, advisory: 1, incident: 1, unknown: 0 },
      customers: { healthy: 1, advisory: 0, incident: 2, unknown: 1 },
      openIncidents: 1,
      openAdvisories: 1,
      customersAffected: 2,
    })
    expect(readings).toEqual({
      customers: 4,
      read: 3,
      stale: 0,
      neverRead: 0,
      notReadable: 1,
      oldestAt: ago(10).toISOString(),
      newestAt: ago(10).toISOString(),
    })
  })

  it('B13: keeps to the chosen customers, to a state, and to a search', async () => {
    await say('EX1', 60)
    await read(10, { 0: ['EX1'], 2: ['EX1'] })
    await person.call('PUT', `/api/customers/${ids[1]}/flag`, {})
    const of = async (query: string) =>
      (await get<ServiceHealth>(`/api/service-health?${query}`)).services.map(({ service, state, customersAffected }) => [
        service,
        state,
        customersAffected,
      ])
    expect((await of('country=FR'))[0]).toEqual(['Exchange Online', 'incident', 1])
    expect((await of('flagged=true'))[0]).toEqual(['Exchange Online', 'healthy', 0])
    expect(await of('state=incident,advisory')).toEqual([['Exchange Online', 'incident', 2]])
    expect(await of('search=TEAM')).toEqual([['Microsoft Teams', 'healthy', 0]])
  })

  it('D9: where nobody could be read lately, a service is unknown, not healthy', async () => {
    await read(3 * 60, {})
    const { services, readings } = await get<ServiceHealth>('/api/service-health')
    expect(new Set(services.map(({ state }) => state))).toEqual(new Set(['unknown']))
    expect(readings).toMatchObject({ read: 0, stale: 3 })
  })
})

describe('S53, S54: issues', () => {
  beforeEach(async () => {
    await say('EX1', 3 * day, {
      title: 'Émail is late',
      impactDescription: 'Mail is late.',
      details: [{ name: 'NotifyInApp', value: 'True' }],
      posts: [
        { createdDateTime: ago(100).toISOString(), postType: 'regular', description: { contentType: 'html', content: '<p>First</p>' } },
        {
          createdDateTime: ago(50).toISOString(),
          postType: 'quick',
          description: {
            contentType: 'html',
            content: '<p onclick="x()">Then<script>alert(1)</script></p><img src="https://x.example/p.png">',
          },
        },
        { createdDateTime: ago(40).toISOString(), postType: 'regular', description: { contentType: 'text', content: 'a < b\nc' } },
      ],
    })
    await say('EX9', 2 * day)
    await say('TM2', 90)
    await read(80, { 0: ['EX1', 'TM2'], 1: ['EX1', 'EX9'], 2: ['EX1'] })
    await read(60, { 0: ['EX1', 'TM2'], 2: ['EX1'] })
    await read(40, { 0: ['EX1', 'TM2'], 1: ['EX1'] })
  })
  type List = { rows: { issueId: string; affectedNow: number; affectedEver: number; state: string }[]; total: number }
  const numbers = async (query: string) => (await get<List>(`/api/service-health/issues?${query}`)).rows.map(({ issueId }) => issueId)

  it('S53: lists the open and the past ones of a service, found by number and title', async () => {
    expect(await get<List>('/api/service-health/issues')).toMatchObject({
      total: 2,
      rows: [
        { issueId: 'EX1', affectedNow: 2, affectedEver: 3, state: 'open' },
        { issueId: 'TM2', affectedNow: 1, affectedEver: 1, state: 'open' },
      ],
    })
    expect(await get<List>('/api/service-health/issues?which=past')).toMatchObject({
      total: 1,
      rows: [{ issueId: 'EX9', affectedNow: 0, affectedEver: 1, state: 'nobodyHit' }],
    })
    expect(await numbers('which=all&service=Exchange%20Online&sort=title')).toEqual(['EX1', 'EX9'])
    expect(await numbers('which=all&search=ex')).toEqual(['EX9', 'EX1'])
    expect(await numbers('which=all&search=email')).toEqual(['EX1'])
    expect(await numbers('which=all&classification=advisory')).toEqual(['TM2'])
    expect(await get<List>('/api/service-health/issues?which=all&limit=1&offset=1')).toMatchObject({ total: 3, rows: [{ issueId: 'EX9' }] })
    expect(await get<List>('/api/service-health/issues?which=all&country=DE')).toMatchObject({
      total: 1,
      rows: [{ issueId: 'EX1', affectedNow: 0, affectedEver: 1, state: 'nobodyHit' }],
    })
  })

  it('P21: the session says how many incidents are open, each partner its own', async () => {
    const openIncidents = async (reader: Person) => (await reader.call('GET', '/api/session')).json<Session>().active?.openIncidents
    // Of EX1, TM2 and EX9 one is an advisory and one hits nobody any more.
    expect(await openIncidents(person)).toBe((await get<List>('/api/service-health/issues?classification=incident')).total)
    expect(await openIncidents(person)).toBe(1)
    expect(await openIncidents(await api.signIn(await api.addPartner()))).toBe(0)
  })

  it('S54: tells everything of one, posts newest first and safe to show, and how its extent went', async () => {
    const issue = await get<IssueDetails>('/api/service-health/issues/EX1')
    expect(issue).toMatchObject({
      title: 'Émail is late',
      impact: 'Mail is late.',
      language: 'en',
      affectedNow: 2,
      affectedEver: 3,
      details: [{ name: 'NotifyInApp', value: 'True' }],
    })
    expect(issue.posts.map(({ html }) => html)).toEqual(['a &lt; b<br />c', '<p>Then</p>', '<p>First</p>'])
    expect(issue.extent).toEqual([
      { at: ago(80).toISOString(), affected: 3 },
      { at: ago(60).toISOString(), affected: 2 },
      { at: ago(40).toISOString(), affected: 2 },
    ])
    expect((await get<IssueDetails>('/api/service-health/issues/ex1')).issueId).toBe('EX1')
    expect((await person.call('GET', '/api/service-health/issues/EX404')).statusCode).toBe(404)
  })

  it('S54: knows exactly whom it hits, whom it has hit, and from when to when', async () => {
    type Affected = { rows: { name: string; since: string; until: string | null; times: number }[]; total: number }
    const of = async (query = '') => {
      const { rows, total } = await get<Affected>(`/api/service-health/issues/EX1/customers?${query}`)
      expect(total).toBe(rows.length)
      return rows.map(({ name, since, until, times }) => [name, since, until, times])
    }
    const [first, gone, back] = [ago(80), ago(40), ago(40)].map((at) => at.toISOString())
    expect(await of()).toEqual([
      ['Alpha', first, null, 1],
      ['Éclair', back, null, 2],
    ])
    expect(await of('which=left')).toEqual([['=Beta', first, gone, 1]])
    expect(await of('which=all&country=FR&sort=since')).toEqual([
      ['Éclair', back, null, 2],
      ['Alpha', first, null, 1],
    ])
    expect(await of('which=all&search=ecl')).toEqual([['Éclair', back, null, 2]])
    expect(await of(`which=all&search=${ids[2]?.slice(0, 9)}`)).toEqual([['=Beta', first, gone, 1]])
  })

  it('S54: losing sight of a customer is told apart from its recovery, in the list, the download and on its page', async () => {
    await db()
      .updateTable('customers')
      .set({ delegation: 'terminated' })
      .where('tenant_id', '=', ids[0] as string)
      .execute()
    await db()
      .updateTable('customers')
      .set({ departed_at: now })
      .where('tenant_id', '=', ids[1] as string)
      .execute()
    await letGoOfUnreadable(api.services, partnerId)
    type Affected = { rows: { name: string; leftBecause: string | null }[] }
    const { rows } = await get<Affected>('/api/service-health/issues/EX1/customers?which=left')
    const reasons = { Alpha: 'noAccess', '=Beta': 'notReported', Éclair: 'departed' }
    expect(Object.fromEntries(rows.map(({ name, leftBecause }) => [name, leftBecause]))).toEqual(reasons)
    const sheet = await person.call(
      'GET',
      '/api/service-health/issues/EX1/customers/export?which=left&flavour=spreadsheet&language=fr-FR&timeZone=Europe/Paris',
    )
    const [heading, ...lines] = sheet.body.trimEnd().split('\r\n')
    expect(heading).toMatch(/;Motif de fin$/)
    expect(lines.map((line) => line.split(';').at(-1)).sort()).toEqual(['Accès terminé', 'Client parti', 'Rétabli', 'Rétabli'])
    const page = await get<CustomerHealthPage>(`/api/customers/${ids[0]}/health`)
    expect(page.past).toContainEqual(expect.objectContaining({ issueId: 'EX1', leftBecause: 'noAccess' }))
  })

  it('S54, B2: downloads them in both flavours, a line for each time, formulas defused', async () => {
    const download = async (query: string) => {
      const answer = await person.call('GET', `/api/service-health/issues/EX1/customers/export?${query}`)
      expect(answer.headers['content-type']).toContain('text/csv')
      return answer
    }
    const data = await download('flavour=data&which=all')
    expect(data.headers['content-disposition']).toMatch(/EX1-customers-all-\d{4}-\d\d-\d\d\.csv/)
    const [heading, ...lines] = data.body.trimEnd().split('\r\n')
    expect(heading).toBe('tenant_id,name,domain,country,delegation,flagged_at,affected_since,affected_until,left_because')
    expect(lines).toHaveLength(4)
    expect(lines.filter((line) => line.includes('Éclair'))).toHaveLength(2)
    expect(lines.find((line) => line.includes('Beta'))).toMatch(/,'=Beta,.*,notReported$/)
    const sheet = await download('flavour=spreadsheet&language=fr-FR&timeZone=Europe/Paris')
    expect(sheet.body.startsWith('\ufeffID du locataire;Nom;')).toBe(true)
    expect(sheet.body.trimEnd().split('\r\n')).toHaveLength(3)
    expect((await person.call('GET', '/api/service-health/issues/EX404/customers/export?flavour=data')).statusCode).toBe(404)
    const facts = await db().selectFrom('facts').where('kind', '=', 'issue-customers.exported').select('data').execute()
    expect(facts).toHaveLength(2)
  })

  it('S23: Home tells the open incidents, those that hit flagged customers first', async () => {
    await say('EX3', 20)
    await read(5, { 0: ['EX1', 'TM2'], 1: ['EX1'], 2: ['EX3'] })
    await person.call('PUT', `/api/customers/${ids[2]}/flag`, {})
    const { health } = await get<Home>('/api/home')
    expect(health).toMatchObject({ openIncidents: 2, openAdvisories: 1, customersAffected: 3 })
    expect(health.issues.map(({ issueId, flaggedNow, affectedNow }) => [issueId, flaggedNow, affectedNow])).toEqual([
      ['EX3', 1, 1],
      ['EX1', 0, 2],
    ])
  })

  it('B6: Home says how fresh health is and of how many it is unknown, as service health counts it, without looking at every customer', async () => {
    const known = async () => {
      const { health } = await get<Home>('/api/home')
      return { readAt: health.readAt, unknown: health.unknown }
    }
    expect(await known()).toEqual({ readAt: null, unknown: 4 })
    await read(5, {})
    await countKnown(api.services, partnerId)
    expect(await known()).toEqual({ readAt: ago(5).toISOString(), unknown: 1 })
    await read(5 * 60, {})
    await countKnown(api.services, partnerId)
    expect(await known()).toEqual({ readAt: ago(5 * 60).toISOString(), unknown: 4 })
    expect((await get<ServiceHealth>('/api/service-health')).totals.customers.unknown).toBe(4)
    // Nobody has counted for long: what was counted then is no longer known.
    await db().updateTable('health_known').set({ unknown: 0 }).execute()
    expect(await known()).toMatchObject({ unknown: 4 })
  })

  it('R3: another partner sees none of it', async () => {
    const other = await api.signIn(await api.addPartner())
    for (const path of ['/EX1', '/EX1/customers', '/EX1/customers/export?flavour=data'])
      expect((await other.call('GET', `/api/service-health/issues${path}`)).statusCode, path).toBe(404)
    expect((await other.call('GET', '/api/service-health/issues?which=all')).json()).toMatchObject({ total: 0 })
    expect((await other.call('GET', '/api/service-health')).json()).toMatchObject({ services: [], readings: { customers: 0 } })
    expect((await other.call('GET', `/api/customers/${ids[0]}/health`)).statusCode).toBe(404)
    expect((await other.call('GET', '/api/home')).json()).toMatchObject({ health: { openIncidents: 0, issues: [] } })
  })
})

describe('S43, D9: one customer', () => {
  const rows = async (query: string) => {
    const { rows: found, total } = await get<{ rows: { name: string; health: object }[]; total: number }>(`/api/customers?${query}`)
    expect(total).toBe(found.length)
    return found.map(({ name, health }) => [name, health])
  }
  it('S43: the list and the card tell the state; the list filters and sorts by it', async () => {
    await say('EX1', 60)
    await say('TM2', 60)
    await read(10, { 0: ['TM2'], 2: ['EX1', 'TM2'] })
    const readAt = ago(10).toISOString()
    const of = (state: string, incidents = 0, advisories = 0) => ({ state, incidents, advisories, readAt })
    expect(await rows('sort=health')).toEqual([
      ['=Beta', of('incident', 1, 1)],
      ['Alpha', of('advisory', 0, 1)],
      ['Closed', { ...of('unknown'), readAt: null }],
      ['Éclair', of('healthy')],
    ])
    expect((await rows('sort=health&direction=asc')).map(([name]) => name)).toEqual(['Éclair', 'Closed', 'Alpha', '=Beta'])
    expect((await rows('health=incident,advisory')).map(([name]) => name)).toEqual(['=Beta', 'Alpha'])
    expect((await rows('health=unknown')).map(([name]) => name)).toEqual(['Closed'])
    expect((await rows('health=healthy&search=ecl')).map(([name]) => name)).toEqual(['Éclair'])
    expect(await get(`/api/customers/${ids[2]}`)).toMatchObject({ health: of('incident', 1, 1) })
  })

  it('S43: its page tells services, open and past issues, and the way into Microsoft’s own', async () => {
    await say('EX1', 60)
    await say('TM2', 60)
    await read(50, { 0: ['EX1', 'TM2'] }, [{ service: 'Exchange Online', status: 'serviceInterruption' }])
    await read(20, { 0: ['EX1'] }, [{ service: 'Exchange Online', status: 'serviceInterruption' }])
    const page = await get<CustomerHealthPage>(`/api/customers/${ids[0]}/health`)
    expect(page).toMatchObject({
      state: 'incident',
      unknownBecause: null,
      readAt: ago(20).toISOString(),
      services: [{ service: 'Exchange Online', status: 'serviceInterruption', state: 'incident' }],
      open: [{ issueId: 'EX1', since: ago(50).toISOString() }],
      past: [{ issueId: 'TM2', since: ago(50).toISOString(), until: ago(20).toISOString() }],
      href: `/go/${ids[0]}/servicehealth`,
    })
    const entry = await person.call('GET', page.href as string)
    expect(entry.headers.location).toContain(`CTID=${ids[0]}&CSDEST=ServiceStatus`)
  })

  it.each([
    ['departed', 4, {}],
    ['noDelegation', 3, {}],
    ['neverRead', 0, {}],
    ['stale', 0, { good_at: ago(300) }],
    [
      'failing',
      0,
      { good_at: ago(300), failure: JSON.stringify({ kind: 'denied', code: 'x', cause: null, status: 403, requestId: null }) },
    ],
  ])('D9: says why it is not known: %s', async (because, index, reading) => {
    if (Object.keys(reading).length > 0)
      await db()
        .updateTable('pulls')
        .set(reading)
        .where('tenant_id', '=', ids[index] as string)
        .execute()
    expect(await get<CustomerHealthPage>(`/api/customers/${ids[index]}/health`)).toMatchObject({
      state: 'unknown',
      unknownBecause: because,
    })
  })
})
