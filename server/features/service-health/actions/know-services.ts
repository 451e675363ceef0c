// Remembers every service that any customer has: a healthy one stands nowhere else. Entered by service-health.pulls.ts.
import { LRUCache } from 'lru-cache'
import type { Services } from '../../../feature.ts'

export type KnowServices = (partnerId: string, services: readonly string[]) => Promise<void>

/** What this process knows to be stored is not written again. */
export function createKnowServices({ door, clock }: Pick<Services, 'door' | 'clock'>): KnowServices {
  const partners = new LRUCache<string, Set<string>>({ max: 500 })
  return async (partnerId, services) => {
    const known = partners.get(partnerId) ?? new Set<string>()
    partners.set(partnerId, known)
    const news = services.filter((service) => service !== '' && !known.has(service)).sort()
    if (news.length === 0) return
    await door
      .ofPartner(partnerId)
      .insertInto('health_services')
      .values(news.map((service) => ({ partner_id: partnerId, service, first_seen_at: clock.now() })))
      .onConflict((on) => on.doNothing())
      .execute()
    for (const service of news) known.add(service)
  }
}
