// The addresses of service health: what `?part=…&state=…` may hold. Entered by routes.tsx. Pure.
import type { HealthAddress } from '../../features/service-health/health-address.ts'
import { idsParam, textParam } from '../../search-params.ts'

const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T | undefined => allowed.find((item) => item === value)

export const healthSearch = (raw: Record<string, unknown>): HealthAddress => ({
  part: oneOf(['open', 'past'], raw.part),
  state: textParam(raw.state),
  kind: oneOf(['incident', 'advisory'], raw.kind),
  search: textParam(raw.search),
  flagged: oneOf(['1'], raw.flagged),
  tag: idsParam(raw.tag),
  country: textParam(raw.country),
})

export type IssueSearch = { which?: 'left' | 'all'; search?: string }

export const issueSearch = (raw: Record<string, unknown>): IssueSearch => ({
  which: oneOf(['left', 'all'], raw.which),
  search: textParam(raw.search),
})
