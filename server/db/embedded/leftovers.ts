// What an unclean stop leaves behind: a postmaster without a parent, or its file without a postmaster. Entered by embedded.ts.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { processCommand, processStart } from '../../base/process-start.ts'

function postmasterOf(cluster: string): number | undefined {
  try {
    return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
}

/** Numbers are given out again: a living process is ours only if it is a postgres on this very cluster. */
function isOurs(pid: number, cluster: string): boolean {
  const command = processCommand(pid) ?? ''
  return process.platform === 'win32' ? command.includes('postgres.exe') : command.includes('postgres') && command.includes(cluster)
}

async function ended(pid: number, withinMs: number): Promise<boolean> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await wait(50)) if (processStart(pid) === undefined) return true
  return false
}

/** Stops a process: politely, then firmly, then at once. */
export async function stopProcess(pid: number, steps: readonly [NodeJS.Signals, number][]): Promise<boolean> {
  for (const [signal, withinMs] of steps) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true
      throw error
    }
    if (await ended(pid, withinMs)) return true
  }
  return false
}

/** PostgreSQL's own meanings: SIGINT ends the sessions and writes everything, SIGQUIT leaves recovery to the next start. */
export const postgresStop = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5000],
  ['SIGKILL', 5000],
] as const satisfies readonly [NodeJS.Signals, number][]

/** Safe only under the folder's lock: nobody else may be starting on this cluster. */
export async function clearLeftovers(cluster: string, log: { info: (line: string) => void }): Promise<void> {
  const pid = postmasterOf(cluster)
  if (pid === undefined) return
  if (processStart(pid) !== undefined && isOurs(pid, cluster)) {
    log.info(`PostgreSQL (process ${pid}) was left running by an unclean stop: it is stopped and started afresh`)
    if (!(await stopProcess(pid, postgresStop)))
      throw new Error(`PostgreSQL (process ${pid}) was left running on ${cluster} and does not stop`)
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
}
