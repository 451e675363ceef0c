// The API's own description: OpenAPI 3.1 at /api/openapi.json, made from the contract, and the same as a page to read at /api/docs.
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Config } from '../base/config.ts'
import { type ApiDocument, apiPage } from './api-page.ts'
import { sessionCookie } from './session.ts'

export async function describeApi(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(swagger, {
    transform: jsonSchemaTransform,
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tenantry API',
        version: '0.1.0',
        description:
          'Everything the screens do. Sign in with a browser; send the csrfToken of GET /api/session as header x-csrf-token with every change. Errors are application/problem+json with a code from a closed list.',
      },
      servers: [{ url: config.TENANTRY_BASE_URL }],
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: sessionCookie } } },
      security: [{ session: [] }],
    },
  })
  app.get('/api/openapi.json', { schema: { hide: true } as object }, async () => app.swagger())
  app.get('/api/docs', { schema: { hide: true } as object }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(apiPage(app.swagger() as unknown as ApiDocument)),
  )
}
