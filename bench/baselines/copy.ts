// PostgreSQL's own way of writing a CSV: `psql \copy` where psql is installed, otherwise COPY TO STDOUT through the driver, bytes counted
// and thrown away. With row-level security, as the product has it. Entered by P3 and P4.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'

export type Copied = { ms: number; firstByteMs: number; bytes: number }

export const hasPsql = (): boolean => spawnSync('psql', ['--version'], { stdio: 'ignore' }).status === 0

const columns = 'c.tenant_id, name, domain, country, relationship, delegation, delegation_ends_at, f.flagged_at, added_at, departed_at'

function copyStatement(partnerId: string, order: 'in the order of the list' | 'in any order'): string {
  const query = `select ${columns} from customers c left join flags f on f.partner_id = c.partner_id and f.tenant_id = c.tenant_id
    where c.partner_id = '${partnerId}' and c.departed_at is null ${order === 'in any order' ? '' : 'order by name_key, c.tenant_id'}`
  return `copy (${query.replace(/\s+/g, ' ')}) to stdout with (format csv, header)`
}

export async function copyAll(databaseUrl: string, partnerId: string, order: 'in the order of the list' | 'in any order'): Promise<Copied> {
  const options = `-c tenantry.partner_id=${partnerId}`
  const statement = copyStatement(partnerId, order)
  return hasPsql() ? await withPsql(databaseUrl, options, statement) : await withDriver(databaseUrl, options, statement)
}

async function withPsql(databaseUrl: string, options: string, statement: string): Promise<Copied> {
  const started = performance.now()
  const psql = spawn('psql', ['-X', '-q', '-d', databaseUrl, '-c', `\\${statement}`], {
    env: { ...process.env, PGOPTIONS: options },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const over = once(psql, 'close')
  let bytes = 0
  let firstByteMs = 0
  psql.stdout.on('data', (chunk: Buffer) => {
    if (bytes === 0) firstByteMs = performance.now() - started
    bytes += chunk.length
  })
  const [code] = (await over) as [number | null]
  if (code !== 0) throw new Error(`psql ended with ${code}`)
  return { ms: performance.now() - started, firstByteMs, bytes }
}

type CopyConnection = { query(text: string): void; on(event: 'copyData', use: (message: { chunk: Buffer }) => void): void }

async function withDriver(databaseUrl: string, options: string, statement: string): Promise<Copied> {
  const started = performance.now()
  const client = new pg.Client({ connectionString: databaseUrl, options })
  await client.connect()
  let bytes = 0
  let firstByteMs = 0
  const connection = (client as unknown as { connection: CopyConnection }).connection
  connection.on('copyData', ({ chunk }) => {
    if (bytes === 0) firstByteMs = performance.now() - started
    bytes += chunk.length
  })
  await client.query(statement)
  const ms = performance.now() - started
  await client.end()
  return { ms, firstByteMs, bytes }
}
