// Why Microsoft's sign-in service gave no token, as one closed list: the server decides which, the browser says what to do about it.
// Texts: web/i18n/{en,fr}/signInCauses.json.

export const signInCauses = [
  // The integration account.
  'account_unknown',
  'account_disabled',
  'account_locked',
  'account_not_assigned',
  'account_personal',
  'account_of_other_tenant',
  'password_wrong',
  'password_expired',
  'federation_failed',
  // Multifactor authentication and Conditional Access.
  'mfa_required',
  'mfa_not_registered',
  'mfa_missing_in_token',
  'conditional_access',
  'device_required',
  'risk_blocked',
  'sign_in_frequency',
  'cross_tenant_blocked',
  'outbound_blocked',
  // What is kept of the sign-in.
  'not_connected',
  'secret_key_missing',
  'token_expired',
  'token_revoked',
  'token_of_single_page_app',
  'signed_out',
  'sign_in_interrupted',
  // Consent.
  'consent_missing',
  'consent_declined',
  'admin_consent_required',
  'customer_consent_missing',
  'no_delegated_access',
  // The app registration.
  'app_unknown',
  'app_disabled',
  'app_single_tenant',
  'app_public_client',
  'app_permissions',
  'redirect_uri',
  'secret_wrong',
  'secret_missing',
  'secret_expired',
  // Tenant, resource, request.
  'tenant_unknown',
  'wrong_cloud',
  'resource_missing',
  'resource_disabled',
  'scope_invalid',
  'request_invalid',
  'asked_too_often',
  'microsoft_unavailable',
  // What came back is not what was asked for.
  'wrong_tenant_in_token',
  'wrong_audience_in_token',
  'wrong_account_in_token',
  'token_unreadable',
  /** Microsoft's own message says more. */
  'other',
] as const
export type SignInCause = (typeof signInCauses)[number]
