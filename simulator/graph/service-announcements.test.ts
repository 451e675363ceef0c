// Service health and the message center in customers' tenants: believable, the same issue everywhere, moving with the clock. Against Microsoft's model.
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { type Answered, control, customerOf } from '../testing/commander.ts'
import {
  type Answer,
  advance,
  type Caller,
  caller,
  everyPage,
  hasModel,
  type Model,
  readModel,
  userToken,
} from '../testing/graph-caller.ts'
import { MAIN_TENANT, startForTests } from '../testing/relying-party.ts'

const BASE = '/admin/serviceAnnouncement'
const ISSUES = `${BASE}/issues`
const MESSAGES = `${BASE}/messages`
const OVERVIEWS = `${BASE}/healthOverviews`

let simulator: Simulator
let origin: string
let model: Model | undefined
let tenants: string[]
let graphs: Caller[]
beforeAll(async () => {
  simulator = await startForTests()
  origin = simulator.origin
  model = hasModel ? readModel() : undefined
  tenants = [await customerOf(origin, 'Health One'), await customerOf(origin, 'Health Two')]
  graphs = await Promise.all(tenants.map(async (tenant) => caller(origin, await userToken(origin, tenant))))
})
afterAll(() => simulator.stop())

async function ask(
  operation: string,
  path = operation.split(' ')[1] ?? '',
  graph = graphs[0] as Caller,
  sent?: Parameters<Caller>[2],
): Promise<Answer> {
  const answer = await graph(operation.split(' ')[0] ?? '', path, sent)
  expect(model?.problems(operation, answer) ?? [], `${operation} ${answer.status}`).toEqual([])
  return answer
}

const breakService = async (body: object) => (await control(origin, 'POST', '/incidents', body)).body

describe('history', () => {
  test('more than thirty days of incidents and advisories, some open, posts in order', async () => {
    const { rows } = await everyPage(graphs[0] as Caller, ISSUES)
    const now = Date.now()
    expect(rows.length).toBeGreaterThan(10)
    expect(new Set(rows.map((one) => one.classification))).toEqual(new Set(['advisory', 'incident']))
    expect(rows.some((one) => !one.isResolved)).toBe(true)
    expect(rows.some((one) => one.isResolved)).toBe(true)
    const oldest = Math.min(...rows.map((one) => Date.parse(one.startDateTime)))
    expect(now - oldest).toBeGreaterThan(30 * 86_400_000)
    for (const issue of rows) {
      const posted = issue.posts.map((one: Answered) => Date.parse(one.createdDateTime))
      expect(posted).toEqual([...posted].sort((a: number, b: number) => a - b))
      expect(Math.max(...posted)).toBeLessThan(now + 120_000)
      expect(issue.endDateTime === null).toBe(!issue.isResolved)
      expect(issue.id).toMatch(/^[A-Z]{2}\d+$/)
    }
  })

  test('each overview is what its issues make of it', async () => {
    const [plain, full] = [await ask(`GET ${OVERVIEWS}`), await ask(`GET ${OVERVIEWS}`, `${OVERVIEWS}?$expand=issues`)]
    expect(plain.body.value.length).toBeGreaterThan(12)
    expect(plain.body.value.every((one: Answered) => one.issues === undefined)).toBe(true)
    for (const service of full.body.value) {
      const open = service.issues.filter((one: Answered) => !one.isResolved)
      expect(service.status === 'serviceOperational').toBe(open.length === 0)
      if (open.length > 0) expect(open.map((one: Answered) => one.status)).toContain(service.status)
    }
    const path = `${OVERVIEWS}/Exchange`
    expect((await ask(`GET ${OVERVIEWS}/{serviceHealth-id}`, path)).body.service).toBe('Exchange Online')
    expect((await ask(`GET ${OVERVIEWS}/{serviceHealth-id}/issues`, `${path}/issues`)).status).toBe(200)
    expect((await ask(`GET ${OVERVIEWS}/{serviceHealth-id}`, `${OVERVIEWS}/Nothing`)).status).toBe(404)
    expect((await ask(`GET ${OVERVIEWS}`, `${OVERVIEWS}?$expand=users`)).status).toBe(400)
    expect((await ask(`GET ${BASE}`)).status).toBe(200)
  })

  test('$filter, $select, $orderby, $count, pages of $skip and of the Prefer header', async () => {
    const graph = graphs[0] as Caller
    const all = (await everyPage(graph, ISSUES)).rows
    const open = (await everyPage(graph, `${ISSUES}?$filter=endDateTime eq null`)).rows
    expect(open.map((one) => one.id)).toEqual(all.filter((one) => !one.isResolved).map((one) => one.id))
    const since = new Date(Date.now() - 10 * 86_400_000).toISOString()
    const late = (await everyPage(graph, `${ISSUES}?$filter=lastModifiedDateTime ge ${since} and classification eq 'incident'`)).rows
    expect(late.every((one) => one.classification === 'incident' && one.lastModifiedDateTime >= since)).toBe(true)
    const paged = await everyPage(graph, `${ISSUES}?$top=4&$orderby=title`)
    expect([paged.pages, paged.rows.length]).toEqual([Math.ceil(all.length / 4), all.length])
    expect(paged.rows.map((one) => one.title)).toEqual(all.map((one) => one.title).sort())
    const few = await ask(`GET ${ISSUES}`, `${ISSUES}?$count=true&$select=id,title`, graph, { headers: { prefer: 'odata.maxpagesize=3' } })
    expect(few.headers.get('preference-applied')).toBe('odata.maxpagesize=3')
    expect(few.body).toMatchObject({ '@odata.count': all.length, '@odata.nextLink': expect.stringContaining('$skip=3') })
    expect(Object.keys(few.body.value[0]).sort()).toEqual(['id', 'title'])
    for (const wrong of ['$filter=nothing eq 1', '$orderby=posts', '$top=0', '$skip=-1', '$top=1001'])
      expect((await ask(`GET ${ISSUES}`, `${ISSUES}?${wrong}`)).status, wrong).toBe(400)
  })
})

