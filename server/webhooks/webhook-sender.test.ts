// S55: outgoing webhooks are signed, follow nothing, and reach no address of the inside.
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, isIP } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isPublic, lookupAllowed, type Resolve, refusalOf } from './allowed-address.ts'
import { createWebhookSender, newWebhookSecret } from './webhook-sender.ts'

let server: Server
let origin: string
const got: { headers: IncomingMessage['headers']; body: string }[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      got.push({ headers: request.headers, body })
      const code = Number(request.url?.slice(1) ?? 200)
      response.writeHead(code, code === 302 ? { location: `${origin}/200` } : {}).end(`said ${code}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await promisify(server.close.bind(server))()
})

const inside = [
  '127.0.0.1',
  '127.1.2.3',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
]

it.each(inside)('S55: %s is no public address', (address) => {
  expect(isPublic(address)).toBe(false)
  const host = address.includes(':') ? `[${address}]` : address
  expect(refusalOf(`https://${host}/hook`, false)).toContain('not a public address')
})

it.each([
  'https://0x7f000001/',
  'https://2130706433/',
  'https://127.1/',
  'https://localhost/',
  'https://LOCALHOST./',
  'https://a.localhost/',
  'https://printer.local/',
  'https://metadata.google.internal/',
  'http://hooks.example.com/',
  'ftp://hooks.example.com/',
  'https://user:secret@hooks.example.com/',
  'no address',
])('S55: %s is refused before anything is asked', (url) => {
  expect(refusalOf(url, false)).not.toBeNull()
})

it('S55: public addresses pass', () => {
  for (const address of ['8.8.8.8', '2606:4700::1111']) expect(isPublic(address)).toBe(true)
  expect(refusalOf('https://hooks.example.com/a?b=c', false)).toBeNull()
  expect(refusalOf('http://127.0.0.1:8080/', true)).toBeNull()
})

/** A name server that gives these addresses for every name, and keeps which names were asked for. */
function namesAt(...addresses: string[]): { resolve: Resolve; asked: string[] } {
  const asked: string[] = []
  const resolve = (name: string, _: unknown, done: (error: null, found: { address: string; family: number }[]) => void) => {
    asked.push(name)
    done(
      null,
      addresses.map((address) => ({ address, family: isIP(address) })),
    )
  }
  return { resolve: resolve as unknown as Resolve, asked }
}

it('S55: a name is judged by what it resolves to, whoever asks', async () => {
  const lookup = lookupAllowed(namesAt('127.0.0.1').resolve)
  const resolved = (all: boolean) => new Promise((resolve) => lookup('hooks.example.com', { all }, (error) => resolve(error?.message)))
  expect(await resolved(true)).toContain('not a public address')
  expect(await resolved(false)).toContain('not a public address')
})

it.each([[['127.0.0.1']], [['8.8.8.8', '127.0.0.1']], [['::1']]])(
  'S55: the sender connects to no name that resolves to %s, for good',
  async (addresses) => {
    const connections: unknown[] = []
    const inner = createTcpServer((socket) => {
      connections.push(socket)
      socket.destroy()
    })
    await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve))
    const { port } = inner.address() as AddressInfo
    const { resolve, asked } = namesAt(...addresses)
    const sender = createWebhookSender({ allowPrivate: false, resolve })
    const outcome = await sender.send({ url: `https://hooks.example.com:${port}/`, id: 'msg_4', body: '{}', now: new Date() })
    expect(outcome).toMatchObject({ accepted: false, kind: 'permanent', response: expect.stringContaining('not a public address') })
    expect(asked).toEqual(['hooks.example.com'])
    expect(connections).toEqual([])
    await sender.close()
    await promisify(inner.close.bind(inner))()
  },
)

it('S55: signs by Standard Webhooks, and hands back what was said', async () => {
  const sender = createWebhookSender({ allowPrivate: true })
  const secret = newWebhookSecret()
  const outcome = await sender.send({ url: `${origin}/200`, id: 'msg_1', body: '{"é":1}', secret, now: new Date(1_900_000_000_900) })
  expect(outcome).toEqual({ accepted: true, response: '200 said 200' })
  const { headers, body } = got.at(-1) as (typeof got)[number]
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  expect(headers).toMatchObject({
    'webhook-id': 'msg_1',
    'webhook-timestamp': '1900000000',
    'webhook-signature': `v1,${createHmac('sha256', key).update(`msg_1.1900000000.${body}`).digest('base64')}`,
  })
  await sender.close()
})

it('S55: follows no redirect, tells gone from come again, and ends without an answer', async () => {
  const sender = createWebhookSender({ allowPrivate: true })
  const before = got.length
  const send = (url: string) => sender.send({ url, id: 'msg_2', body: '{}', now: new Date() })
  expect(await send(`${origin}/302`)).toMatchObject({ accepted: false, kind: 'temporary' })
  expect(got.length).toBe(before + 1)
  expect(await send(`${origin}/410`)).toMatchObject({ accepted: false, kind: 'gone' })
  expect(await send('http://127.0.0.1:1/')).toMatchObject({
    accepted: false,
    kind: 'temporary',
    response: expect.stringContaining('No answer'),
  })
  const closed = createWebhookSender({ allowPrivate: false })
  expect(await closed.send({ url: `${origin}/200`, id: 'msg_3', body: '{}', now: new Date() })).toMatchObject({
    accepted: false,
    kind: 'permanent',
  })
  expect(got.length).toBe(before + 2)
  await Promise.all([sender.close(), closed.close()])
})
