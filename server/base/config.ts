// The one place that reads the environment. Every key is described here; docs/operate/configure.md lists them.
import { resolve } from 'node:path'
import { z } from 'zod'
import { parseSecretKeys } from './secret-keys.ts'

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
/** `adminAgent=ID,helpdeskAgent=ID,…`; a role may come more than once. */
const agentGroups = list.pipe(
  z.array(
    z
      .string()
      .transform((pair) => pair.split('=').map((part) => part.trim()))
      .pipe(z.tuple([z.enum(['adminAgent', 'helpdeskAgent', 'salesAgent']), z.guid().transform((id) => id.toLowerCase())]))
      .transform(([role, groupId]) => ({ role, groupId })),
  ),
)
/** `tenant:token`; a refresh token holds no comma. */
const refreshTokens = list.pipe(
  z.array(
    z
      .string()
      .transform((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)])
      .pipe(z.tuple([z.guid().transform((id) => id.toLowerCase()), z.string().min(20)], 'must be tenant:token'))
      .transform(([partnerId, refreshToken]) => ({ partnerId, refreshToken })),
  ),
)
const secretKeys = z
  .string()
  .default('')
  .transform((text, context) => {
    try {
      return parseSecretKeys(text)
    } catch {
      // Says nothing of the value: it may be a key with one letter too many.
      context.addIssue({ code: 'custom', message: 'must be 32 bytes in base64 (openssl rand -base64 32)' })
      return z.NEVER
    }
  })
const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))

