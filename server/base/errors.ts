// The one error type of the product. Whoever throws it picks a code from the closed list in the contract.
import { type ProblemCode, problems } from '../../contract/problem.ts'

export type ErrorDetails = {
  /** One English sentence that says what to do. */
  detail?: string
  /** Machine-readable facts for the browser, never secrets. */
  context?: Record<string, unknown>
  cause?: unknown
}

export class AppError extends Error {
  readonly code: ProblemCode
  readonly detail: string | undefined
  readonly context: Record<string, unknown> | undefined

  constructor(code: ProblemCode, details: ErrorDetails = {}) {
    super(details.detail ?? problems[code].title, { cause: details.cause })
    this.name = 'AppError'
    this.code = code
    this.detail = details.detail
    this.context = details.context
  }

  get status(): number {
    return problems[this.code].status
  }
}
