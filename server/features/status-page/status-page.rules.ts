// Decisions of the signed-out status page: its language, and how a service stands. Pure.
import type { HealthState } from '../../../contract/health-states.ts'

export type StatusLanguage = 'en' | 'fr'

const languageOf = (tag: string): StatusLanguage | null => {
  const primary = tag.trim().slice(0, 2).toLowerCase()
  return primary === 'fr' || primary === 'en' ? primary : null
}

/** What the address asks for, else the first of ours among what the browser accepts, best first; English for everyone else. */
export function languageFor(asked: string | undefined, accepted: string | undefined): StatusLanguage {
  const wished = (accepted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';')
      const quality = Number(/q=([\d.]+)/.exec(parameters.join(';'))?.[1] ?? 1)
      return { language: languageOf(tag), quality }
    })
    .filter(({ language, quality }) => language !== null && quality > 0)
    .sort((one, other) => other.quality - one.quality)
  return languageOf(asked ?? '') ?? wished[0]?.language ?? 'en'
}

/** D9, as in service health: red for an incident or an interruption, yellow for anything less, unknown where nothing was read lately. */
export function stateOf(service: { incidents: number; advisories: number; statuses: readonly string[] }, readLately: boolean): HealthState {
  const { incidents, advisories, statuses } = service
  if (incidents > 0 || statuses.some((status) => status.toLowerCase() === 'serviceinterruption')) return 'incident'
  if (advisories > 0 || statuses.length > 0) return 'advisory'
  return readLately ? 'healthy' : 'unknown'
}

/** Customers whose health can be read, and how many of them were read well lately. */
export type Readings = { lately: number; of: number }

/** Where fewer than half were read lately, nothing can be said of all of them. */
export const isKnown = ({ lately, of }: Readings): boolean => of > 0 && lately * 2 >= of
