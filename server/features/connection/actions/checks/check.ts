// What a check of the connection is: what it stands on, and a question that is answered with facts or fails with a cause.
import type { CheckId, checkCauses } from '../../../../../contract/connection.ts'
import type { Services } from '../../../../feature.ts'
import type { CallOptions } from '../../../../microsoft/http.ts'

export type Facts = Record<string, string | number | string[]>

export type CheckContext = {
  services: Services
  partnerId: string
  patience: CallOptions
  /** What one check found and a later one needs. */
  found: {
    /** Customers with an active relationship, three at most, to try the way into tenants by. */
    examples: Example[]
    /** The one whose tenant lets us in. */
    customer?: Example
    /** Those whose tenants did not, with the cause. */
    refused: string[]
  }
}

export type Example = { tenantId: string; name: string; relationshipId: string; relationship: string }

export type Check = {
  /** Where one of these has failed, this one is skipped. */
  after: readonly CheckId[]
  /** Whether this installation uses it at all; where it does not, it is no result. Default: it does. */
  isWanted?(context: CheckContext): boolean
  /** Throws CheckFailed, or MicrosoftError as it comes. */
  run(context: CheckContext): Promise<Facts>
  /** What is known beside the failure of a call. */
  known?(context: CheckContext): Facts
}

type CheckCause = (typeof checkCauses)[number]

/** A check that found something wrong although every call went well. */
export class CheckFailed extends Error {
  readonly checkCause: CheckCause
  readonly facts: Facts
  readonly state: 'failed' | 'warning'
  constructor(cause: CheckCause, facts: Facts = {}, state: 'failed' | 'warning' = 'failed') {
    super(cause)
    this.name = 'CheckFailed'
    this.checkCause = cause
    this.facts = facts
    this.state = state
  }
}

/** What may write may read. */
export const isGranted = (granted: readonly string[], name: string): boolean =>
  granted.includes(name) || granted.includes(name.replace('.Read.', '.ReadWrite.'))
