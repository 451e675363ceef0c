// Who has signed in to a running product, kept beside its data for the files that come after: signing in is the dearest thing that they all
// have in common. Entered by journey.ts.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cookie } from 'playwright-core'
import type { Session } from '../../contract/accounts.ts'
import type { StackReady } from '../../dev/stack/stack.ts'
import { apiOf } from './arrange.ts'

type Kept = Record<string, Cookie[]>

const fileOf = ({ dataDir }: StackReady): string => join(dataDir, 'journeys-sessions.json')
const readKept = (stack: StackReady): Kept => (existsSync(fileOf(stack)) ? (JSON.parse(readFileSync(fileOf(stack), 'utf8')) as Kept) : {})

export function keepSession(username: string, cookies: Cookie[], stack: StackReady): void {
  writeFileSync(fileOf(stack), JSON.stringify({ ...readKept(stack), [username]: cookies }), { mode: 0o600 })
}

/** Undefined where there is none, or where it is not any more as one who has just signed in has it: alone, and active. */
export async function keptSession(username: string, stack: StackReady): Promise<Cookie[] | undefined> {
  const cookies = readKept(stack)[username]
  if (!cookies) return undefined
  const { active, accounts } = await apiOf(cookies, stack).call<Session>('GET', '/api/session')
  return active?.username === username && accounts.length === 1 ? cookies : undefined
}
