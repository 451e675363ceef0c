// Service health and the message center against a server that answers as Microsoft documents, and worse.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ReplyingServer, startReplyingServer } from '../../../tests/support/replying-server.ts'
import { healthIssueById, healthIssuePages, incidentReport } from './health-issues.ts'
import { healthOverviewOf, healthOverviews } from './health-overviews.ts'
import { healthStatusOf, isClosedStatus } from './health-status.ts'
import { attachmentContent, attachmentsArchive, messageAttachmentById, messageAttachments } from './message-attachments.ts'
import { type MessageMark, markMessages } from './message-marks.ts'
import { serviceMessageById, serviceMessagePages } from './service-messages.ts'

const root = '/v1.0/admin/serviceAnnouncement'
let server: ReplyingServer
beforeAll(async () => {
  server = await startReplyingServer()
})
afterAll(() => server.close())

describe('statuses', () => {
  it.each([
    ['ServiceOperational', 'serviceOperational', true],
    ['ServicaOperational', 'serviceOperational', true],
    ['service_restored', 'serviceRestored', true],
    ['FALSEPOSITIVE', 'falsePositive', true],
    ['mitigatedExternal', 'mitigatedExternal', true],
    ['PostIncidentReviewPublished', 'postIncidentReviewPublished', true],
    ['serviceDegradation', 'serviceDegradation', false],
    ['investigationSuspended', 'investigationSuspended', false],
    ['confirmed', 'confirmed', false],
    ['unknownFutureValue', 'unknownFutureValue', false],
    ['aNewOne', 'aNewOne', false],
    ['constructor', 'constructor', false],
    [null, '', false],
    [7, '7', false],
  ])('%s', (sent, meant, closed) => {
    expect([healthStatusOf(sent), isClosedStatus(sent)]).toEqual([meant, closed])
  })
})

const issue = {
  id: 'EX1',
  title: 'Mail is late',
  startDateTime: '2020-11-04T00:00:00Z',
  endDateTime: null,
  classification: 'Incident',
  origin: 'ThirdParty',
  status: 'serviceDegradation',
  service: 'Exchange Online',
  isResolved: false,
  details: [{ name: 'NotifyInApp', value: 'True' }, 'odd'],
  posts: [
    { createdDateTime: '2020-11-13T00:00:00Z', postType: 'Regular', description: { contentType: 'Html', content: 'second\n<b>line</b>' } },
    null,
    { createdDateTime: '2020-11-12T00:00:00Z', postType: 'somethingNew', description: null },
  ],
}

describe('overviews', () => {
  it('carry their issues; a bad one is lost alone and named', async () => {
    server.reply({
      body: {
        value: [
          { id: 'Exchange', service: 'Exchange Online', status: 'ServiceDegradation', issues: [issue, { title: 'no id' }, 4] },
          { id: 'X', service: 'X', status: 'brandNew' },
          {},
        ],
      },
    })
    const { records, skipped } = await healthOverviews(server.source, true)
    expect(records).toMatchObject([
      { id: 'Exchange', status: 'serviceDegradation', healthy: false, issues: [{ id: 'EX1' }] },
      { id: 'X', status: 'brandNew', healthy: false, issues: [] },
    ])
    expect(records[0]?.skippedIssues).toHaveLength(2)
    expect(skipped).toHaveLength(1)
    expect(server.asked[0]?.url).toBe(`${root}/healthOverviews?$expand=issues`)
    expect(server.asked[0]?.headers['prefer']).toMatch(/^odata.maxpagesize=\d+$/)
  })

  it('one is asked for by its name', async () => {
    server.reply({ body: { id: 'Exchange', service: 'Exchange Online', status: 'ServicaOperational' } })
    expect(await healthOverviewOf(server.source, 'Exchange Online')).toMatchObject({ status: 'serviceOperational', healthy: true })
    expect(server.asked[0]?.url).toBe(`${root}/healthOverviews/Exchange%20Online?$expand=issues`)
  })
})

