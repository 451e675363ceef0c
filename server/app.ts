// The HTTP side: Fastify with session and scope on every request, one error handler, and each feature's routes.
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { newId } from './base/ids.ts'
import type { Services } from './feature.ts'
import { features } from './features.ts'
import { describeApi } from './http/api-docs.ts'
import { readOperator } from './http/operator.ts'
import { mountProbes } from './http/probes.ts'
import { handleProblems, refuseAddress } from './http/problems.ts'
import { secure } from './http/security.ts'
import { readBrowser, sessionCookie } from './http/session.ts'
import { serveWebApp } from './http/web-app.ts'

export async function createApp(services: Services): Promise<FastifyInstance> {
  const { config, log } = services
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    bodyLimit: 256 * 1024,
    requestTimeout: 30_000,
    trustProxy: (_address: string, hop: number) => hop < config.TENANTRY_TRUST_PROXY,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: refuseAddress,
  }) as unknown as FastifyInstance
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  handleProblems(app)
  await secure(app, config)
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  findCaller(app, services)
  mountProbes(app, services)
  await describeApi(app, config)
  for (const feature of features) await app.register(async (scoped) => feature.routes?.(scoped, services))
  await serveWebApp(app, config)
  return app
}

/**
 * Requests that are under way may end; a download that nobody reads, or a connection that never asks for anything, must not hold the stop
 * up for longer than `patienceMs`.
 */
export async function closeApp(app: FastifyInstance, patienceMs = 5_000): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), patienceMs)
  await app.close()
  clearTimeout(cut)
}

const needsCaller = /^\/(api|go|sign-in|connection)\//

/** What a page asks by itself, again and again, is no use of the session: otherwise an open tab would keep it alive for ever. */
const isPassive = ({ method, url }: FastifyRequest): boolean =>
  method === 'GET' && /^\/api\/(sync(\/pulls)?|customers\/[^/]+\/sync)$/.test(url)

function findCaller(app: FastifyInstance, services: Services): void {
  app.decorateRequest('browser', null)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (!needsCaller.test(request.url)) return
    reply.header('cache-control', 'no-store')
    if (request.headers.authorization) {
      request.browser = readOperator(services, request.headers)
      return
    }
    const secret = request.cookies[sessionCookie]
    if (secret) request.browser = await readBrowser(services, secret, isPassive(request))
  })
  app.addHook('onResponse', async (request, reply) => {
    if (!needsCaller.test(request.url)) return
    const { method, id, browser } = request
    request.log.info(
      {
        id,
        method,
        path: request.url.split('?')[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        user: browser?.scope?.userId,
      },
      'request',
    )
  })
}
