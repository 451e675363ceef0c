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
  found: { customerId?: string; customerName?: string }
}

export type Check = {
  /** Where one of these has failed, this one is skipped. */
  after: readonly CheckId[]
  /** Throws CheckFailed, or MicrosoftError as it comes. */
  run(context: CheckContext): Promise<Facts>
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
