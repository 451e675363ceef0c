// A page of the customer list, with the continuation token in the link and in the body. Entered by customer-routes.ts.
import type { Customer } from '../world/customer.ts'
import type { Partner } from '../world/partner.ts'
import { customerInList } from './customer-json.ts'
import { continuationToken, readQuery } from './customer-query.ts'

export function listPage(partner: Partner, asked: Record<string, string | undefined>, token: string | string[] | undefined) {
  const query = readQuery(asked, typeof token === 'string' ? token : undefined, partner)
  const items: Customer[] = []
  let position = query.after + 1
  for (; position < partner.customers.length && items.length < query.size; position++) {
    const customer = partner.customers[position]
    if (customer && customer.leftAt === null && query.matches(customer)) items.push(customer)
  }
  let more = false
  for (let ahead = position; ahead < partner.customers.length && !more; ahead++) {
    const customer = partner.customers[ahead]
    more = customer !== undefined && customer.leftAt === null && query.matches(customer)
  }
  const base = `/v1/customers?size=${asked['size'] ?? query.size}${query.filter === undefined ? '' : `&filter=${encodeURIComponent(query.filter)}`}`
  const next = more ? continuationToken(position - 1, query) : undefined
  return {
    totalCount: items.length,
    items: items.map((customer) => customerInList(customer, partner)),
    ...(next === undefined ? {} : { continuationToken: next }),
    links: {
      self: {
        uri: asked['seekOperation'] === undefined ? base : `${base}&seekOperation=${asked['seekOperation']}`,
        method: 'GET',
        headers: [],
      },
      ...(next === undefined
        ? {}
        : { next: { uri: `${base}&seekOperation=Next`, method: 'GET', headers: [{ key: 'MS-ContinuationToken', value: next }] } }),
    },
    attributes: { objectType: 'Collection' },
  }
}
