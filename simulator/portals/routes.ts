// The admin centers one lands in. Entered by simulator.ts.
import type { FastifyInstance } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import type { Tenants } from '../login/tenants.ts'

export function registerPortals(_app: FastifyInstance, _parts: ApiParts & { tenants: Tenants }): void {}
