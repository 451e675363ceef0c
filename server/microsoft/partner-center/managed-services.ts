// What a partner may administer for a customer, with Microsoft's own links into it. With a user's token.
// https://learn.microsoft.com/partner-center/developer/get-a-list-of-services-managed-by-a-partner
import type { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import type { Source } from '../source.ts'
import { text } from '../tolerant.ts'
import { link, part, record } from './fields.ts'

/** A link is only shown where it leads to a web address over https. */
const webLink = link.transform((uri) => (uri && /^https:\/\//i.test(uri) ? uri : null))

export const ManagedService = record({
  id: text,
  name: text,
  groupName: text,
  links: part({ adminService: webLink, serviceHealth: webLink, serviceTicket: webLink }),
}).transform((sent) => ({ id: sent.id ?? '', name: sent.name ?? sent.id ?? '', group: sent.groupName, links: sent.links }))
export type ManagedService = z.output<typeof ManagedService>

export const listManagedServices = listOperation({
  api: 'partnerCenter',
  method: 'GET',
  path: '/v1/customers/{customerId}/managedservices',
  resource: 'customer',
  paging: 'offset',
  item: ManagedService,
  usable: ({ id }) => (id ? null : 'no id'),
})

export function managedServices(source: Source, customerId: string, options?: CallOptions): Promise<Page<ManagedService>> {
  return allOf(source, listManagedServices, { ...options, parameters: { customerId } })
}
