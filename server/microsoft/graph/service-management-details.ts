// Where each service of a customer is administered, as Microsoft itself says.
// https://learn.microsoft.com/graph/api/delegatedadmincustomer-list-servicemanagementdetails
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation } from '../operation.ts'
import { allOf } from '../pages.ts'
import { centerOfServiceName } from '../portals.ts'
import type { Source } from '../source.ts'
import { text } from '../tolerant.ts'

export const ServiceManagementDetail = z
  .object({ serviceName: text, serviceManagementUrl: text })
  .transform(({ serviceName, serviceManagementUrl }) => ({
    center: serviceName ? (centerOfServiceName(serviceName) ?? serviceName.slice(0, 100)) : '',
    url: webAddressOf(serviceManagementUrl),
  }))
/** `center` is a key of the contract, or Microsoft's own name of a service that is new to us; `url` a web address. */
export type ServiceManagementDetail = z.output<typeof ServiceManagementDetail>

export const listServiceManagementDetails = listOperation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/tenantRelationships/delegatedAdminCustomers/{tenantId}/serviceManagementDetails',
  resource: 'delegatedAdmin',
  paging: 'odata',
  item: ServiceManagementDetail,
  usable: ({ center, url }) => (center && url ? null : 'no service name or no web address'),
})

/** The list takes no OData parameters. Throws MicrosoftError, `gone` for a tenant that is no delegated customer. */
export async function serviceManagementDetails(
  source: Source,
  tenantId: string,
  options?: CallOptions,
): Promise<ServiceManagementDetail[]> {
  return (await allOf(source, listServiceManagementDetails, { ...options, parameters: { tenantId } })).records
}

/**
 * People are sent to this address, so `javascript:` and the like never pass: they are none. Written as browsers and headers take it:
 * with letters beyond ASCII the redirect itself would fail.
 */
function webAddressOf(sent: string | null): string {
  const url = sent === null ? null : URL.parse(sent)
  return url && /^https?:$/.test(url.protocol) ? url.href : ''
}
