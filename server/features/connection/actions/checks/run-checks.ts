// Runs the checks of a connection in order, each only where those it stands on have not failed. Entered by the routes.
import { setTimeout as sleep } from 'node:timers/promises'
import { type CheckId, type CheckResult, connectionChecks } from '../../../../../contract/connection.ts'
import type { Services } from '../../../../feature.ts'
import { MicrosoftError } from '../../../../microsoft/microsoft-error.ts'
import { type Check, type CheckContext, CheckFailed, type Facts } from './check.ts'
import { customerHealth, customers, customerToken } from './customer-checks.ts'
import { events } from './events-check.ts'
import { integrationAccount, partnerCenter, partnerCenterToken } from './integration-checks.ts'
import { applicationPermissions, applicationToken, configuration, discovery, relationships } from './registration-checks.ts'
import { returnedMail } from './returned-mail-check.ts'

const checks: Record<CheckId, Check> = {
  configuration,
  discovery,
  applicationToken,
  applicationPermissions,
  relationships,
  returnedMail,
  integrationAccount,
  partnerCenterToken,
  partnerCenter,
  customers,
  customerToken,
  customerHealth,
  events,
}

/** Of the time a check may take, after which it makes no further try: patience ends the tries, the limit a try that never ends. */
const patienceShare = 3 / 4
/** Somebody waits; a check that takes longer has failed. */
const longestMs = ({ config }: Services): number => config.MICROSOFT_CHECK_SECONDS * 1000

/** Results in the order of the guide, without what this installation does not use. Checks that the wanted ones stand on are run as well and not reported. */
export async function runChecks(services: Services, partnerId: string, wanted: readonly CheckId[]): Promise<CheckResult[]> {
  const context: CheckContext = {
    services,
    partnerId,
    patience: { patienceMs: longestMs(services) * patienceShare },
    found: { examples: [], refused: [] },
  }
  const needed = withThoseBelow(wanted)
  const results = new Map<CheckId, CheckResult>()
  for (const id of connectionChecks) {
    if (!needed.has(id) || !(checks[id].isWanted?.(context) ?? true)) continue
    const before = checks[id].after.find((one) => ['failed', 'skipped'].includes(results.get(one)?.state ?? 'ok'))
    results.set(id, before ? skipped(id, before) : await runOne(id, context))
  }
  return [...results.values()].filter(({ check }) => wanted.includes(check))
}

function withThoseBelow(wanted: readonly CheckId[]): Set<CheckId> {
  const needed = new Set<CheckId>()
  const add = (id: CheckId): void => {
    needed.add(id)
    checks[id].after.forEach(add)
  }
  wanted.forEach(add)
  return needed
}

async function runOne(id: CheckId, context: CheckContext): Promise<CheckResult> {
  const began = performance.now()
  const ended = (result: Pick<CheckResult, 'state'> & Partial<CheckResult>): CheckResult => ({
    check: id,
    cause: null,
    said: null,
    requestId: null,
    facts: {},
    ...result,
    ms: Math.round(performance.now() - began),
  })
  try {
    return ended({ state: 'ok', facts: await inTime(longestMs(context.services), checks[id].run(context)) })
  } catch (error) {
    if (error instanceof CheckFailed) return ended({ state: error.state, cause: error.checkCause, facts: error.facts })
    if (!(error instanceof MicrosoftError)) throw error
    return ended({
      state: 'failed',
      cause: error.reason ?? error.kind,
      said: error.message.slice(0, 500),
      requestId: error.requestId,
      facts: { ...factsOf(error), ...checks[id].known?.(context) },
    })
  }
}

/** The call goes on by itself until its own limits end it: others may wait for the same token. */
async function inTime<T>(limitMs: number, running: Promise<T>): Promise<T> {
  const over = new AbortController()
  const late = sleep(limitMs, undefined, { signal: over.signal }).then(() => {
    throw new MicrosoftError(`No answer within ${limitMs / 1000} seconds`, { kind: 'broken', code: 'TimeoutError' })
  })
  try {
    return await Promise.race([running, late])
  } finally {
    late.catch(() => {})
    over.abort()
  }
}

const factsOf = ({ code, status }: MicrosoftError): Facts => ({ ...(code && { code }), ...(status !== null && { status }) })

const skipped = (check: CheckId, before: CheckId): CheckResult => ({
  check,
  state: 'skipped',
  cause: 'before_failed',
  said: null,
  requestId: null,
  facts: { before },
  ms: 0,
})
