// Every way a request can fail, as one closed list. The server throws by code, the browser explains by code.
import { z } from 'zod'

/** HTTP status and English title of each error code (RFC 9457 problem details). */
export const problems = {
  not_signed_in: { status: 401, title: 'You are not signed in' },
  session_expired: { status: 401, title: 'Your session has ended' },
  csrf_rejected: { status: 403, title: 'This request did not come from the product' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  account_changed: { status: 409, title: 'Another account is in use in this browser now' },
  not_found: { status: 404, title: 'Not found' },
  invalid_input: { status: 400, title: 'The input is not valid' },
  too_large: { status: 413, title: 'The request is too large' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  flag_would_drop: { status: 409, title: 'Flagging this customer would unflag another one' },
  undo_not_possible: { status: 409, title: 'This change can no longer be undone' },
  tag_name_taken: { status: 409, title: 'There is a tag of this name already' },
  delegation_missing: { status: 409, title: 'There is no active delegated access to this customer' },
  account_not_signed_in: { status: 409, title: 'This account is not signed in here' },
  mail_not_accepted: { status: 409, title: 'The mail server did not take the mail' },
  code_not_valid: { status: 400, title: 'The code does not hold' },
  microsoft_unavailable: { status: 503, title: 'Microsoft did not answer' },
  microsoft_denied: { status: 502, title: 'Microsoft refused the request' },
  no_partner: { status: 409, title: 'This installation has no partner yet' },
  not_ready: { status: 503, title: 'The service is starting or its database is out of reach' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems
export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]]

/** The body of every error answer, sent as `application/problem+json`. `detail` says what to do, in English. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(problemCodes),
  detail: z.string().optional(),
  requestId: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  context: z.record(z.string(), z.unknown()).optional(),
})
export type Problem = z.infer<typeof Problem>