describe('a service breaks', () => {
  test('the same issue in every tenant it concerns and in no other; posts follow; it is resolved', async () => {
    const { id } = await breakService({
      service: 'Exchange',
      tenants: [tenants[0]],
      title: 'Mail does not arrive',
      status: 'serviceInterruption',
    })
    const one = `${ISSUES}/{serviceHealthIssue-id}`
    const first = await ask(`GET ${one}`, `${ISSUES}/${id}`)
    expect(first.body).toMatchObject({ id, title: 'Mail does not arrive', status: 'serviceInterruption', service: 'Exchange Online' })
    expect((await ask(`GET ${one}`, `${ISSUES}/${id}`, graphs[1])).status).toBe(404)
    const overview = (await ask(`GET ${OVERVIEWS}/{serviceHealth-id}`, `${OVERVIEWS}/Exchange`)).body
    expect(overview.status).toBe('serviceInterruption')
    await advance(origin, 3600)
    await control(origin, 'POST', `/incidents/${id}/posts`, { status: 'restoringService', text: 'Nearly <there>' })
    const second = (await ask(`GET ${one}`, `${ISSUES}/${id}`)).body
    expect(second).toMatchObject({ status: 'restoringService', isResolved: false, endDateTime: null })
    expect(second.posts.at(-1).description.content).toContain('Nearly &lt;there&gt;')
    expect(second.lastModifiedDateTime > first.body.lastModifiedDateTime).toBe(true)
    await control(origin, 'POST', `/incidents/${id}/resolve`)
    expect((await ask(`GET ${one}`, `${ISSUES}/${id}`)).body).toMatchObject({ status: 'serviceRestored', isResolved: true })
    await control(origin, 'POST', `/incidents/${id}/posts`, { status: 'postIncidentReviewPublished' })
    const report = await (graphs[0] as Caller)('GET', `${ISSUES}/${id}/incidentReport`)
    expect(report.headers.get('content-type')).toContain('wordprocessingml')
    expect(entriesOf(report.raw).get('word/document.xml')).toContain('Mail does not arrive')
  })

  test('no report before it is published', async () => {
    const { id } = await breakService({ service: 'SharePoint', share: 1 })
    expect((await ask(`GET ${ISSUES}/{serviceHealthIssue-id}/incidentReport()`, `${ISSUES}/${id}/incidentReport()`)).status).toBe(404)
    for (const graph of graphs) expect((await graph('GET', `${ISSUES}/${id}`)).status).toBe(200)
  })

  test('what is drawn goes on with the clock: open issues end, new ones come', async () => {
    const open = (await everyPage(graphs[0] as Caller, `${ISSUES}?$filter=isResolved eq false`)).rows.map((one) => one.id)
    await advance(origin, 30 * 86_400)
    const later = (await everyPage(graphs[0] as Caller, ISSUES)).rows
    const drawn = open.filter((id) => !/19\d{5}$/.test(id))
    expect(later.filter((one) => drawn.includes(one.id)).every((one) => one.isResolved)).toBe(true)
    expect(later.filter((one) => !one.isResolved).length).toBeGreaterThan(0)
    expect(later.filter((one) => Date.parse(one.startDateTime) > Date.now()).length).toBeGreaterThan(5)
  })
})

/** The files of an archive, read by its local headers. */
function entriesOf(archive: Buffer): Map<string, string> {
  const entries = new Map<string, string>()
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50; ) {
    const [method, size, nameSize, extra] = [
      archive.readUInt16LE(at + 8),
      archive.readUInt32LE(at + 18),
      archive.readUInt16LE(at + 26),
      archive.readUInt16LE(at + 28),
    ]
    const name = archive.subarray(at + 30, at + 30 + nameSize).toString()
    const data = archive.subarray(at + 30 + nameSize + extra, at + 30 + nameSize + extra + size)
    entries.set(name, (method === 0 ? data : inflateRawSync(data)).toString())
    at += 30 + nameSize + extra + size
  }
  return entries
}

