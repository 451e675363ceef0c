// Which of our operations an endpoint of documentation belongs to. Entered by run.ts.
import type { AnyOperation, Api } from '../../server/microsoft/operation.ts'
import { type Endpoint, fitOf, readEndpoint } from './endpoint.ts'
import type { Sample } from './sample-folder.ts'

/** The hosts of each API in all of Microsoft's clouds. */
const hosts: readonly (readonly [Api, RegExp])[] = [
  ['partnerCenter', /^(api\.partnercenter\.microsoft\.com|partner\.partnercenterapi\.microsoftonline\.cn|api\.partner\.microsoft\.com)$/],
  ['graph', /^((canary\.|dod-)?graph\.microsoft\.(com|us)|microsoftgraph\.chinacloudapi\.cn)$/],
  ['azureSupport', /^management\.(azure\.com|usgovcloudapi\.net|chinacloudapi\.cn)$/],
]

export const signInHost = /^login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn|windows\.net|microsoft\.com)$/

/** Null for a host of none of the APIs. */
export function apiOf({ api }: Pick<Sample, 'api'>, host: string | null): Api | null {
  const ofHost = hosts.find(([, pattern]) => host !== null && pattern.test(host))?.[0]
  // `localhost` and `{host}` say nothing.
  if (host?.includes('.')) return ofHost ?? null
  if (/graph/i.test(api)) return 'graph'
  if (/azure|arm/i.test(api)) return 'azureSupport'
  return /partner|spring/i.test(api) ? 'partnerCenter' : null
}

export type Found = { endpoint: Endpoint; operations: readonly AnyOperation[] }

/**
 * The operations behind the first of the sample's endpoints that is ours; those with the most segments word for word. An endpoint without
 * a method belongs to every method that fits.
 */
export function operationsOf(sample: Sample, all: readonly AnyOperation[]): Found | null {
  for (const written of sample.endpoints) {
    const endpoint = readEndpoint(written)
    if (!endpoint) continue
    const api = apiOf(sample, endpoint.host)
    const fitting = all.flatMap((operation) => {
      const method = endpoint.method === null || endpoint.method === operation.method
      const fit = method && (api === null ? endpoint.host === null : operation.api === api) ? fitOf(endpoint, operation.path) : null
      return fit === null ? [] : [{ operation, fit }]
    })
    const best = Math.max(...fitting.map(({ fit }) => fit))
    if (fitting.length > 0) return { endpoint, operations: fitting.filter(({ fit }) => fit === best).map(({ operation }) => operation) }
  }
  return null
}
