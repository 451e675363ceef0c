// Batches against a server that answers in any order, throttles some and loses others.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AskedOfServer, type ReplyingServer, startReplyingServer } from '../../../tests/support/replying-server.ts'
import type { Source } from '../source.ts'
import { batch } from './batch.ts'
import { getContract, listContracts } from './contracts.ts'
import { createAccessAssignmentOperation, deleteAccessAssignmentOperation } from './delegated-admin-assignments.ts'
import { getIncidentReport } from './health-issues.ts'
import { sendMyMail } from './mail.ts'
import { markMessagesRead } from './message-marks.ts'
import { getSubscribedSku } from './subscribed-skus.ts'
import { getUser } from './users.ts'

type Sent = { id: string; method: string; url: string; headers: Record<string, string>; body?: unknown; dependsOn?: string[] }
const sentIn = ({ body }: AskedOfServer): Sent[] => (body as { requests: Sent[] }).requests

let server: ReplyingServer
let waits: number[]
const wait = async (ms: number): Promise<void> => void waits.push(ms)
beforeAll(async () => {
  server = await startReplyingServer()
})
beforeEach(() => {
  waits = []
})
afterAll(() => server.close())

/** Answers each request by what is told for its address, last request first. */
const answering = (of: (sent: Sent, round: number) => object | null) =>
  server.reply((asked, round) => ({
    body: {
      responses: sentIn(asked)
        .flatMap((sent) => {
          const answer = of(sent, round)
          return answer ? [{ id: sent.id, ...answer }] : []
        })
        .reverse(),
    },
  }))

const user = (userId: string) => ({ operation: getUser, asked: { parameters: { userId } } }) as const
const names = (outcomes: readonly { ok: boolean; result?: unknown; error?: unknown }[]) =>
  outcomes.map((one) => (one.ok ? 'ok' : (one.error as { code: string }).code))

