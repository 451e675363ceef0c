// PostgreSQL refuses to run as root. Where we are root, this chooses the account it runs as and how. Entered by embedded.ts.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** `wrap` turns a command into the one to spawn; `uid` and `gid` are also the owner of PostgreSQL's files. */
export type Account = { uid?: number; gid?: number; how: string; wrap: (command: string, args: string[]) => Spawnable }
export type Spawnable = { command: string; args: string[]; uid?: number; gid?: number }

const ourselves: Account = { how: 'this account', wrap: (command, args) => ({ command, args }) }

/** The owner of an existing cluster, otherwise `postgres`, otherwise `nobody`. */
function choose(cluster: string): { uid: number; gid: number } {
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster)
    if (uid !== 0) return { uid, gid }
  }
  const accounts = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  for (const name of ['postgres', 'nobody']) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields && Number(fields[2]) > 0) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  return { uid: 65534, gid: 65534 }
}

/** Whether every folder above a path lets this account through. */
export function mayPass(path: string, { uid, gid }: { uid: number; gid: number }): boolean {
  const folder = dirname(resolve(path))
  const { mode, uid: owner, gid: group } = statSync(folder)
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
  return (mode & bit) !== 0 && (folder === dirname(folder) || mayPass(folder, { uid, gid }))
}

/** Of the rights we hold, the smallest that lets another account pass through closed folders such as root's home. */
function passingRight(): string | undefined {
  if (!existsSync('/usr/bin/setpriv') || !existsSync('/proc/self/status')) return undefined
  const effective = BigInt(`0x${readFileSync('/proc/self/status', 'utf8').match(/CapEff:\s*([0-9a-f]+)/)?.[1] ?? '0'}`)
  const holds = (bit: bigint) => (effective & (1n << bit)) !== 0n
  if (holds(2n)) return 'dac_read_search'
  return holds(1n) ? 'dac_override' : undefined
}

/** @throws when PostgreSQL could not reach its files as any account. */
export function chooseAccount(cluster: string, program: string): Account {
  if (process.getuid?.() !== 0) return ourselves
  const { uid, gid } = choose(cluster)
  if (mayPass(cluster, { uid, gid }) && mayPass(program, { uid, gid })) {
    return { uid, gid, how: `account ${uid}`, wrap: (command, args) => ({ command, args, uid, gid }) }
  }
  const right = passingRight()
  if (right) {
    const flags = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', `--inh-caps=+${right}`, `--ambient-caps=+${right}`, '--']
    return {
      uid,
      gid,
      how: `account ${uid} with ${right}`,
      wrap: (command, args) => ({ command: '/usr/bin/setpriv', args: [...flags, command, ...args] }),
    }
  }
  throw new Error(
    `PostgreSQL does not run as root, and account ${uid} cannot reach ${cluster} or ${program} because a folder above is closed to it. Put the project and its data where others may pass, for example under /srv or /opt, or run Tenantry as an ordinary user.`,
  )
}