describe('issues', () => {
  it('follow $skip, keep what is new to us, and put posts in order', async () => {
    server.reply(
      { body: { value: [issue], '@odata.nextLink': `${server.origin}${root}/issues?$skip=1` } },
      { body: { value: [{ ...issue, id: 'EX2', isResolved: undefined, status: 'ServiceRestored' }, null] } },
    )
    const pages = []
    const since = new Date('2020-01-01T00:00:00Z')
    for await (const page of healthIssuePages(server.source, { open: true, changedSince: since })) pages.push(page)
    expect(pages.map(({ skipped }) => skipped.length)).toEqual([0, 1])
    expect(pages[0]?.records[0]).toMatchObject({
      classification: 'incident',
      origin: 'thirdParty',
      resolved: false,
      endedAt: null,
      details: [{ name: 'NotifyInApp', value: 'True' }],
      posts: [
        { type: 'somethingNew', content: '' },
        { type: 'regular', contentType: 'html', content: 'second\n<b>line</b>' },
      ],
    })
    expect(pages[1]?.records[0]?.resolved).toBe(true)
    const first = new URL(server.asked[0]?.url ?? '', server.origin)
    expect(first.searchParams.get('$filter')).toBe('isResolved eq false and lastModifiedDateTime ge 2020-01-01T00:00:00.000Z')
    expect(server.asked[1]?.url).toBe(`${root}/issues?$skip=1`)
    expect(server.asked[1]?.headers['prefer']).toBe(server.asked[0]?.headers['prefer'])
  })

  it('one, and its report as a file', async () => {
    const bytes = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe, 0x00, 0x80])
    server.reply({ body: issue }, { headers: { 'content-type': 'application/zip' }, body: bytes })
    expect(await healthIssueById(server.source, 'EX1')).toMatchObject({ id: 'EX1', title: 'Mail is late' })
    const report = await incidentReport(server.source, 'EX1')
    expect([Buffer.from(report.bytes).equals(bytes), report.contentType]).toEqual([true, 'application/zip'])
    expect(server.asked[1]).toMatchObject({ url: `${root}/issues/EX1/incidentReport`, headers: { accept: '*/*' } })
  })

  it('a report beyond the bound or none at all is a typed failure', async () => {
    server.reply({ body: Buffer.alloc(17 * 1024 * 1024) })
    await expect(incidentReport(server.source, 'EX1')).rejects.toMatchObject({ kind: 'broken', code: 'answer_too_large' })
    server.reply({ status: 404, body: { error: { code: 'NotFound', message: 'no report' } } })
    await expect(incidentReport(server.source, 'EX1')).rejects.toMatchObject({ kind: 'gone', code: 'NotFound' })
  })
})

describe('messages', () => {
  const message = {
    id: 'MC1',
    title: 'New feature',
    category: 'StayInformed',
    severity: 'HIGH',
    services: ['SharePoint Online', null],
    tags: ['Updated message'],
    isMajorChange: true,
    actionRequiredByDateTime: '2021-01-08T00:00:00Z',
    hasAttachments: true,
    body: { contentType: 'Html', content: '<p>one</p>\n<p>two</p>' },
    viewPoint: { isRead: true, isArchived: false, isFavorited: null },
  }

  it('are read with what the person did with them', async () => {
    server.reply(
      { body: { value: [message, { ...message, id: 'MC2', viewPoint: null, body: null }, { title: 'no id' }] } },
      { body: message },
    )
    const pages = []
    for await (const page of serviceMessagePages(server.source, { changedSince: new Date(0) })) pages.push(page)
    expect(pages[0]?.skipped).toHaveLength(1)
    expect(pages[0]?.records).toMatchObject([
      {
        category: 'stayInformed',
        severity: 'high',
        services: ['SharePoint Online'],
        actionRequiredBy: new Date('2021-01-08T00:00:00Z'),
        content: '<p>one</p>\n<p>two</p>',
        viewPoint: { read: true, archived: false, favorite: false },
      },
      { id: 'MC2', viewPoint: null, content: '' },
    ])
    expect(await serviceMessageById(server.source, 'MC1')).toMatchObject({ id: 'MC1', majorChange: true })
  })

  it.each(['archive', 'unarchive', 'favorite', 'unfavorite', 'markRead', 'markUnread'] satisfies MessageMark[])('%s', async (mark) => {
    server.reply({ body: { value: true } }, { body: { value: false } })
    expect(await markMessages(server.source, mark, ['MC1', 'MC2'])).toBe(true)
    expect(await markMessages(server.source, mark, ['MC3'])).toBe(false)
    expect(server.asked[0]).toMatchObject({ method: 'POST', url: `${root}/messages/${mark}`, body: { messageIds: ['MC1', 'MC2'] } })
    await expect(markMessages(server.source, mark, [])).rejects.toMatchObject({ code: 'bad_request_body' })
  })

  it('attachments are listed and fetched, alone or together', async () => {
    const attachment = { id: 'a 1', name: 'notes.csv', contentType: 'application/csv', size: 12 }
    const file = { headers: { 'content-type': 'application/octet-stream' }, body: Buffer.from([1, 2, 255]) }
    server.reply({ body: { value: [attachment, {}] } }, { body: { value: attachment } }, file, file)
    expect((await messageAttachments(server.source, 'MC1')).records).toMatchObject([{ id: 'a 1', sizeBytes: 12 }])
    const named = { messageId: 'MC1', attachmentId: 'a 1' }
    expect(await messageAttachmentById(server.source, named)).toMatchObject({ name: 'notes.csv' })
    expect([...(await attachmentContent(server.source, named)).bytes]).toEqual([1, 2, 255])
    expect([...(await attachmentsArchive(server.source, 'MC1')).bytes]).toEqual([1, 2, 255])
    expect(server.asked.map(({ url }) => url.replace(`${root}/messages/MC1/`, ''))).toEqual([
      'attachments',
      'attachments/a%201',
      'attachments/a%201/content',
      'attachmentsArchive',
    ])
  })
})
