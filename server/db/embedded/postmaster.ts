// Runs the private PostgreSQL and starts it again whenever it ends unasked. Entered by embedded.ts.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Spawnable } from './account.ts'
import { postgresStop, stopProcess } from './leftovers.ts'

export type PostmasterPlan = { spawnable: Spawnable; home: string; superuserUrl: string; log: { info: (line: string) => void } }
export type Postmaster = { pid: () => number | undefined; stop: () => Promise<void> }

const firstStartMs = 60_000
const quickDeaths = 6
const logLimitBytes = 10_000_000

function launch({ spawnable, home }: PostmasterPlan): ChildProcess {
  const file = join(home, 'postgres.log')
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const log = openSync(file, size > logLimitBytes ? 'w' : 'a', 0o600)
  const { command, args, uid, gid } = spawnable
  // Its own process group: Ctrl-C in the terminal must reach the server before it reaches PostgreSQL.
  const child = spawn(command, args, {
    cwd: home,
    uid,
    gid,
    detached: process.platform !== 'win32',
    stdio: ['ignore', log, log],
    windowsHide: true,
  })
  closeSync(log)
  return child
}

const exitOf = (child: ChildProcess) =>
  new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`))
    child.once('error', (error) => resolve(error.message))
  })

/** Ready when it answers; one that recovers from a crash refuses connections for a while. */
async function answers(url: string, isOver: () => boolean): Promise<boolean> {
  while (!isOver()) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return true
    } catch {
      await client.end().catch(() => {})
      await wait(40)
    }
  }
  return false
}

function lastWords(home: string): string {
  return readFileSync(join(home, 'postgres.log'), 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}

export async function runPostmaster(plan: PostmasterPlan): Promise<Postmaster> {
  let child: ChildProcess | undefined
  let exit: Promise<string> = Promise.resolve('')
  let stopping = false
  let deaths = 0
  const awake = new AbortController()

  const begin = () => {
    const started = launch(plan)
    child = started
    exit = exitOf(started).then((reason) => {
      child = undefined
      return reason
    })
    return { started, exit }
  }

  /** Answers once PostgreSQL does; a leftover of a killed one may hold its memory for a moment, hence the patience. */
  const bringUp = async (deadline: number): Promise<void> => {
    while (!stopping) {
      const { started, exit: over } = begin()
      if (await answers(plan.superuserUrl, () => child !== started || stopping)) return
      if (stopping) return
      const reason = await over
      deaths += 1
      if (deaths >= quickDeaths && Date.now() > deadline)
        throw new Error(`PostgreSQL does not start (${reason}). It said:\n${lastWords(plan.home)}`)
      await wait(Math.min(5000, 100 * 2 ** deaths), undefined, { signal: awake.signal }).catch(() => {})
    }
  }

  const keepUp = async (): Promise<void> => {
    for (;;) {
      const reason = await exit
      if (stopping) return
      plan.log.info(`PostgreSQL ended (${reason}) and is started again`)
      deaths = 0
      await bringUp(Number.POSITIVE_INFINITY)
      if (!stopping) plan.log.info('PostgreSQL answers again')
    }
  }

  await bringUp(Date.now() + firstStartMs)
  void keepUp()
  return {
    pid: () => child?.pid,
    async stop() {
      stopping = true
      awake.abort()
      if (child?.pid !== undefined) await stopProcess(child.pid, postgresStop)
      await exit
    },
  }
}
