// Counts calls against the documented limits and says which are too many. Off unless asked for. Entered by hook.ts and control/.
import type { Bearer, Call } from './call.ts'
import { DOCUMENTED, type LimitRule, resourceOf, resourceUnits } from './limit-rules.ts'
import { type Refusal, refusalOf } from './refusal-body.ts'
import { SlidingWindow } from './sliding-window.ts'

export type LimitSetting = { most: number; seconds: number }
export type LimitState = LimitRule & { documented: LimitSetting; refused: number; keys: number; highest: number }
export type Counted = { headers?: Record<string, string>; refusal?: Refusal }

export type Limits = {
  on(): boolean
  count(call: Call, route: { resource?: string }): Counted
  /** All as documented, or none. */
  setAll(mode: 'documented' | 'off'): void
  /** One limit; null switches it off. Undefined where none has that name. */
  set(name: string, setting: LimitSetting | 'documented' | null): LimitRule | undefined
  state(): LimitState[]
}

type Clock = { now(): number; speed(): number }
type Kept = { rule: LimitRule; windows: Map<string, SlidingWindow>; refused: number }

const SWEEP_AT = 20_000
const WARN_FROM = 0.8
const WARN_UP_TO = 1.8

export function createLimits(clock: Clock): Limits {
  const active = new Map<string, Kept>()
  const start = (rule: LimitRule) => active.set(rule.name, { rule, windows: new Map(), refused: 0 })
  return {
    on: () => active.size > 0,
    count: (call, route) => countCall(clock, active, call, route),
    setAll: (mode) => {
      active.clear()
      if (mode === 'documented') for (const rule of DOCUMENTED) start(rule)
    },
    set: (name, setting) => {
      const documented = DOCUMENTED.find((rule) => rule.name === name)
      if (!documented) return undefined
      active.delete(name)
      if (setting === null) return documented
      const rule = setting === 'documented' ? documented : { ...documented, ...setting }
      start(rule)
      return rule
    },
    state: () => [...active.values()].map((kept) => stateOf(kept, clock.now())),
  }
}

function stateOf({ rule, windows, refused }: Kept, now: number): LimitState {
  const documented = DOCUMENTED.find((one) => one.name === rule.name) ?? rule
  const highest = [...windows.values()].reduce((most, window) => Math.max(most, window.used(now)), 0)
  return { ...rule, documented: { most: documented.most, seconds: documented.seconds }, refused, keys: windows.size, highest }
}

function countCall(clock: Clock, active: ReadonlyMap<string, Kept>, call: Call, route: { resource?: string }): Counted {
  const { bearer } = call
  if (!bearer || (call.api !== 'graph' && call.api !== 'partner-center') || /\/\$batch$/.test(call.path)) return {}
  const resource = resourceOf(call, route.resource)
  const units = resource === 'identity' ? resourceUnits(call) : 1
  const now = clock.now()
  const headers: Record<string, string> = call.api === 'graph' && resource === 'identity' ? { 'x-ms-resource-unit': String(units) } : {}
  let full: { kept: Kept; waitMs: number } | undefined
  let fullest = 0
  const counted: [window: SlidingWindow, cost: number][] = []
  for (const kept of active.values()) {
    const { rule } = kept
    if (rule.api !== call.api || (rule.resource !== undefined && rule.resource !== resource)) continue
    const cost = costOf(rule, call.method, units)
    if (cost === 0) continue
    const window = windowOf(kept, keyOf(rule, bearer), now)
    counted.push([window, cost])
    const used = window.used(now) + cost
    fullest = Math.max(fullest, used / rule.most)
    if (used > rule.most) {
      const waitMs = window.waitMs(now, cost, rule.most)
      if (!full || waitMs > full.waitMs) full = { kept, waitMs }
    }
  }
  // Graph counts refused calls too: who goes on asking waits longer.
  if (!full || call.api === 'graph') for (const [window, cost] of counted) window.add(now, cost)
  if (call.api === 'graph' && fullest > WARN_FROM)
    headers['x-ms-throttle-limit-percentage'] = String(Math.round(Math.min(WARN_UP_TO, fullest) * 100) / 100)
  if (!full) return { headers }
  full.kept.refused++
  return { headers, refusal: tooMany(call, full.kept.rule, bearer, Math.max(1, Math.ceil(full.waitMs / 1000 / clock.speed()))) }
}

function costOf(rule: LimitRule, method: string, units: number): number {
  if (rule.counts === 'resourceUnits') return units
  return rule.counts === 'writes' && (method === 'GET' || method === 'HEAD') ? 0 : 1
}

function keyOf({ per }: LimitRule, { applicationId, tenantId }: Bearer): string {
  if (per === 'application') return applicationId
  return per === 'tenant' ? tenantId : `${applicationId}|${tenantId}`
}

function windowOf({ rule, windows }: Kept, key: string, now: number): SlidingWindow {
  const known = windows.get(key)
  if (known) return known
  if (windows.size > 0 && windows.size % SWEEP_AT === 0)
    for (const [one, window] of windows) if (window.used(now) === 0) windows.delete(one)
  const fresh = new SlidingWindow(rule.seconds)
  windows.set(key, fresh)
  return fresh
}

function tooMany(call: Call, rule: LimitRule, bearer: Bearer, retryAfterSeconds: number): Refusal {
  const refusal = refusalOf(call.api, 429, retryAfterSeconds)
  if (call.api !== 'graph') return refusal
  const scope = rule.per === 'application' ? 'Application' : 'Tenant_Application'
  const information = { resourceUnits: 'ResourceUnitLimitExceeded', writes: 'WriteLimitExceeded', requests: 'RequestLimitExceeded' }[
    rule.counts
  ]
  const throttled = {
    'x-ms-throttle-scope': `${scope}/${rule.counts === 'writes' ? 'Write' : 'ReadWrite'}/${bearer.applicationId}/${bearer.tenantId}`,
    'x-ms-throttle-information': information,
  }
  return { ...refusal, headers: { ...refusal.headers, ...throttled } }
}
