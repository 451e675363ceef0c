// Serves the built web app: hashed files for a year, index.html always fresh, every page address answered by it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../base/config.ts'

export async function serveWebApp(app: FastifyInstance, config: Config): Promise<void> {
  if (!existsSync(join(config.TENANTRY_WEB_DIR, 'index.html'))) {
    app.log.warn({ dir: config.TENANTRY_WEB_DIR }, 'the web app is not built (npm run build); only the API is served')
    return
  }
  await app.register(fastifyStatic, {
    root: config.TENANTRY_WEB_DIR,
    preCompressed: true,
    wildcard: false,
    index: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  // Pages are addresses of the browser's router; whatever is meant for a program keeps its own 404.
  app.get('/*', { schema: { hide: true } as object }, async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (path.startsWith('/api/') || path.startsWith('/assets/') || /\.\w{2,5}$/.test(path)) return reply.callNotFound()
    return reply.sendFile('index.html')
  })
}
