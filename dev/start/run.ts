// Starts, says what runs, waits until asked to stop. Entered by `npm start` and `npm run dev`.
import { existsSync } from 'node:fs'
import { CannotStart, type Stack, samplesDir, startStack } from '../stack/stack.ts'
import { WorldMismatch } from '../stack/world.ts'
import { help, readOptions, type StartOptions, WrongOption } from './options.ts'
import { welcome } from './welcome.ts'

const say = (line: string) => process.stderr.write(`${line}\n`)

function leave(message: string, code: number): never {
  say(message)
  process.exit(code)
}

function options(): StartOptions {
  try {
    const read = readOptions(process.argv.slice(2))
    if (read.help) {
      process.stdout.write(help)
      process.exit(0)
    }
    if (read.source === 'samples' && !existsSync(samplesDir))
      leave(`The samples are not here: ${samplesDir} does not exist. Start without --source samples.`, 1)
    return read
  } catch (error) {
    if (error instanceof WrongOption) leave(error.message, 2)
    throw error
  }
}

/** Asked to stop by the terminal, by a signal, or by the end of whoever started us. */
function untilAsked(): AbortController {
  const asked = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort())
  process.on('disconnect', () => asked.abort())
  process.channel?.unref()
  return asked
}

async function start(chosen: StartOptions, watch: boolean, asked: AbortController): Promise<Stack | undefined> {
  try {
    return await startStack({ ...chosen, watch }, say, asked.signal)
  } catch (error) {
    if (asked.signal.aborted) return undefined
    if (error instanceof CannotStart || error instanceof WorldMismatch) leave(error.message, 1)
    leave(`Tenantry could not start. ${error instanceof Error ? error.message : error}`, 1)
  }
}

/** Runs until asked to stop, then ends the process. `watch` serves the sources themselves and reloads what changes. */
export async function runUntilAsked({ watch }: { watch: boolean }): Promise<never> {
  const chosen = options()
  const asked = untilAsked()
  const stack = await start(chosen, watch, asked)
  if (stack) {
    process.stdout.write(chosen.json ? `${JSON.stringify(stack.ready)}\n` : welcome(stack.ready))
    const pulse = setInterval(() => {}, 60_000)
    if (!asked.signal.aborted) await new Promise((resolve) => asked.signal.addEventListener('abort', resolve, { once: true }))
    clearInterval(pulse)
    say('Stopping')
    await stack.stop()
  }
  process.exit(0)
}
