// The signed-out status page: how services stand, for those who cannot sign in because sign-in is what broke. Behind a link that an
// administrator makes and revokes.
import { z } from 'zod'
import { route } from './route.ts'

const Instant = z.iso.datetime()

export const StatusLink = z.object({
  linkId: z.guid(),
  name: z.string(),
  showsCustomers: z.boolean().describe('Whether the page names the customers an incident hits'),
  createdAt: Instant,
  usedAt: Instant.nullable().describe('When the page was last opened by it, to the minute'),
})
export type StatusLink = z.infer<typeof StatusLink>

export const listStatusLinks = route({
  method: 'GET',
  path: '/api/settings/status-links',
  access: 'statusPage.change',
  response: z.object({ links: z.array(StatusLink) }),
  summary: 'The links to the signed-out status page, newest first. Their addresses are not kept.',
})
export const createStatusLink = route({
  method: 'POST',
  path: '/api/settings/status-links',
  access: 'statusPage.change',
  body: z.object({
    name: z
      .string()
      .max(200)
      .transform((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
      .pipe(z.string().min(1).max(80))
      .describe('What it is for, so that it is known which one to revoke'),
    showsCustomers: z.boolean().default(false),
  }),
  response: z.object({ link: StatusLink, address: z.string().describe('Told this once; only its hash is kept') }),
  summary: 'Makes a link to the signed-out status page.',
})
export const revokeStatusLink = route({
  method: 'DELETE',
  path: '/api/settings/status-links/:linkId',
  access: 'statusPage.change',
  params: z.object({ linkId: z.guid().transform((id) => id.toLowerCase()) }),
  response: null,
  summary: 'Revokes a link at once. Answers 204.',
})

/** Links that are not there, asked for from one address. */
export const missesPerMinute = 60

export const readStatusPage = route({
  method: 'GET',
  path: '/status/:token',
  access: 'public',
  params: z.object({ token: z.string().max(200) }),
  query: z.object({ language: z.string().max(20).optional().describe('en or fr; otherwise what the browser prefers') }),
  response: null,
  perMinute: 600,
  summary:
    'The signed-out status page as HTML without script. 404, always the same, for a link that is unknown or revoked; 429 beyond 60 of these a minute from one address.',
})
