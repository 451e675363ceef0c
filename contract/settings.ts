// Settings > Limits: the defaults of the original, each of which an administrator may raise.
import { z } from 'zod'
import { route } from './route.ts'

/** The defaults and bounds of each limit: `default` is the original's figure and the least allowed. */
export const limitBounds = {
  smallPartnerBelow: { default: 100, most: 100_000 },
  flagged: { default: 30, most: 1_000 },
  recent: { default: 30, most: 500 },
  searchResults: { default: 100, most: 500 },
} as const

const limit = ({ default: least, most }: { default: number; most: number }) => z.number().int().min(least).max(most)

export const Limits = z.object({
  smallPartnerBelow: limit(limitBounds.smallPartnerBelow),
  flagged: limit(limitBounds.flagged),
  recent: limit(limitBounds.recent),
  searchResults: limit(limitBounds.searchResults),
})
export type Limits = z.infer<typeof Limits>

export const readLimits = route({
  method: 'GET',
  path: '/api/settings/limits',
  access: 'limits.read',
  response: Limits,
  summary: 'The limits in force.',
})
export const changeLimits = route({
  method: 'PUT',
  path: '/api/settings/limits',
  access: 'limits.change',
  body: Limits,
  response: Limits,
  summary: 'Changes the limits; recorded in the activity log.',
})