/** The session cookie is Secure: elsewhere than on this machine it would never stick without https. */
function isSafeOrigin(text: string): boolean {
  const { protocol, hostname, pathname } = new URL(text)
  return (
    pathname === '/' && (protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1')
  )
}

/** `user@domain`, or `tenant:user@domain` where there are several partners. */
const mailboxes = list.pipe(
  z.array(
    z
      .string()
      .regex(/^([0-9a-f-]{36}:)?[^\s@:/]+@[^\s@:/]+$/i, 'must be user@domain or tenant:user@domain')
      .transform((text) => text.split(':'))
      .transform(([first = '', second]) => (second ? { partnerId: first.toLowerCase(), mailbox: second } : { mailbox: first })),
  ),
)

function isSmtpUrl(text: string): boolean {
  return URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== ''
}

export const ConfigSchema = z.object({
  TENANTRY_BASE_URL: address
    .refine(isSafeOrigin, 'must be https (http only for localhost) and have no path')
    .default('http://localhost:4600')
    .describe('Address people use in their browser'),
  TENANTRY_HOST: z.string().default('127.0.0.1').describe('Address to listen on'),
  TENANTRY_PORT: z.coerce.number().int().min(0).max(65535).default(4600).describe('Port to listen on; 0 takes a free one'),
  TENANTRY_ROLES: list
    .pipe(z.array(z.enum(['api', 'worker'])))
    .transform((roles) => (roles.length > 0 ? roles : (['api', 'worker'] as const)))
    .describe('What this process does: api, worker or both (default)'),
  TENANTRY_DATA_DIR: z
    .string()
    .default('./data')
    .transform((dir) => resolve(dir))
    .describe('Folder of the private PostgreSQL'),
  TENANTRY_WEB_DIR: z
    .string()
    .default('./dist/web')
    .transform((dir) => resolve(dir))
    .describe('Folder of the built web app'),
  TENANTRY_PARTNERS: list
    .pipe(z.array(z.guid().transform((id) => id.toLowerCase())))
    .describe('Tenant IDs of the partners whose people may sign in, comma-separated'),
  TENANTRY_AGENT_GROUPS: agentGroups.describe(
    'Object IDs of the groups whose members are agents, as adminAgent=ID,helpdeskAgent=ID,salesAgent=ID; empty takes the names Partner Center gives them',
  ),
  TENANTRY_OPERATOR_TOKEN: z
    .string()
    .default('')
    .refine((token) => token === '' || token.length >= 32, 'must have at least 32 characters')
    .describe('What the command line (tenantry doctor, tenantry connect) shows the server; empty: the server serves no command line'),
  TENANTRY_SYNC_MINUTES: z.coerce.number().int().min(1).max(1440).default(15).describe('Minutes between two synchronisations of customers'),
  TENANTRY_READ_CUSTOMERS: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether every customer is read by itself in the background; off: only what somebody asks for'),
  TENANTRY_TRUST_PROXY: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe('How many reverse proxies stand in front, whose X-Forwarded-* headers are believed'),
  TENANTRY_SECRET_KEY: secretKeys.describe(
    'Key of 32 bytes in base64 that refresh tokens are encrypted with, the same in every process; older keys may follow after commas. Without it, with the private PostgreSQL, a file secret-key in TENANTRY_DATA_DIR',
  ),
  DATABASE_URL: z
    .string()
    .default('')
    .describe('PostgreSQL to use; empty starts a private one in TENANTRY_DATA_DIR. Its role must not be a superuser'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10).describe('Connections of this process to PostgreSQL'),
  MICROSOFT_LOGIN_URL: address.default('https://login.microsoftonline.com').describe('Entra ID'),
  MICROSOFT_GRAPH_URL: address.default('https://graph.microsoft.com').describe('Microsoft Graph'),
  MICROSOFT_PARTNER_CENTER_URL: address.default('https://api.partnercenter.microsoft.com').describe('Partner Center API'),
  MICROSOFT_AZURE_URL: address.default('https://management.azure.com').describe('Azure Resource Manager, for support tickets'),
  MICROSOFT_PORTALS_BASE: z
    .string()
    .regex(/^https?:\/\//)
    .default('https://')
    .describe('Prefix of admin center addresses, before the host name'),
  MICROSOFT_CLIENT_ID: z.string().default('').describe('Application (client) ID of the app registration'),
  MICROSOFT_CLIENT_SECRET: z.string().default('').describe('Its client secret'),
  MICROSOFT_WEBHOOK_AUTHORITY: z
    .string()
    .default('')
    .describe('One more authority, as base64 of its PEM, that may vouch for the certificate of events; for a simulated cloud'),
  MICROSOFT_REFRESH_TOKENS: refreshTokens.describe(
    'Refresh tokens of integration accounts, as tenant:token, comma-separated; each is taken over once and kept encrypted',
  ),
  MICROSOFT_RATE_LIMITS: z
    .enum(['documented', 'none'])
    .default('documented')
    .describe('Whether calls keep to the rates Microsoft documents; what refusals teach is kept to in any case'),
  MICROSOFT_RATE_SPEED: z.coerce
    .number()
    .min(1)
    .max(1000)
    .default(1)
    .describe('How many times as fast the documented rates are taken; other than 1 only for a simulated cloud whose clock runs faster'),
  MICROSOFT_CHECK_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(120)
    .default(20)
    .describe('How long one check of the connection may take, with all its tries, before it counts as failed'),
  MAIL_VIA: z
    .enum(['smtp', 'graph'])
    .default('smtp')
    .describe('How mail leaves: through SMTP_URL, or by Microsoft Graph from the mailbox of the integration account'),
  SMTP_URL: z
    .string()
    .default('')
    .refine((url) => url === '' || isSmtpUrl(url), 'must be smtp://user:password@host:port or smtps://…')
    .describe('Mail server, as smtp://user:password@host:port, or smtps:// for TLS from the first byte; empty: no mail is sent'),
  MAIL_FROM: z
    .string()
    .default('Tenantry <tenantry@localhost>')
    .describe('Sender of mail through SMTP, as Name <address>; through Graph it is the integration account'),
  MAIL_BOUNCES_MAILBOX: mailboxes.describe(
    'Mailbox in your organisation to which undeliverable notices come back, as its user name (user@domain), read through Microsoft Graph; of another partner than the first as tenant:user@domain; empty: none is read',
  ),
  NOTIFY_ALLOW_PRIVATE: z
    .enum(['on', 'off'])
    .default('off')
    .describe('Whether webhooks may call private, loopback and link-local addresses, and plain http'),
  NOTIFY_KEEP_DAYS: z.coerce
    .number()
    .int()
    .min(30)
    .max(36_500)
    .default(400)
    .describe('How many days the ledger keeps what became of a notification'),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(5).max(1440).default(120).describe('A sign-in ends after this time without use'),
  SESSION_ABSOLUTE_HOURS: z.coerce.number().int().min(1).max(168).default(12).describe('A sign-in ends after this time in any case'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('Least severe level that is logged'),
})
export type Config = z.infer<typeof ConfigSchema>

/** Reads and checks the configuration. Throws one error that names every wrong key. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  // An empty value is one that was not set: compose files and shells leave them behind.
  const result = ConfigSchema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The configuration is not valid:\n${lines.join('\n')}\nSee docs/operate/configure.md.`)
}
