// R1: the process as it is started: beside a database that is only just coming up.

import type { AddressInfo } from 'node:net'
import { createServer, connect as dial, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../tests/support/database.ts'
import { startServerProcess } from '../tests/support/server-process.ts'

const nowhere = 'http://127.0.0.1:1'
const sockets: Socket[] = []
/** The way to the database: it breaks the first connections, as PostgreSQL does while it recovers. */
let broken = 0
const breakFirst = 5
const way = createServer((socket) => {
  sockets.push(socket)
  socket.on('error', () => {})
  if (broken < breakFirst) {
    broken += 1
    return void socket.destroy()
  }
  const { hostname, port } = new URL(database.url)
  const passed = dial(Number(port), hostname)
  sockets.push(passed)
  passed.on('error', () => socket.destroy())
  socket.pipe(passed).pipe(socket)
})
let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => way.close(resolve))
  await database.drop()
})

it('R1: a server that is there before its database waits for it', { timeout: 60_000 }, async () => {
  const url = new URL(database.url)
  url.port = String((way.address() as AddressInfo).port)
  const server = await startServerProcess({
    TENANTRY_ROLES: 'worker',
    TENANTRY_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    DATABASE_URL: url.href,
    DATABASE_POOL: '2',
    MICROSOFT_LOGIN_URL: nowhere,
    MICROSOFT_GRAPH_URL: nowhere,
    MICROSOFT_PARTNER_CENTER_URL: nowhere,
    MICROSOFT_AZURE_URL: nowhere,
  })
  expect(broken).toBe(breakFirst)
  await server.end()
})
