// Prepares what a journey needs without the screens: the product's API as someone signed in, and the simulated cloud's control interface.
import { setTimeout as wait } from 'node:timers/promises'
import type { Cookie } from 'playwright-core'
import type { CustomerList, CustomerRow } from '../../contract/customers.ts'
import type { SyncStatus } from '../../contract/sync.ts'
import type { StackReady } from '../../dev/stack/stack.ts'
import { product } from '../support/stack.ts'

export type Api = {
  call: <T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => Promise<T>
  customers: (query: string) => Promise<CustomerRow[]>
  customerNamed: (name: string) => Promise<CustomerRow>
  clearFlags: () => Promise<void>
  clearPins: () => Promise<void>
}

async function answerOf<T>(response: Response): Promise<T> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${text}`)
  return (text ? JSON.parse(text) : undefined) as T
}

export function apiOf(cookies: readonly Cookie[], stack: StackReady = product()): Api {
  const cookie = cookies
    .filter(({ name }) => name.startsWith('__Host-'))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
  let token: Promise<string> | undefined
  const csrfToken = async () =>
    (await answerOf<{ csrfToken: string }>(await fetch(`${stack.product}/api/session`, { headers: { cookie } }))).csrfToken
  const call: Api['call'] = async (method, path, body) => {
    token ??= csrfToken()
    const headers = { cookie, 'x-csrf-token': await token, ...(body && { 'content-type': 'application/json' }) }
    return answerOf(await fetch(stack.product + path, { method, headers, ...(body && { body: JSON.stringify(body) }) }))
  }
  const customers: Api['customers'] = async (query) => (await call<CustomerList>('GET', `/api/customers?${query}`)).rows
  const clear = async (rows: readonly CustomerRow[], mark: 'flag' | 'pin') => {
    for (const { tenantId } of rows) await call('DELETE', `/api/customers/${tenantId}/${mark}`)
  }
  return {
    call,
    customers,
    customerNamed: async (name) => {
      const found = (await customers(`search=${encodeURIComponent(name)}&limit=500`)).find((row) => row.name === name)
      if (!found) throw new Error(`There is no customer named ${name}`)
      return found
    },
    clearFlags: async () => clear(await customers('view=flagged&limit=500'), 'flag'),
    clearPins: async () => clear(await customers('pinned=true&limit=500'), 'pin'),
  }
}

export type SimulatedCustomer = {
  tenantId: string
  name: string
  domain: string
  initialDomain: string
  delegation: string
  leftAt: string | null
}
type ControlState = { partners: { tenantId: string; customers: number; left: number; delegation: Record<string, number> }[] }

/** What Microsoft's side does while the product runs. */
export function cloudOf(stack: StackReady = product()) {
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> =>
    answerOf(
      await fetch(stack.control + path, {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      }),
    )
  return {
    state: () => ask<ControlState>('GET', '/state'),
    add: async (customer: { name: string; domain?: string; delegation?: string; partner?: string }) => {
      const [added] = await ask<SimulatedCustomer[]>('POST', '/customers', customer)
      if (!added) throw new Error('The simulated cloud added nobody')
      return added
    },
    customer: (tenantId: string) => ask<SimulatedCustomer>('GET', `/customers/${tenantId}`),
    change: (tenantId: string, change: { name?: string; domain?: string; delegation?: string }) =>
      ask<SimulatedCustomer>('PATCH', `/customers/${tenantId}`, change),
    leave: (tenantId: string) => ask<SimulatedCustomer>('DELETE', `/customers/${tenantId}`),
    comeBack: (tenantId: string) => ask<SimulatedCustomer>('POST', `/customers/${tenantId}/return`),
    /** A call to Microsoft goes wrong from now on; gives what sets it right again. */
    fault: async (order: { kind: 'status'; api: 'partner-center' | 'graph'; path: string; status: number }) => {
      const { id } = await ask<{ id: string }>('POST', '/faults', order)
      return () => ask<unknown>('DELETE', `/faults/${id}`)
    },
    /** Before anything was read of a customer: a token that was given already stays good. */
    takeConsent: (tenantId: string) => ask<unknown>('DELETE', `/customers/${tenantId}/consent`),
    /** A service breaks for these tenants; gives Microsoft's number of it. */
    breakService: async (order: { service: string; tenants: string[]; title: string; classification?: 'incident' | 'advisory' }) =>
      (await ask<{ id: string }>('POST', '/incidents', order)).id,
    tellOn: (id: string, status: string, text: string) => ask<unknown>('POST', `/incidents/${id}/posts`, { status, text }),
    resolve: (id: string) => ask<unknown>('POST', `/incidents/${id}/resolve`, {}),
    /** A mailbox refuses what is sent to it from now on; gives what lets every mailbox take mail again. */
    refuseMail: async (address: string) => {
      await ask<unknown>('POST', '/inbox/refusals', { address, code: 550 })
      return () => ask<unknown>('DELETE', '/inbox/refusals')
    },
    /** Mail to this address is taken and comes back later, from now on; gives what ends that for every address. */
    bounceMail: async (address: string) => {
      await ask<unknown>('POST', '/inbox/bounces', { address })
      return () => ask<unknown>('DELETE', '/inbox/bounces')
    },
    pace: (pageDelayMs: number) => ask<unknown>('POST', '/pace', { pageDelayMs }),
  }
}

/** The number of an issue that hits some customer; the simulated world always has one. */
export const anIssue = async (api: Api): Promise<string> =>
  (await firstOf<{ issueId: string }>(api, '/api/service-health/issues?limit=1')).issueId

/** The number of a message that some customer gets; the simulated world always has one. */
export const aMessage = async (api: Api): Promise<string> => (await firstOf<{ messageId: string }>(api, '/api/messages?limit=1')).messageId

/** Waits for the first reading of it. */
async function firstOf<Row>(api: Api, path: string): Promise<Row> {
  for (;;) {
    const [row] = (await api.call<{ rows: Row[] }>('GET', path)).rows
    if (row) return row
    await wait(200)
  }
}

/**
 * Lets the product read the health of these customers again until it has seen what changed there. Asked for every moment, it would use up
 * what Microsoft allows a tenant in a minute, and the rest of that minute would be waited for.
 */
export async function readHealth(api: Api, tenantIds: string[], seen: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await seen()); looks += 1) {
    if (looks % 50 === 0) await api.call('POST', '/api/sync/pulls', { resources: ['health'], customers: { tenantIds } })
    await wait(100)
  }
}

/** Lets the product read Microsoft again until it has seen what changed there; a run that was under way may have passed it by. */
export async function synchronise(api: Api, seen: () => Promise<boolean>): Promise<void> {
  while (!(await seen())) {
    await api.call('POST', '/api/sync')
    while ((await api.call<SyncStatus>('GET', '/api/sync')).run?.outcome === 'running') await wait(50)
  }
}
