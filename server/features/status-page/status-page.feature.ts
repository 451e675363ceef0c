// The signed-out status page behind an unguessable link, and making and revoking such links.
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as contract from '../../../contract/status-page.ts'
import type { Feature } from '../../feature.ts'
import { mount } from '../../http/mount.ts'
import { createStatusLink, findStatusLink, revokeStatusLink } from './status-page.actions.ts'
import { problemHtml, statusHtml } from './status-page.html.ts'
import { listStatusLinks, readStatus } from './status-page.queries.ts'
import { languageFor } from './status-page.rules.ts'

export const statusPageFeature: Feature = {
  name: 'status-page',
  routes: (app, services) => {
    mount(app, contract.listStatusLinks, async ({ scope }) => ({ links: await listStatusLinks(scope) }))
    mount(app, contract.createStatusLink, ({ scope, body }) => createStatusLink(services, scope, body))
    mount(app, contract.revokeStatusLink, ({ scope, params }) => revokeStatusLink(scope, params.linkId))
    // What is guessed is counted, not what is there: an office behind one address opens its link as often as it needs to.
    const countMiss = app.createRateLimit({ max: contract.missesPerMinute, timeWindow: '1 minute' })
    mount(
      app,
      contract.readStatusPage,
      async ({ params, query, request, reply }) => {
        const language = languageFor(query.language, request.headers['accept-language'])
        const link = await findStatusLink(services, params.token)
        if (!link) {
          const miss = await countMiss(request)
          if (miss.isAllowed || !miss.isExceeded) return asPage(reply.code(404)).send(problemHtml(404, language))
          return asPage(reply.code(429).header('retry-after', miss.ttlInSeconds)).send(problemHtml(429, language))
        }
        return asPage(reply).send(statusHtml(await readStatus(link.read, link.showsCustomers, services.clock.now()), language))
      },
      ({ status }, request, reply) => asPage(reply).send(problemHtml(status, languageOf(request))),
    )
  },
}

const asPage = (reply: FastifyReply): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow, noarchive')
    // The address is the secret: whatever is followed from here must not learn it.
    .header('referrer-policy', 'no-referrer')
    .header('vary', 'accept-language')

/** Of a request that may not have been looked at: too many of them, or an address that is not valid. */
function languageOf({ query, headers }: FastifyRequest) {
  const { language } = query as { language?: unknown }
  return languageFor(typeof language === 'string' ? language : undefined, headers['accept-language'])
}
