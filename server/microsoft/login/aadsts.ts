// What Entra ID's error codes mean to us: one cause of the closed list for each, and whether it concerns the whole partner. Pure.
// https://learn.microsoft.com/entra/identity-platform/reference-error-codes - which warns that codes may change, so an unknown one falls
// back on OAuth's own error, and Microsoft's message is always kept.
import type { SignInCause } from '../../../contract/sign-in-causes.ts'

const numbersOf: Partial<Record<SignInCause, readonly number[]>> = {
  account_unknown: [50034, 51004, 50197, 90125],
  account_disabled: [50057],
  account_locked: [50053],
  account_not_assigned: [50105],
  account_personal: [9002332, 500208, 90027, 50139, 54000],
  account_of_other_tenant: [16003, 50014, 50143, 90084],
  password_wrong: [50056, 50064, 50126],
  password_expired: [50055, 50125, 50135, 50144],
  federation_failed: [20001, 20012, 20033, 40008, 40009, 40015, 50008, 50107, 80001, 80002, 80007, 80014],
  mfa_required: [50074, 50076, 50078, 50158, 50161, 700020, 75011],
  mfa_not_registered: [50072, 50079, 53004, 53010],
  conditional_access: [50131, 53003, 530032, 530035],
  device_required: [50005, 50097, 50129, 50155, 50187, 53000, 53001, 53002, 530003, 135011],
  risk_blocked: [53011, 530034],
  sign_in_frequency: [70043, 70044],
  // The customer's inbound settings; beside them our own outbound ones, and our own tenant restrictions.
  cross_tenant_blocked: [500213],
  outbound_blocked: [50002, 500021, 500022, 500212],
  token_expired: [70008, 700082, 500133, 50086, 90086],
  token_revoked: [50132, 50133, 50173, 70000],
  token_of_single_page_app: [700084],
  signed_out: [16000, 16001, 16002, 50058, 50085, 50089, 50140],
  sign_in_interrupted: [54005, 70018, 70019, 700005, 501481, 50199],
  consent_missing: [65001, 90008, 9002341],
  consent_declined: [65004],
  admin_consent_required: [90093, 90094, 90095],
  customer_consent_missing: [90099, 7000229],
  no_delegated_access: [50020, 90072, 50178],
  app_unknown: [700011, 700016],
  app_disabled: [70001, 7000112, 1000031],
  app_single_tenant: [50194, 90130],
  app_public_client: [700025],
  app_permissions: [65002, 65005, 650053, 650054, 650056, 650057],
  redirect_uri: [50011, 70004, 900971],
  secret_wrong: [70002, 7000215, 700027, 50012],
  secret_missing: [7000218],
  secret_expired: [7000222],
  tenant_unknown: [50059, 50128, 90002, 90019],
  wrong_cloud: [50049, 90038, 90043, 90051, 900382, 900432, 1000104],
  resource_missing: [50001, 500011, 650052],
  resource_disabled: [500014],
  scope_invalid: [28000, 28002, 28003, 70011, 700022, 700023, 1002012],
  request_invalid: [50013, 50027, 70003, 70005, 70007, 90004, 90013, 90014, 90015, 90023, 90056, 90100, 900144, 901002, 9001023, 9002313],
  asked_too_often: [50196, 90055],
  microsoft_unavailable: [40010, 50000, 50033, 50087, 50088, 50166, 70012, 90006, 90012, 90024, 90033, 90090, 90091],
}

const causeByNumber: ReadonlyMap<number, SignInCause> = new Map(
  Object.entries(numbersOf).flatMap(([cause, numbers]) => numbers.map((number) => [number, cause as SignInCause] as const)),
)

/** OAuth's own errors (RFC 6749 section 5.2, OpenID Connect Core section 3.1.2.6), for what comes with no number we know. */
const causeByError: ReadonlyMap<string, SignInCause> = new Map([
  ['invalid_grant', 'token_revoked'],
  ['invalid_client', 'secret_wrong'],
  ['unauthorized_client', 'app_permissions'],
  ['invalid_scope', 'scope_invalid'],
  ['invalid_resource', 'resource_missing'],
  ['consent_required', 'consent_missing'],
  ['interaction_required', 'mfa_required'],
  ['login_required', 'signed_out'],
  ['access_denied', 'consent_declined'],
  // Of admin consent: the administrator cancelled.
  ['permission_denied', 'consent_declined'],
  ['temporarily_unavailable', 'microsoft_unavailable'],
  ['server_error', 'microsoft_unavailable'],
])

/** A number that says more than OAuth's word, but is new to us: Microsoft's message is the better guide then. */
export function causeOf({ numbers, error, suberror }: { numbers: readonly number[]; error: string; suberror: string | null }): SignInCause {
  for (const number of numbers) {
    const cause = causeByNumber.get(number)
    if (cause) return cause
  }
  if (suberror === 'consent_required') return 'consent_missing'
  if (suberror === 'token_expired') return 'token_expired'
  if (suberror === 'bad_token') return 'token_revoked'
  return numbers.length > 0 ? 'other' : (causeByError.get(error) ?? 'other')
}

/** Causes that lie with the partner's own account, token or application, wherever they show: every customer will meet them. */
const ofPartner: ReadonlySet<SignInCause> = new Set([
  'account_unknown',
  'account_disabled',
  'account_locked',
  'account_personal',
  'password_wrong',
  'password_expired',
  'federation_failed',
  'mfa_missing_in_token',
  'not_connected',
  'secret_key_missing',
  'token_expired',
  'token_revoked',
  'token_of_single_page_app',
  'signed_out',
  'sign_in_interrupted',
  'app_disabled',
  'app_single_tenant',
  'app_public_client',
  'redirect_uri',
  'secret_wrong',
  'secret_missing',
  'secret_expired',
  'asked_too_often',
])
export const concernsPartner = (cause: SignInCause): boolean => ofPartner.has(cause)

/** Causes that close one API: Partner Center may be closed to an advisor, or Azure to whoever opens no tickets, and all else stays open. */
const ofOneApi: ReadonlySet<SignInCause> = new Set([
  'consent_missing',
  'admin_consent_required',
  'account_not_assigned',
  'app_permissions',
  'resource_missing',
  'resource_disabled',
])
export const concernsOneApi = (cause: SignInCause): boolean => ofOneApi.has(cause)

/** Every number with a cause of its own, for the tests. */
export const knownNumbers = (): [number, SignInCause][] => [...causeByNumber]
