// Follows an operation of Azure that takes time to its end. Entered by support-tickets.ts and ticket-communications.ts.
// https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { kindOf, MicrosoftError } from '../microsoft-error.ts'
import type { Answered } from '../perform.ts'
import type { Source } from '../source.ts'
import { memberOf, nested, text } from '../tolerant.ts'
import { type UntilDoneOptions, untilDone } from '../until-done.ts'

const Status = z
  .object({ status: text, error: nested({ code: text, message: text }) })
  .catch({ status: null, error: { code: null, message: null } })

const ends = new Set<string | null>(['succeeded', 'failed', 'canceled', 'cancelled'])

/**
 * Ends when what was begun has been done. Throws MicrosoftError: `invalid` with Azure's own code where it failed, `broken` with code
 * `operation_unfinished` where it has not ended within patience, or with `no_operation_link` where Azure did not say where to look.
 */
export async function azureOperationEnded(
  source: Source,
  begun: Pick<Answered<unknown>, 'location' | 'retryAfterMs'>,
  options: UntilDoneOptions = {},
): Promise<void> {
  const { location } = begun
  if (location === null)
    throw new MicrosoftError('Azure began an operation without saying where to look at it', { kind: 'broken', code: 'no_operation_link' })
  const look = async (limits: CallOptions) => {
    const answer = await source.send({ ...limits, path: location, resource: 'azureSupport' })
    const read = Status.parse(answer.data)
    // A link to the result rather than to the operation answers 202 until the result is there.
    const ended = read.status === null ? answer.status !== 202 : ends.has(memberOf(read.status))
    return { read: { ...read, requestId: answer.requestId }, ended, retryAfterMs: answer.retryAfterMs }
  }
  const { status, error, requestId } = await untilDone(look, { everyMs: 5000, firstWaitMs: begun.retryAfterMs, ...options })
  if (status === null || memberOf(status) === 'succeeded') return
  const said = [error.code, error.message].filter(Boolean).join(': ').slice(0, 500)
  throw new MicrosoftError(`Azure did not do it: ${status}${said ? ` (${said})` : ''}`, {
    kind: kindOf(400),
    code: error.code ?? 'operation_failed',
    requestId,
  })
}