describe('a batch', () => {
  it('every call in it passes its own gate, and one that is refused says so there', async () => {
    answering(({ url }, round) =>
      url.startsWith('/users/u') && round === 1
        ? { status: 429, headers: { 'Retry-After': '7' }, body: {} }
        : { status: 200, body: { id: 'k', displayName: 'Jo' } },
    )
    const [entered, refused]: string[][] = [[], []]
    const gateOf: NonNullable<Source['gateOf']> = ({ path }) => ({
      enter: async () => void entered?.push(path),
      refused: async ({ retryAfterMs }) => void refused?.push(`${path} ${retryAfterMs}`),
    })
    const sku = { operation: getSubscribedSku, asked: { parameters: { subscribedSkuId: 'k' } } } as const
    const outcomes = await batch({ ...server.source, gateOf }, [user('u'), sku], { wait })
    expect(names(outcomes)).toEqual(['ok', 'ok'])
    expect(entered).toEqual(['/v1.0/users/u', '/v1.0/subscribedSkus/k', '/v1.0/users/u'])
    expect(refused).toEqual(['/v1.0/users/u 7000'])
  })

  it('gives each its own typed answer, in the order asked', async () => {
    answering(({ url, method }) => {
      if (method === 'DELETE') return { status: 204, headers: {} }
      if (url.startsWith('/users/u'))
        return { status: 200, headers: { 'Request-Id': 'r', ETag: 'e' }, body: { id: 'U', displayName: 'Jo' } }
      if (url.startsWith('/subscribedSkus')) return { status: 200, body: { id: 'k', consumedUnits: 3 } }
      return { status: 404, body: { error: { code: 'Request_ResourceNotFound', message: 'no' } } }
    })
    const held = { parameters: { relationshipId: 'r', assignmentId: 'a' }, ifMatch: 'W/"1"' }
    const [jo, sku, gone, deleted] = await batch(server.source, [
      user('u'),
      { operation: getSubscribedSku, asked: { parameters: { subscribedSkuId: 'k' } } },
      { operation: getContract, asked: { parameters: { contractId: 'c' } } },
      { operation: deleteAccessAssignmentOperation, asked: held },
    ])
    expect(jo).toMatchObject({ ok: true, result: { status: 200, etag: 'e', requestId: 'r', data: { name: 'Jo' } } })
    // The types know what each one answers.
    expect(sku.ok && sku.result.data.used).toBe(3)
    expect(gone).toMatchObject({ ok: false, error: { kind: 'gone', status: 404, code: 'Request_ResourceNotFound' } })
    expect(deleted).toMatchObject({ ok: true, result: { status: 204, data: null } })
    expect(server.asked).toHaveLength(1)
    expect(server.asked[0]).toMatchObject({ method: 'POST', url: '/v1.0/$batch' })
    const [first, , , last] = sentIn(server.asked[0] as AskedOfServer)
    expect(first).toMatchObject({ id: '0', method: 'GET', url: '/users/u' })
    expect(last?.headers['if-match']).toBe('W/"1"')
  })

  it('a throttled item is asked again after its Retry-After, the others not', async () => {
    answering(({ url }, round) => {
      if (url === '/users/a') return { status: 200, body: { id: 'a' } }
      if (round === 1 && url === '/users/b')
        return { status: 429, headers: { 'Retry-After': '7' }, body: { error: { code: 'TooManyRequests' } } }
      if (round === 1 && url === '/users/c') return { status: 429, headers: { 'retry-after': 2 } }
      return { status: 200, body: { id: url.at(-1) } }
    })
    expect(names(await batch(server.source, [user('a'), user('b'), user('c')], { wait }))).toEqual(['ok', 'ok', 'ok'])
    expect(server.asked.map((asked) => sentIn(asked).map(({ url }) => url))).toEqual([
      ['/users/a', '/users/b', '/users/c'],
      ['/users/b', '/users/c'],
    ])
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeGreaterThanOrEqual(7000)
    expect(waits[0]).toBeLessThan(8100)
  })

  it('throttling that does not end leaves that item alone behind', async () => {
    answering(({ url }) => (url === '/users/a' ? { status: 200, body: { id: 'a' } } : { status: 429, headers: { 'Retry-After': '1' } }))
    const [a, b] = await batch(server.source, [user('a'), user('b')], { wait })
    expect([a.ok, b.ok]).toEqual([true, false])
    expect(b).toMatchObject({ error: { kind: 'throttled', retryAfterMs: 1000 } })
    expect(server.asked.length).toBeLessThanOrEqual(7)
    // Longer than patience: not waited for at all.
    answering(() => ({ status: 429, headers: { 'Retry-After': '600' } }))
    expect(await batch(server.source, [user('a')], { wait, patienceMs: 5000 })).toMatchObject([{ error: { retryAfterMs: 600_000 } }])
    expect(server.asked).toHaveLength(1)
  })

  it('what failed or got no answer is asked again only where that does no harm', async () => {
    const mail = mailBody
    answering(({ url }, round) => {
      if (url === '/me/sendMail') return { status: 503, body: { error: { code: 'serviceUnavailable' } } }
      return round === 1 ? null : { status: 200, body: { id: 'a', value: true } }
    })
    const outcomes = await batch(
      server.source,
      [
        user('a'),
        { operation: sendMyMail, asked: { body: mail } },
        { operation: markMessagesRead, asked: { body: { messageIds: ['MC1'] } } },
      ],
      { wait },
    )
    expect(names(outcomes)).toEqual(['ok', 'serviceUnavailable', 'ok'])
    expect(sentIn(server.asked[1] as AskedOfServer).map(({ url }) => url)).toEqual([
      '/users/a',
      '/admin/serviceAnnouncement/messages/markRead',
    ])
    const [, sent] = sentIn(server.asked[0] as AskedOfServer)
    expect(sent).toMatchObject({ body: mail, headers: { 'Content-Type': 'application/json' } })
  })

  it('an item that depends on a failed one fails with it, on a throttled one waits with it', async () => {
    const following = (before: number, userId: string) => ({ ...user(userId), dependsOn: [before] })
    answering(({ url, dependsOn }, round) => {
      if (url === '/users/a') return round === 1 ? { status: 429, headers: { 'Retry-After': '1' } } : { status: 200, body: { id: 'a' } }
      if (url === '/users/b') return round === 1 ? { status: 424 } : { status: dependsOn ? 200 : 500, body: { id: 'b' } }
      if (url === '/users/c') return { status: 403, body: { error: { code: 'Forbidden' } } }
      return { status: 424, body: {} }
    })
    const outcomes = await batch(server.source, [user('a'), following(0, 'b'), user('c'), following(2, 'd')], { wait })
    expect(names(outcomes)).toEqual(['ok', 'ok', 'Forbidden', 'failed_dependency'])
    expect(server.asked).toHaveLength(2)
  })

  it('of a list it reads all pages, and a bad record is lost alone', async () => {
    const customerId = '52eaad04-13a2-4a2f-9ce8-93a294fadf36'
    server.reply(
      {
        body: {
          responses: [
            {
              id: '0',
              status: 200,
              body: { value: [{ customerId }, null], '@odata.nextLink': `${server.origin}/v1.0/contracts?$skiptoken=2` },
            },
            { id: '1', status: 200, body: { value: 'no list' } },
            { id: '2', status: 200, body: { value: [], '@odata.nextLink': 'https://evil.example/v1.0/contracts' } },
          ],
        },
      },
      { body: { value: [{ customerId }] } },
    )
    const list = { operation: listContracts } as const
    const [whole, odd, hostile] = await batch(server.source, [list, list, list], { wait })
    expect(whole.ok && [whole.result.records.length, whole.result.skipped.length]).toEqual([2, 1])
    expect(names([odd, hostile])).toEqual(['not_a_collection', 'foreign_link'])
    expect(server.asked[1]?.url).toBe('/v1.0/contracts?$skiptoken=2')
  })

  it('more than twenty go in several, and one that fails takes its own along', async () => {
    server.reply((asked, call) =>
      call === 2
        ? { status: 403, body: { error: { code: 'Forbidden' } } }
        : { body: { responses: sentIn(asked).map(({ id }) => ({ id, status: 200, body: {} })) } },
    )
    const outcomes = await batch(
      server.source,
      Array.from({ length: 45 }, (_, place) => user(`u${place}`)),
      { wait },
    )
    expect(server.asked.map((asked) => sentIn(asked).length)).toEqual([20, 20, 5])
    expect(names(outcomes)).toEqual([...Array(20).fill('ok'), ...Array(20).fill('Forbidden'), ...Array(5).fill('ok')])
  })

  it.each<[string, unknown]>([
    ['no envelope', { value: [] }],
    ['an odd list', { responses: {} }],
    ['odd answers', { responses: [null, 4, { id: {} }, { id: '0' }, { id: '0', status: 'ok' }, { id: '9', status: 200 }] }],
  ])('%s is a failure of the items, not of the process', async (_, body) => {
    server.reply(() => ({ body }))
    const [one] = await batch(server.source, [{ operation: sendMyMail, asked: { body: mailBody } }], { wait })
    expect(one.ok).toBe(false)
    expect(one).toMatchObject({ error: { code: 'no_answer' } })
  })

  it('what is asked wrongly leaves nothing sent', async () => {
    server.reply()
    const wrong = { kind: 'invalid', code: 'bad_request_body' }
    const assignment = { operation: createAccessAssignmentOperation, asked: { parameters: { relationshipId: 'r' }, body: { odd: 1 } } }
    await expect(batch(server.source, [user('a'), assignment])).rejects.toMatchObject(wrong)
    const file = { operation: getIncidentReport, asked: { parameters: { issueId: 'i' } } }
    await expect(batch(server.source, [file])).rejects.toMatchObject(wrong)
    await expect(batch(server.source, [{ ...user('a'), dependsOn: [0] }])).rejects.toMatchObject(wrong)
    const many = Array.from({ length: 21 }, (_, place) => ({ ...user(`u${place}`), ...(place === 20 && { dependsOn: [0] }) }))
    await expect(batch(server.source, many)).rejects.toMatchObject(wrong)
    expect(server.asked).toHaveLength(0)
    expect(await batch(server.source, [])).toEqual([])
  })
})

const mailBody = {
  message: { subject: 's', body: { contentType: 'Text', content: 'x' }, toRecipients: [{ emailAddress: { address: 'a@x.com' } }] },
}
