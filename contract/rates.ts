// Microsoft's rates: how much of each is used, who waits for a turn, what was refused.
import { z } from 'zod'
import { route } from './route.ts'

export const rateApis = ['partnerCenter', 'graph', 'azureSupport'] as const

export const RateLimit = z.object({
  most: z.number().int().describe('Calls'),
  seconds: z.number().describe('In so many seconds'),
  per: z.enum(['partner', 'tenant', 'application']).describe('Whose calls are counted together'),
  page: z.url().describe('Where Microsoft says so'),
})
export type RateLimit = z.infer<typeof RateLimit>

export const Rate = z.object({
  api: z.enum(rateApis),
  resource: z.string().describe('What Microsoft counts together, by our word or by that of the address'),
  usedInMinute: z.number().int().describe('Calls in the last minute, of all processes and, where each tenant has a rate, of all tenants'),
  waiting: z.number().int().describe('Calls that wait for their turn now'),
  refusedInMinute: z.number().int().describe('Calls that Microsoft refused (429) in the last minute'),
  documented: z.array(RateLimit).describe('Empty where Microsoft publishes no figure, or where the configuration keeps to none'),
  learnedPerMinute: z.number().nullable().describe('The slowest rate that refusals have taught, while it holds'),
  pausedUntil: z.iso.datetime().nullable().describe('Microsoft asked to wait until then'),
  pausedTenants: z.number().int().describe('Customers for whom it asked so; 0 where it concerns all'),
})
export type Rate = z.infer<typeof Rate>

export const readRates = route({
  method: 'GET',
  path: '/api/sync/rates',
  access: 'sync.read',
  response: z.object({ rates: z.array(Rate).describe('Of what was asked in the last minute, or is held back') }),
  summary: 'What is used of the rates Microsoft allows, over all processes, and where it asks to wait.',
})
