// What people type: beginnings of the names and domains there really are, drawn with a fixed seed. Entered by P1 and P2.
import pg from 'pg'

/** Mulberry32: the same draws in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The key of every name, and of every domain unless only names are asked for, of at most 100,000 customers in a fixed order. */
export async function keysOf(databaseUrl: string, partnerId: string, which: 'all' | 'names' = 'all'): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query("select set_config('tenantry.partner_id', $1, false)", [partnerId])
    const { rows } = await client.query<{ name_key: string; domain_key: string | null }>(
      'select name_key, domain_key from customers where partner_id = $1 and departed_at is null order by tenant_id limit 100000',
      [partnerId],
    )
    return rows.flatMap(({ name_key: name, domain_key: domain }) => (domain && which === 'all' ? [name, domain] : [name]))
  } finally {
    await client.end()
  }
}

/** `count` beginnings of `shortest` to `longest` letters; a wide one comes as often as it is wide. */
export function prefixesOf(
  keys: readonly string[],
  { count, shortest, longest }: { count: number; shortest: number; longest: number },
): string[] {
  const next = seeded(1)
  const prefixes: string[] = []
  while (prefixes.length < count) {
    const key = [...(keys[Math.floor(next() * keys.length)] ?? '')]
    const prefix = key
      .slice(0, shortest + Math.floor(next() * (longest - shortest + 1)))
      .join('')
      .trim()
    if ([...prefix].length >= shortest) prefixes.push(prefix)
  }
  return prefixes
}
