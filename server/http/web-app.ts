// Serves the built web app: hashed files for a year, index.html always fresh, every page address answered by it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Config } from '../base/config.ts'

export async function serveWebApp(app: FastifyInstance, config: Config): Promise<void> {
  if (!existsSync(join(config.TENANTRY_WEB_DIR, 'index.html'))) {
    app.log.warn({ dir: config.TENANTRY_WEB_DIR }, 'the web app is not built (npm run build); only the API is served')
    return
  }
  // Looked up at each request, so that a new build is served without a restart.
  await app.register(fastifyStatic, {
    root: join(config.TENANTRY_WEB_DIR, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    index: false,
    maxAge: '365d',
    immutable: true,
  })
  const send = (reply: FastifyReply, file: string) =>
    reply.header('cache-control', 'no-cache').sendFile(file, config.TENANTRY_WEB_DIR, { cacheControl: false })
  app.get('/favicon.svg', { schema: { hide: true } as object }, async (_request, reply) => send(reply, 'favicon.svg'))
  // Pages are addresses of the browser's router; whatever is meant for a program keeps its own 404.
  app.get('/*', { schema: { hide: true } as object }, async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (path.startsWith('/api/') || path.startsWith('/assets/') || /\.\w{2,5}$/.test(path)) return reply.callNotFound()
    return send(reply, 'index.html')
  })
}
