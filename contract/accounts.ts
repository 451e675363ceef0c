// Signing in and out: the accounts this browser knows, the active one and its rights.
import { z } from 'zod'
import { Permission, Role } from './permissions.ts'
import { route } from './route.ts'

/** An account this browser has signed in with before, whether or not it is signed in now. */
export const KnownAccount = z.object({
  id: z.guid(),
  name: z.string(),
  username: z.string().describe('Sign-in name (UPN); may change, never used as a key'),
  organisation: z.string().describe('Name of the partner organisation'),
  signedIn: z.boolean(),
  lastUsedAt: z.iso.datetime(),
})
export type KnownAccount = z.infer<typeof KnownAccount>

/** The account this browser acts as. */
export const ActiveAccount = KnownAccount.extend({
  partnerTenantId: z.guid(),
  advisor: z.boolean().describe('The partner is an advisor partner: only then is Build your business shown (S48)'),
  roles: z.array(Role),
  permissions: z.array(Permission),
  openIncidents: z.number().int().describe('How many incidents hit customers now: the counter in the navigation begins with it'),
})
export type ActiveAccount = z.infer<typeof ActiveAccount>

export const Session = z.object({
  csrfToken: z.string().describe('Send as header x-csrf-token with every POST, PUT and DELETE'),
  active: ActiveAccount.nullable(),
  accounts: z.array(KnownAccount).describe('Most recently used first'),
})
export type Session = z.infer<typeof Session>

const AccountRef = z.object({ accountId: z.guid() })

export const readSession = route({
  method: 'GET',
  path: '/api/session',
  access: 'public',
  response: Session,
  summary: 'The accounts this browser knows, the active one and its rights.',
})
export const switchAccount = route({
  method: 'POST',
  path: '/api/session/switch',
  access: 'public',
  body: AccountRef,
  response: Session,
  summary: 'Acts as another account that is already signed in here; fails with account_not_signed_in otherwise.',
})
export const signOut = route({
  method: 'POST',
  path: '/api/session/sign-out',
  access: 'public',
  body: AccountRef,
  response: Session,
  summary: 'Signs one account out; it stays known to this browser.',
})
export const signOutAll = route({
  method: 'POST',
  path: '/api/session/sign-out-all',
  access: 'public',
  response: Session,
  summary: 'Signs every account of this browser out.',
})
export const forgetAccount = route({
  method: 'POST',
  path: '/api/session/forget',
  access: 'public',
  body: AccountRef,
  response: Session,
  summary: 'Signs an account out and removes it from the accounts this browser knows.',
})

/** Full-page navigations: the browser is sent to Microsoft and comes back to `/sign-in/callback`. */
export const startSignIn = route({
  method: 'GET',
  path: '/sign-in/start',
  access: 'public',
  response: null,
  perMinute: 60,
  query: z.object({
    account: z.guid().optional().describe('Propose this known account (login_hint)'),
    choose: z.stringbool().optional().describe('Let the person pick another account (prompt=select_account)'),
    create: z
      .stringbool()
      .optional()
      .describe('Have Microsoft ask for an account afresh, where it also lets one create an account (prompt=login)'),
    returnTo: z.string().max(500).optional().describe('Path within the product to come back to'),
  }),
  summary: 'Redirects to the Microsoft sign-in page.',
})
export const finishSignIn = route({
  method: 'GET',
  path: '/sign-in/callback',
  access: 'public',
  response: null,
  perMinute: 60,
  query: z.object({
    code: z.string().max(8000).optional(),
    state: z.string().max(500).optional(),
    error: z.string().max(200).optional(),
    error_description: z.string().max(4000).optional(),
  }),
  summary: 'Takes the answer of the Microsoft sign-in page; on failure redirects to /sign-in?problem=<reason>.',
})

/** Why a sign-in failed, as the `problem` parameter of the sign-in page. */
export const signInProblems = [
  'not_configured',
  'personal_account',
  'not_a_partner',
  'cancelled',
  'consent_required',
  'expired',
  'microsoft_unavailable',
  'refused',
] as const
export type SignInProblem = (typeof signInProblems)[number]
