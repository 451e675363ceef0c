// Sends the jobs that run pulls, as many as there is work for. Entered by ask.ts and pulls.jobs.ts.
import type { PullResource } from '../../contract/pulls.ts'
import type { Queue } from '../jobs/queue.ts'
import { pullJobName } from './pull-names.ts'

/** Jobs of one resource of one partner at a time, over all processes. */
const mostSlots = 16
/** Due customers for which one more of them is worth while. */
const customersASlot = 200

/** As many as are worth counting. */
export const mostWorthCounting = mostSlots * customersASlot

export type Work = { partnerId: string; resource: PullResource; due: number }

export async function wakeRuns(queue: Queue, { partnerId, resource, due }: Work): Promise<void> {
  for (let slot = 0; slot < Math.min(mostSlots, Math.ceil(due / customersASlot)); slot += 1) {
    const send = (key: string): Promise<boolean> => queue.send(pullJobName(resource), { partnerId, slot }, { key: `${partnerId} ${key}` })
    // The one that runs may be at its end and have looked for work already: another waits behind it.
    if (!(await send(String(slot)))) await send(`${slot} again`)
  }
}
