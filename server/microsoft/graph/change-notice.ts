// What Graph calls our address with: changes, and events in the life of a subscription. Pure.
// https://learn.microsoft.com/graph/change-notifications-lifecycle-events
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { type Page, readRecords } from '../page.ts'
import { guid, instant, nested, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'

export const ChangeNotice = z
  .object({
    subscriptionId: text,
    tenantId: guid,
    clientState: text,
    subscriptionExpirationDateTime: instant,
    lifecycleEvent: wordOf('subscriptionRemoved', 'missed', 'reauthorizationRequired'),
    changeType: wordOf('created', 'updated', 'deleted'),
    resource: text,
    resourceData: nested({ id: text }),
  })
  .transform((sent) => ({
    subscriptionId: sent.subscriptionId ?? '',
    tenantId: sent.tenantId,
    clientState: sent.clientState,
    expiresAt: sent.subscriptionExpirationDateTime,
    /** What became of the subscription; null for a change of what it watches. */
    lifecycleEvent: sent.lifecycleEvent,
    changeType: sent.changeType,
    resource: sent.resource,
    objectId: sent.resourceData.id,
  }))
export type ChangeNotice = z.output<typeof ChangeNotice>

const Notices = z.object({ value: z.array(z.unknown()) })

/** The notices of one call, each read by itself; null where it is no such call. */
export function readChangeNotices(body: unknown): Page<ChangeNotice> | null {
  const read = Notices.safeParse(body)
  if (!read.success) return null
  const usable = ({ subscriptionId }: ChangeNotice): string | null => (subscriptionId ? null : 'no subscriptionId')
  return { ...readRecords(read.data.value, ChangeNotice, usable), total: null }
}

/** Whether the notice carries the secret that its subscription was made with. Takes the same time whatever it carries. */
export function carriesState({ clientState }: ChangeNotice, expected: string): boolean {
  const [one, other] = [Buffer.from(clientState ?? ''), Buffer.from(expected)]
  return one.length === other.length && one.length > 0 && timingSafeEqual(one, other)
}
