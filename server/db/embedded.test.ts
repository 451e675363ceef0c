// The private PostgreSQL: what it promises to those who rely on it, unclean stops included.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { processStart } from '../base/process-start.ts'
import { startEmbeddedPostgres } from './embedded.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-embedded-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const said: string[] = []
const log = { info: (line: string) => void said.push(line) }

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function eventually<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      // The test's own time limit ends this; a refused connection is what we wait out.
      if (!/ECONNREFUSED|terminat|starting up|not yet accepting|reset/i.test(String(error))) throw error
      await new Promise((go) => setTimeout(go, 50))
    }
  }
}

it('makes a durable UTF-8 database whose owner is bound by row-level security', async () => {
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  try {
    const [role] = await ask(postgres.url, 'select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user')
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false })
    const [database] = await ask(
      postgres.url,
      `select current_user as who, current_setting('server_encoding') as encoding, current_setting('fsync') as fsync, current_setting('TimeZone') as zone,
              d.datlocale as locale, pg_get_userbyid(d.datdba) as owner from pg_database d where datname = current_database()`,
    )
    expect(database).toEqual({ who: 'tenantry', encoding: 'UTF8', fsync: 'on', zone: 'UTC', locale: 'C.UTF-8', owner: 'tenantry' })
    await ask(postgres.url, 'create table kept (n int)')
    await ask(postgres.url, 'insert into kept values (1)')
    const wrong = postgres.url.replace(/:[^:@/]+@/, ':wrong@')
    await expect(ask(wrong, 'select 1')).rejects.toThrow(/password authentication failed/)
  } finally {
    await postgres.stop()
  }
  expect(processStart(postgres.pid() ?? -1)).toBeUndefined()
})

it('refuses a second start on the same data, and keeps what was written', async () => {
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  try {
    await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow(`in use by process ${process.pid}`)
    expect(await ask(postgres.url, 'select n from kept')).toEqual([{ n: 1 }])
  } finally {
    await postgres.stop()
  }
})

it('comes back by itself, at the same address, when PostgreSQL is killed', async () => {
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  try {
    await ask(postgres.url, 'insert into kept values (2)')
    process.kill(postgres.pid() as number, 'SIGKILL')
    expect(await eventually(() => ask(postgres.url, 'select count(*)::int as n from kept'))).toEqual([{ n: 2 }])
    expect(said.join('\n')).toContain('started again')
  } finally {
    await postgres.stop()
  }
})

const launcherSource = (module: string) => `
  const { startEmbeddedPostgres } = await import(${JSON.stringify(module)})
  const postgres = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: { info: () => {} } })
  console.log(JSON.stringify({ url: postgres.url, pid: postgres.pid() }))
  setInterval(() => {}, 1000)`

async function startElsewhere(): Promise<{ launcher: ChildProcess; url: string; pid: number }> {
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', launcherSource(resolve('server/db/embedded.ts'))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(launcher.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
  return { launcher, ...(JSON.parse(line.toString()) as { url: string; pid: number }) }
}

it('stops the PostgreSQL that a killed process left behind, and recovers its data', async () => {
  const { launcher, url, pid } = await startElsewhere()
  await ask(url, 'insert into kept values (3)')
  const over = once(launcher, 'exit')
  launcher.kill('SIGKILL')
  await over
  expect(processStart(pid)).toBeDefined()
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  try {
    expect(processStart(pid)).toBeUndefined()
    expect(await ask(postgres.url, 'select max(n) as n from kept')).toEqual([{ n: 3 }])
  } finally {
    await postgres.stop()
  }
})

it('recovers when both were killed at once', async () => {
  const { launcher, url, pid } = await startElsewhere()
  await ask(url, 'insert into kept values (4)')
  const over = once(launcher, 'exit')
  launcher.kill('SIGKILL')
  process.kill(pid, 'SIGKILL')
  await over
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  try {
    expect(await ask(postgres.url, 'select max(n) as n from kept')).toEqual([{ n: 4 }])
    expect(readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).toMatch(`${postgres.pid()}`)
  } finally {
    await postgres.stop()
  }
})
