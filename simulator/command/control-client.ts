// Finds the control interface of a running simulated cloud and talks to it; failures say what to do. Entered by run.ts.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ADDRESS_FILE } from '../address-file.ts'

/** A message for the person at the keyboard. */
export class CannotDo extends Error {}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
export type Answered = any
export type Control = (method: string, path: string, body?: unknown) => Promise<Answered>

const PATIENCE_MS = 120_000

export function controlAddress(wanted: { control: string | undefined; dataDir: string }): string {
  if (wanted.control !== undefined) {
    if (!URL.canParse(wanted.control))
      throw new CannotDo(`--control takes an address such as http://localhost:4601/control, not "${wanted.control}".`)
    return wanted.control.replace(/\/+$/, '').replace(/(?<!\/control)$/, '/control')
  }
  const file = join(wanted.dataDir, ADDRESS_FILE)
  if (!existsSync(file))
    throw new CannotDo(
      `No simulated cloud runs on ${wanted.dataDir}. Start one with npm start, or say where it is with --data DIR or --control URL.`,
    )
  return (JSON.parse(readFileSync(file, 'utf8')) as { control: string }).control
}

export function createControl(address: string): Control {
  return async (method, path, body) => {
    let response: Response
    try {
      response = await fetch(`${address}${path}`, {
        method,
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      })
    } catch (cause) {
      throw new CannotDo(`Nothing answers at ${address}. Is the simulated cloud still running? npm start starts it.`, { cause })
    }
    const text = await response.text()
    let answer: Answered
    try {
      answer = JSON.parse(text)
    } catch (cause) {
      throw new CannotDo(`${address} is no control interface of a simulated cloud: it answered ${response.status} and no JSON.`, { cause })
    }
    if (!response.ok) throw new CannotDo(String(answer.error ?? `${address}${path} answered ${response.status}.`))
    return answer
  }
}
