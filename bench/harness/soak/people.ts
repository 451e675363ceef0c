// Those who work with the product while it is killed: they flag customers, tell them of an incident, look around and ask for news, and
// remember what was acknowledged. Entered by kills.bench.ts.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type PullResource, pullResources } from '../../../contract/pulls.ts'
import type { Caller } from './caller.ts'

/** Below the number of flags a partner has, so that none drops another. */
const flagged = 20
const [flagEveryMs, tellEveryMs, lookEveryMs, askEveryMs, breakEveryMs] = [150, 1_500, 100, 15_000, 45_000]

/** Work that goes on until it is stopped; what fails is known to the caller, and the work goes on. */
async function until(stop: AbortSignal, everyMs: number, work: () => Promise<unknown>): Promise<void> {
  while (!stop.aborted) {
    await work().catch(() => {})
    await wait(everyMs)
  }
}

export type Flags = { acknowledged: number; lost: string[]; check: () => Promise<void> }

/** Flags and unflags, and looks each time whether what was acknowledged last is still so. */
export function keepFlagging(caller: Caller, tenantIds: readonly string[], stop: AbortSignal): Flags & { over: Promise<void> } {
  const known = new Map<string, boolean>()
  const flags: Flags = {
    acknowledged: 0,
    lost: [],
    check: async () => {
      for (const tenantId of known.keys()) await look(tenantId)
    },
  }
  const look = async (tenantId: string): Promise<boolean> => {
    const { flagged: is } = await caller.call<{ flagged: boolean }>(`/api/customers/${tenantId}`)
    if ((known.get(tenantId) ?? is) !== is) flags.lost.push(tenantId)
    return is
  }
  let nth = 0
  const over = until(stop, flagEveryMs, async () => {
    const tenantId = tenantIds[nth++ % Math.min(flagged, tenantIds.length)] as string
    const wanted = !(await look(tenantId))
    // Without an answer nobody knows which of the two it is.
    known.delete(tenantId)
    await caller.call(`/api/customers/${tenantId}/flag`, wanted ? 'PUT' : 'DELETE', wanted ? {} : undefined)
    known.set(tenantId, wanted)
    flags.acknowledged += 1
  })
  return Object.assign(flags, { over })
}

/** Tells one customer of an incident, each time at an address of its own. Gives the addresses of messages that were acknowledged. */
export function keepTelling(caller: Caller, { issueId, tenantId }: { issueId: string; tenantId: string }, stop: AbortSignal) {
  const addresses: string[] = []
  const over = until(stop, tellEveryMs, async () => {
    const [key, address] = [randomUUID(), `told-${addresses.length + 1}-${Date.now()}@customer.example`]
    const to = { customers: [{ tenantId, address, language: 'en' }] }
    const body = { key, kind: 'opened', words: { fr: {}, en: {} }, to }
    // A person whose browser says that it failed tries again, which is the same intention.
    for (let sent = false; !sent && !stop.aborted; ) {
      sent = await caller.call(`/api/customer-notices/issues/${issueId}/mails`, 'POST', body).then(
        () => true,
        () => wait(500, false),
      )
      if (sent) addresses.push(address)
    }
  })
  return { addresses, over }
}

/** Lets a service break at the source for some customers. Gives the numbers of the incidents. */
export function keepBreaking({ origin }: { origin: string }, customers: number, stop: AbortSignal) {
  const issueIds: string[] = []
  const over = until(stop, breakEveryMs, async () => {
    const answer = await fetch(`${origin}/control/incidents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ service: 'Exchange', customers }),
    })
    if (answer.ok) issueIds.push(((await answer.json()) as { id: string }).id)
  })
  return { issueIds, over }
}

const resources: readonly PullResource[] = pullResources

/** Asks for everything to be read, again and again. */
export const keepAsking = (caller: Caller, stop: AbortSignal): Promise<void> =>
  until(stop, askEveryMs, async () => {
    await caller.call('/api/sync/pulls', 'POST', { resources, customers: { all: true } })
    await caller.call('/api/sync', 'POST')
  })

/** Opens one page after the other. */
export function keepLooking(caller: Caller, tenantIds: readonly string[], stop: AbortSignal): Promise<void> {
  let nth = 0
  return until(stop, lookEveryMs, () => {
    const tenantId = tenantIds[nth % tenantIds.length]
    const paths = [
      '/api/customers?limit=100',
      '/api/home',
      `/api/customers?search=${'acdmst'[nth % 6]}&limit=100`,
      `/api/customers/${tenantId}`,
      '/api/service-health',
      `/api/customers/${tenantId}/health`,
      '/api/sync/pulls',
      '/api/messages',
    ]
    return caller.call(paths[nth++ % paths.length] as string)
  })
}
