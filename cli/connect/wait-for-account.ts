// Waits until somebody has signed the integration account in, in a browser; a key at the terminal ends the wait. Entered by connect.ts.
import { setTimeout as wait } from 'node:timers/promises'
import { type Connection, readConnection } from '../../contract/connection.ts'
import { ask } from '../server/ask.ts'
import type { Guide } from './guide.ts'

const longestMinutes = 10
const pauseMs = 2000

/** Ends when a sign-in newer than the one there was has come, after ten minutes, or with Enter. */
export async function waitForAccount(guide: Guide): Promise<void> {
  const { around, speaking, server } = guide
  const before = signInOf(await ask(server, readConnection))
  around.write(`${speaking.say('connect.waiting', { minutes: longestMinutes })}\n`)
  const over = new AbortController()
  const pressed = around.ask?.('', over.signal).then(
    () => null,
    () => null,
  )
  try {
    const ended = await Promise.race([pressed, newSignIn(guide, before, over.signal)])
    if (ended === 'signedIn') around.write(`${speaking.say('connect.signedIn')}\n`)
    if (ended === 'late') around.write(`${speaking.say('connect.stillWaiting', { minutes: longestMinutes })}\n`)
  } finally {
    over.abort()
  }
}

/** Null when the wait was ended. */
async function newSignIn({ server }: Guide, before: string | null, signal: AbortSignal): Promise<'signedIn' | 'late' | null> {
  for (const deadline = Date.now() + longestMinutes * 60_000; Date.now() < deadline; ) {
    try {
      await wait(pauseMs, undefined, { signal })
      const connection = await ask(server, readConnection, undefined, signal)
      if (connection.account && signInOf(connection) !== before) return 'signedIn'
    } catch (error) {
      if (signal.aborted) return null
      throw error
    }
  }
  return 'late'
}

const signInOf = ({ account }: Connection): string | null => account?.signedInAt ?? null
