// Runs one part of the tests as a process of its own and hands on what it says: as it is where it runs alone, line by line under its name
// where another runs beside it. Entered by dev/test.ts.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants, setPriority } from 'node:os'

export type PartOptions = {
  /** Stands before each line; without it the process writes to the terminal itself. */
  name?: string
  /** Takes what the others leave of the processor. */
  yielding?: boolean
  onOutput?: (text: string) => void
}

const running = new Set<ChildProcess>()

export function stopAll(signal: NodeJS.Signals): void {
  for (const child of running) child.kill(signal)
}

/** Returns the exit code; null where a signal ended it. */
export async function runProcess(args: string[], { name, yielding, onOutput }: PartOptions): Promise<number | null> {
  const piped = name !== undefined || onOutput !== undefined
  const child = spawn(process.execPath, args, { stdio: ['ignore', piped ? 'pipe' : 'inherit', name === undefined ? 'inherit' : 'pipe'] })
  if (yielding && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  running.add(child)
  for (const [stream, target] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    const lines = name === undefined ? undefined : namedLines(name, (text) => target.write(text))
    stream?.setEncoding('utf8').on('data', (text: string) => {
      if (lines) lines.take(text)
      else target.write(text)
      onOutput?.(text)
    })
    stream?.on('end', () => lines?.end())
  }
  const [code] = (await once(child, 'close')) as [number | null]
  running.delete(child)
  return code
}

/** Whole lines only, so that two processes do not write into each other's; the last may lack its end. */
export function namedLines(name: string, write: (text: string) => void): { take: (text: string) => void; end: () => void } {
  let rest = ''
  const say = (line: string) => write(`${name.padEnd(11)} │ ${line}\n`)
  return {
    take: (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) say(line)
    },
    end: () => {
      if (rest) say(rest)
      rest = ''
    },
  }
}
