// Every fault the simulated cloud can be asked for, and which of its APIs each can befall. Read by control/ and the command line's help.

export const APIS = ['partner-center', 'graph', 'login', 'portals', 'azure'] as const
export type Api = (typeof APIS)[number]

/** Instead of an answer, or around it: any API. */
const TRANSPORT = {
  status: 'answers with a status: 429, 500, 503 or any other from 400 to 599 (status, retryAfterSeconds)',
  delay: 'answers as ever, only later (milliseconds)',
  timeout: 'never answers',
  reset: 'cuts the connection in the middle of the answer',
  slow: 'sends the answer a few bytes at a time (bytesPerSecond)',
  truncated: 'sends the first half of the JSON',
  malformed: 'sends text that is no JSON',
  'wrong-type': 'sends a web page instead of JSON',
  'too-large': 'sends an answer of many megabytes (megabytes)',
} as const

/** Inside a list: Partner Center, Graph and Azure. */
const LIST = {
  'hostile-link': 'the link to the next page leads to another host',
  'looping-link': 'the link to the next page leads to the same page',
  duplicated: 'every second record of a page comes twice',
  vanishing: 'about a third of the records are missing, always the same ones',
  'bad-record': 'one record of a page makes no sense',
} as const

/** At the token endpoint. */
const TOKEN = {
  'consent-revoked': 'AADSTS65001: nobody has consented in the tenant',
  'refresh-token-expired': 'AADSTS700082, or 70008 (code): the refresh token was not used for 90 days',
  'refresh-token-revoked': 'AADSTS50173: the sign-in was revoked',
  'mfa-missing': 'AADSTS50076: several factors are required',
  'mfa-claim-missing': 'the token says that one factor was used',
  'conditional-access': 'AADSTS53003: a policy blocks the access',
  'wrong-tenant': 'the token names another tenant',
  'secret-wrong': 'AADSTS7000215: the client secret is wrong',
  'secret-expired': 'AADSTS7000222: the client secret has expired',
  'application-unknown': 'AADSTS700016: the application does not exist in the tenant',
} as const

export const FAULTS = { ...TRANSPORT, ...LIST, ...TOKEN }
export type FaultKind = keyof typeof FAULTS

const names = (kinds: object) => Object.keys(kinds) as FaultKind[]
export const FAULT_KINDS: readonly FaultKind[] = names(FAULTS)
export const TRANSPORT_KINDS: readonly FaultKind[] = names(TRANSPORT)
export const LIST_KINDS: readonly FaultKind[] = names(LIST)
const TOKEN_KINDS: readonly FaultKind[] = names(TOKEN)

export function apisOf(kind: FaultKind): readonly Api[] {
  if (TOKEN_KINDS.includes(kind)) return ['login']
  return LIST_KINDS.includes(kind) ? ['partner-center', 'graph', 'azure'] : APIS
}
