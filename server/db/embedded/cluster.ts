// Makes the private PostgreSQL's files once: a cluster, its two passwords. Entered by embedded.ts.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Account } from './account.ts'

export type Secrets = { superuser: string; tenantry: string }

/** Kept beside the cluster, for our own account only. */
export function secretsOf(home: string): Secrets {
  const file = join(home, 'secrets.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  const made = { superuser: randomBytes(24).toString('base64url'), tenantry: randomBytes(24).toString('base64url') }
  writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return made
}

function give(path: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

/** A data folder copied or restored by root belongs to root: PostgreSQL wants its own. */
export function giveAll(path: string, account: Account): void {
  if (account.uid === undefined || lstatSync(path).uid === account.uid) return
  give(path, account)
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    const { uid, gid } = account
    if (uid !== undefined && gid !== undefined && !lstatSync(join(path, entry)).isSymbolicLink()) chownSync(join(path, entry), uid, gid)
  }
}

/** Made under another name and renamed when whole, so that an interrupted first start leaves nothing half made. */
export async function makeCluster(home: string, cluster: string, initdb: string, account: Account): Promise<void> {
  const draft = `${cluster}.new`
  const passwordFile = join(home, 'password.new')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  give(draft, account)
  writeFileSync(passwordFile, secretsOf(home).superuser, { mode: 0o600 })
  give(passwordFile, account)
  const { command, args, uid, gid } = account.wrap(initdb, [
    '--pgdata',
    draft,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ])
  try {
    await promisify(execFile)(command, args, { uid, gid, cwd: home })
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim()
    throw new Error(`PostgreSQL's files could not be made in ${cluster}: ${said || (error as Error).message}`, { cause: error })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  chmodSync(draft, 0o700)
  renameSync(draft, cluster)
}
