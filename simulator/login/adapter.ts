// Where the OpenID provider keeps codes, sessions and tokens: in memory, bounded, refresh tokens and their grants also in the journal. Entered by provider.ts.
import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Journal } from '../world/journal.ts'
import { createSuccession, type Succession } from './succession.ts'

export type Kept = AdapterPayload & {
  /** When it was issued, by the world's clock: the life of a refresh token follows that one. */
  issuedAtWorld?: number
}
type Entry = { payload: Kept; expiresAt: number }

const MOST = 50_000
const LASTING = new Set(['RefreshToken', 'Grant'])
/** The provider never ends what lasts: token-rules.ts does, by the world's clock. */
const LASTING_SECONDS = 20 * 366 * 86_400

export type AdapterFactory = {
  adapter: (model: string) => Adapter
  succession: Succession
  lasting: () => { kind: 'login'; key: string; payload: AdapterPayload; expiresAt: number; origin: string }[]
}

type Ground = { now: () => number; secret: string; origin: string }

export function createAdapterFactory(journal: Journal, ground: Ground): AdapterFactory {
  const { now, secret, origin } = ground
  const kept = new Map<string, Entry>()
  for (const entry of journal.entries) {
    if (entry.kind === 'login') kept.set(String(entry.key), { payload: movedTo(origin, entry), expiresAt: Number(entry.expiresAt) })
    if (entry.kind === 'logout') kept.delete(String(entry.key))
  }
  const succession = createSuccession(secret, now)
  const adapter = (model: string) => {
    const plain = createAdapter(model, kept, journal, ground)
    return model === 'RefreshToken' ? withSuccessors(plain, succession) : plain
  }
  const lasting = () =>
    [...kept].flatMap(([key, { payload, expiresAt }]) =>
      LASTING.has(key.split(':')[0] ?? '') && expiresAt > Date.now() ? [{ kind: 'login' as const, key, payload, expiresAt, origin }] : [],
    )
  return { adapter, succession, lasting }
}

/** What was granted for this cloud's APIs names its address: another port, after a restart, is the same cloud. */
function movedTo(origin: string, { payload, origin: before }: Record<string, unknown>): Kept {
  if (typeof before !== 'string' || before === origin) return payload as Kept
  return JSON.parse(JSON.stringify(payload).replaceAll(before, origin)) as Kept
}

function createAdapter(model: string, kept: Map<string, Entry>, journal: Journal, { now, origin }: Ground): Adapter {
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
  const write = (key: string, payload: Kept, expiresAt: number) => {
    kept.delete(key)
    kept.set(key, { payload, expiresAt })
    if (lasts) journal.append({ kind: 'login', key, payload, expiresAt, origin })
    const oldest = kept.size > MOST ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
  }
  const upsert = (id: string, payload: AdapterPayload, expiresIn: number) => {
    const seconds = lasts ? LASTING_SECONDS : expiresIn
    const exp = Math.floor(Date.now() / 1000) + seconds
    write(keyOf(id), lasts ? { ...payload, exp, issuedAtWorld: now() } : payload, Date.now() + seconds * 1000)
  }
  return {
    upsert: async (id, payload, expiresIn) => upsert(id, payload, expiresIn ?? 90 * 86_400),
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

/** A token that succeeds another is not kept: it names the first of its line and carries its own date. */
function withSuccessors(plain: Adapter, succession: Succession): Adapter {
  return {
    ...plain,
    find: async (id) => {
      const heir = succession.read(id)
      const found = await plain.find(heir?.first ?? id)
      return found && heir ? { ...found, issuedAtWorld: heir.issuedAtWorld } : found
    },
  }
}
