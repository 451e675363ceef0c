// One child process that is kept alive: logs to a file, started again with growing pauses, stopped with its whole group.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync, statSync, type WriteStream } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

export type SupervisedOptions = {
  name: string
  args: string[]
  env?: NodeJS.ProcessEnv
  logFile: string
  /** True for the line with which the child says that it is ready. */
  isReady: (line: string) => boolean
  say: (line: string) => void
  /** Called at every start and end, so that whoever keeps the numbers of our processes stays right. */
  onChange?: () => void
}
export type Supervised = {
  name: string
  pid: () => number | undefined
  stop: () => Promise<void>
  /** Resolves with the first ready line; rejects where the child never gets that far. */
  ready: Promise<string>
}

const triesBeforeReady = 3
const quietAfterMs = 30_000
const stopWithinMs = 20_000
const logLimitBytes = 20_000_000
const onWindows = process.platform === 'win32'

/** The whole group goes: a child's own children must not outlive it. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (onWindows) child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = once(child, 'exit')
  signalGroup(child, 'SIGTERM')
  const late = await Promise.race([over, wait(stopWithinMs, 'late', { ref: false })])
  if (late !== 'late') return
  signalGroup(child, 'SIGKILL')
  await over
}

/** Calls back for each whole line. */
function lines(stream: NodeJS.ReadableStream, use: (line: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) use(part)
  })
}

function openLog(file: string): WriteStream {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return createWriteStream(file, { flags: size > logLimitBytes ? 'w' : 'a', mode: 0o600 })
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n')
}

function launch({ args, env, isReady }: SupervisedOptions, log: WriteStream, onReady: (line: string) => void): ChildProcess {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !onWindows,
    windowsHide: true,
  })
  lines(child.stdout!, (line) => {
    log.write(`${line}\n`)
    if (isReady(line)) onReady(line)
  })
  child.stderr!.pipe(log, { end: false })
  return child
}

const ending = (child: ChildProcess) =>
  new Promise<string>((resolve) => {
    child.once('close', (code, signal) => resolve(signal ?? `code ${code}`))
    child.once('error', (error) => resolve(error.message))
  })

export function supervise(options: SupervisedOptions): Supervised {
  const { name, say, logFile, onChange } = options
  const log = openLog(logFile)
  const ready = Promise.withResolvers<string>()
  const stopped = new AbortController()
  let child: ChildProcess | undefined
  let wasReady = false

  const keep = async () => {
    for (let deaths = 0; !stopped.signal.aborted; ) {
      const startedAt = Date.now()
      child = launch(options, log, (line) => {
        if (wasReady) say(`${name} is back`)
        wasReady = true
        ready.resolve(line)
      })
      onChange?.()
      const reason = await ending(child)
      onChange?.()
      if (stopped.signal.aborted) return
      deaths = Date.now() - startedAt > quietAfterMs ? 1 : deaths + 1
      if (!wasReady && deaths >= triesBeforeReady) {
        ready.reject(new Error(`${name} does not start (${reason}). The end of ${logFile}:\n${tail(logFile)}`))
        return
      }
      const pauseMs = Math.min(10_000, 150 * 2 ** deaths)
      say(`${name} ended (${reason}); it is started again in ${(pauseMs / 1000).toFixed(1)} s`)
      await wait(pauseMs, undefined, { signal: stopped.signal }).catch(() => {})
    }
  }
  const kept = keep()
  // Whoever waits for it hears of a failure; before anybody does it must not count as unhandled.
  ready.promise.catch(() => {})
  return {
    name,
    pid: () => (child && child.exitCode === null && child.signalCode === null ? child.pid : undefined),
    ready: ready.promise,
    async stop() {
      stopped.abort()
      if (child) await end(child)
      await kept
      log.end()
    },
  }
}
