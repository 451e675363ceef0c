// The faults in force: which of them, if any, befalls a call. Entered by the hook on every request, by the token endpoint and by control/.
import { mix, random } from '../world/random.ts'
import { type Api, apisOf, type FaultKind } from './kinds.ts'
import { pathMatches } from './path-pattern.ts'

export type FaultOrder = {
  kind: FaultKind
  api?: Api
  /** See path-pattern.ts. */
  path?: string
  method?: string
  /** Tenants the call is about: that of the token, and a customer named in the path. */
  tenants?: readonly string[]
  /** Part of the calls, from 0 to 1; drawn anew for each call. */
  share?: number
  /** Every second, third … call. */
  every?: number
  /** How often it strikes before it is over. */
  count?: number
  status?: number
  /** Seconds in the Retry-After header; null leaves the header out. */
  retryAfterSeconds?: number | null
  milliseconds?: number
  bytesPerSecond?: number
  megabytes?: number
  /** 700082 or 70008, of an expired refresh token. */
  code?: number
}

export type Fault = FaultOrder & { id: string; calls: number; struck: number }

export type FaultCall = { api: Api; method: string; path: string; tenants: readonly string[] }

export type Faults = {
  /** The first fault that befalls this call; counted as struck. */
  take(call: FaultCall, kinds: readonly FaultKind[]): Fault | undefined
  /** It did not come to pass: the answer was none that it could spoil. */
  giveBack(fault: Fault): void
  add(order: FaultOrder): Fault
  remove(id: string): boolean
  clear(): number
  all(): readonly Fault[]
}

export function createFaults(seed: number): Faults {
  const faults = new Map<string, Fault>()
  let last = 0
  return {
    take: (call, kinds) => {
      if (faults.size === 0) return undefined
      for (const fault of faults.values()) if (kinds.includes(fault.kind) && concerns(fault, call) && strikes(fault, seed)) return fault
      return undefined
    },
    giveBack: (fault) => {
      fault.struck--
    },
    add: (order) => {
      last++
      const fault: Fault = { ...order, id: `fault-${last}`, calls: 0, struck: 0 }
      faults.set(fault.id, fault)
      return fault
    },
    remove: (id) => faults.delete(id),
    clear: () => {
      const { size } = faults
      faults.clear()
      return size
    },
    all: () => [...faults.values()],
  }
}

function concerns(fault: Fault, call: FaultCall): boolean {
  if (!(fault.api === undefined ? apisOf(fault.kind) : [fault.api]).includes(call.api)) return false
  if (fault.method !== undefined && fault.method.toUpperCase() !== call.method) return false
  if (fault.tenants !== undefined && !fault.tenants.some((tenant) => call.tenants.includes(tenant.toLowerCase()))) return false
  return fault.path === undefined || pathMatches(fault.path, call.path)
}

/** The share is drawn from the fault and the number of the call: the same calls in the same order fail alike. */
function strikes(fault: Fault, seed: number): boolean {
  if (fault.count !== undefined && fault.struck >= fault.count) return false
  fault.calls++
  if (fault.every !== undefined && fault.calls % fault.every !== 0) return false
  if (fault.share !== undefined && random(mix(seed, fault.id, fault.calls)).next() >= fault.share) return false
  fault.struck++
  return true
}
