// Where the OpenID provider keeps codes, sessions and tokens: in memory, bounded, refresh tokens and their grants also in the journal. Entered by provider.ts.
import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Journal } from '../world/journal.ts'

type Kept = { payload: AdapterPayload; expiresAt: number }

const MOST = 50_000
const LASTING = new Set(['RefreshToken', 'Grant'])

export function createAdapterFactory(journal: Journal): {
  adapter: (model: string) => Adapter
  lasting: () => { kind: 'login'; key: string; payload: AdapterPayload; expiresAt: number }[]
} {
  const kept = new Map<string, Kept>()
  for (const entry of journal.entries) {
    if (entry.kind === 'login')
      kept.set(String(entry.key), { payload: entry.payload as AdapterPayload, expiresAt: Number(entry.expiresAt) })
    if (entry.kind === 'logout') kept.delete(String(entry.key))
  }
  const adapter = (model: string) => createAdapter(model, kept, journal)
  const lasting = () =>
    [...kept].flatMap(([key, { payload, expiresAt }]) =>
      LASTING.has(key.split(':')[0] ?? '') && expiresAt > Date.now() ? [{ kind: 'login' as const, key, payload, expiresAt }] : [],
    )
  return { adapter, lasting }
}

function createAdapter(model: string, kept: Map<string, Kept>, journal: Journal): Adapter {
  const keyOf = (id: string) => `${model}:${id}`
  const lasts = LASTING.has(model)
  const drop = (key: string) => {
    if (kept.delete(key) && LASTING.has(key.split(':')[0] ?? '')) journal.append({ kind: 'logout', key })
  }
  const read = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key)
    if (found && found.expiresAt <= Date.now()) kept.delete(key)
    return found && found.expiresAt > Date.now() ? found.payload : undefined
  }
  const write = (key: string, payload: AdapterPayload, expiresAt: number) => {
    kept.delete(key)
    kept.set(key, { payload, expiresAt })
    if (lasts) journal.append({ kind: 'login', key, payload, expiresAt })
    const oldest = kept.size > MOST ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
  }
  return {
    upsert: async (id, payload, expiresIn) => write(keyOf(id), payload, Date.now() + (expiresIn ?? 90 * 86_400) * 1000),
    find: async (id) => read(keyOf(id)),
    findByUid: async (uid) => [...kept.entries()].find(([key, one]) => key.startsWith(`${model}:`) && one.payload.uid === uid)?.[1].payload,
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const payload = read(keyOf(id))
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
    },
    destroy: async (id) => drop(keyOf(id)),
    revokeByGrantId: async (grantId) => {
      for (const [key, one] of kept) if (key.startsWith(`${model}:`) && one.payload.grantId === grantId) drop(key)
    },
  }
}
