// Failed readings put together by what went wrong, so that what to do is said once. Pure; entered by SelectionDialog and CustomerFreshness.
import type { AskedFailure, PullFailure } from '../../../contract/pulls.ts'

export type FailedCustomer = { tenantId: string; name: string; resources: AskedFailure['resource'][] }
export type FailedAlike = { failure: PullFailure; customers: FailedCustomer[] }

/** Failures are alike where they are mended alike and carry the same code. */
export const causeOf = ({ kind, code, cause }: PullFailure): string => JSON.stringify([kind, code, cause])

export const areAlike = (one: PullFailure, other: PullFailure): boolean => causeOf(one) === causeOf(other)

/** One of each that occurs more than once. */
export const shared = (failures: readonly PullFailure[]): PullFailure[] =>
  failures.filter(
    (failure, at) =>
      failures.findIndex((other) => areAlike(other, failure)) === at && failures.findLastIndex((other) => areAlike(other, failure)) > at,
  )

/** In the order they first occur. */
export function byCause(failures: readonly AskedFailure[]): FailedAlike[] {
  const causes = new Map<string, { failure: PullFailure; customers: Map<string, FailedCustomer> }>()
  for (const { tenantId, name, resource, failure } of failures) {
    const key = causeOf(failure)
    const alike = causes.get(key) ?? { failure, customers: new Map<string, FailedCustomer>() }
    causes.set(key, alike)
    const customer = alike.customers.get(tenantId) ?? { tenantId, name, resources: [] }
    alike.customers.set(tenantId, customer)
    customer.resources.push(resource)
  }
  return [...causes.values()].map(({ failure, customers }) => ({ failure, customers: [...customers.values()] }))
}
