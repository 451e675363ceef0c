// What Partner Center tells us when something has happened. Called by Microsoft, not by people.
import { z } from 'zod'
import { route } from './route.ts'

export const receiveWebhook = route({
  method: 'POST',
  path: '/webhooks/partner-center/:partnerId',
  access: 'public',
  proof: 'signature',
  perMinute: 1200,
  params: z.object({ partnerId: z.guid().transform((id) => id.toLowerCase()) }),
  // As it arrived: the signature is over these very bytes.
  body: z.string().max(65_536),
  response: null,
  summary: 'Takes an event of Partner Center, checks its signature, and reads again what it is about. Answers 204.',
})