describe('the message center', () => {
  const inModel = `${MESSAGES}/{serviceUpdateMessage-id}`

  test('more than a page; categories, dates to act by, updates', async () => {
    const { rows, pages } = await everyPage(graphs[0] as Caller, MESSAGES)
    expect(pages).toBeGreaterThan(1)
    expect(new Set(rows.map((one) => one.id)).size).toBe(rows.length)
    expect(new Set(rows.map((one) => one.category))).toEqual(new Set(['preventOrFixIssue', 'planForChange', 'stayInformed']))
    expect(rows.some((one) => one.actionRequiredByDateTime !== null)).toBe(true)
    expect(rows.some((one) => one.title.startsWith('(Updated) ') && one.lastModifiedDateTime > one.startDateTime)).toBe(true)
    const act = await everyPage(
      graphs[0] as Caller,
      `${MESSAGES}?$filter=actionRequiredByDateTime ne null and services/any(s:s eq 'Exchange Online')`,
    )
    expect(act.rows.every((one) => one.services.includes('Exchange Online'))).toBe(true)
    expect((await ask(`GET ${MESSAGES}`, MESSAGES, graphs[0], { headers: { prefer: 'odata.maxpagesize=5000' } })).body.value).toHaveLength(
      rows.length,
    )
    expect((await ask(`GET ${inModel}`, `${MESSAGES}/${rows[3].id}`)).body.id).toBe(rows[3].id)
    expect((await ask(`GET ${inModel}`, `${MESSAGES}/MC1`)).status).toBe(404)
  })

  test('each person has a point of view in each tenant', async () => {
    const [first, second] = (await ask(`GET ${MESSAGES}`)).body.value
    const mark = (action: string, body: object, graph = graphs[0]) =>
      ask(`POST ${MESSAGES}/${action}`, `${MESSAGES}/${action}`, graph, { body })
    const messageIds = [first.id, second.id]
    for (const action of ['markRead', 'archive', 'favorite']) expect((await mark(action, { messageIds })).body.value).toBe(true)
    await mark('unarchive', { messageIds: [first.id] })
    const view = async (id: string, graph = graphs[0] as Caller) => (await graph('GET', `${MESSAGES}/${id}`)).body?.viewPoint
    expect(await view(first.id)).toEqual({ isRead: true, isArchived: false, isFavorited: true })
    expect(await view(second.id)).toEqual({ isRead: true, isArchived: true, isFavorited: true })
    const elsewhere = await view(first.id, graphs[1])
    if (elsewhere) expect(elsewhere.isRead).toBe(false)
    const archived = (await everyPage(graphs[0] as Caller, `${MESSAGES}?$filter=viewPoint/isArchived eq true`)).rows
    expect(archived.map((one) => one.id)).toEqual([second.id])
    expect((await mark('markRead', {})).status).toBe(400)
    expect((await mark('markUnread', { messageIds: ['MC1'] })).status).toBe(404)
    expect((await mark('unfavorite', { messageIds })).body.value).toBe(true)
  })

  test('a post by command, with an attachment and its archive', async () => {
    const asked = {
      service: 'Exchange',
      title: 'Act now',
      actByDays: 10,
      category: 'preventOrFixIssue',
      severity: 'high',
      tenants: [tenants[0]],
      attachment: 'a,b',
    }
    const { id } = (await control(origin, 'POST', '/messages', asked)).body
    const message = (await ask(`GET ${inModel}`, `${MESSAGES}/${id}`)).body
    expect(message).toMatchObject({ title: 'Act now', severity: 'high', hasAttachments: true })
    expect(Date.parse(message.actionRequiredByDateTime)).toBeGreaterThan(Date.parse(message.startDateTime))
    expect((await (graphs[1] as Caller)('GET', `${MESSAGES}/${id}`)).status).toBe(404)
    const path = `${MESSAGES}/${id}/attachments`
    const [attachment] = (await ask(`GET ${inModel}/attachments`, path)).body.value
    expect(attachment).toMatchObject({ name: 'details.csv', size: 3, contentType: 'text/csv' })
    const content = await (graphs[0] as Caller)('GET', `${path}/${attachment.id}/content`)
    expect(content.raw.toString()).toBe('a,b')
    expect((await ask(`GET ${inModel}/attachments/{serviceAnnouncementAttachment-id}`, `${path}/${attachment.id}`)).body.id).toBe(
      attachment.id,
    )
    const archive = await (graphs[0] as Caller)('GET', `${MESSAGES}/${id}/attachmentsArchive`)
    expect(entriesOf(archive.raw)).toEqual(new Map([['details.csv', 'a,b']]))
  })

  test('at home one needs a role of one’s own', async () => {
    const agent = caller(origin, await userToken(origin, MAIN_TENANT))
    expect((await agent('GET', OVERVIEWS)).status).toBe(403)
    const admin = caller(origin, await userToken(origin, MAIN_TENANT, { username: 'camille.roux@aurore-cloud.example' }))
    expect((await admin('GET', OVERVIEWS)).status).toBe(200)
  })
})
