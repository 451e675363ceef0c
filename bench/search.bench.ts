// P1: search by random prefixes among 100,000 customers, against reading the first 100 customers without any search.
// The version of the data changes every second, so that no total is remembered for longer: the worst a synchronisation does.
import type { Bench, Plan } from './harness/bench.ts'
import { startChild } from './harness/child.ts'
import { endingAll } from './harness/endings.ts'
import { atLeastTimes, atMostTimes, besides, type Figure, seen } from './harness/figure.ts'
import { type LoadResult, load } from './harness/load.ts'
import { keysOf, prefixesOf } from './harness/prefixes.ts'
import type { Product } from './harness/products.ts'
import { takeTurns, timed } from './harness/statistics.ts'
import { versionClock } from './harness/version-clock.ts'

const listPath = (search: string) => `/api/customers?view=all&limit=100&search=${encodeURIComponent(search)}`

type Prefixes = { letter: string[]; few: string[] }

export const bench: Bench = {
  ids: ['P1'],
  name: 'search',
  async run(plan) {
    const product = await plan.products.with(plan.size(100_000))
    const keys = await keysOf(product.database, product.partnerId)
    const prefixes: Prefixes = {
      letter: prefixesOf(keys, { count: 500, shortest: 1, longest: 1 }),
      few: prefixesOf(keys, { count: 4000, shortest: 2, longest: 4 }),
    }
    return [...(await underLoad(plan, product, prefixes)), ...(await oneByOne(product, prefixes))]
  },
}

async function underLoad({ runs, say }: Plan, product: Product, { letter, few }: Prefixes): Promise<Figure[]> {
  return await endingAll(async (endings) => {
    const bare = await startChild(['bench/baselines/first-hundred.ts'], {
      DATABASE_URL: product.database,
      TENANTRY_PARTNERS: product.partnerId,
    })
    endings.add(bare.stop)
    const clock = await versionClock(product.database, product.partnerId, 1000)
    endings.add(clock.stop)
    const ask =
      (paths: readonly string[], origin = product.origin) =>
      () =>
        load({ origin, cookie: product.person.cookie, paths, seconds: 3 })
    const results = await takeTurns(runs, {
      bare: ask(['/first-hundred'], `http://127.0.0.1:${bare.line}`),
      list: ask([listPath('')]),
      few: ask(few.map(listPath)),
      letter: ask(letter.map(listPath)),
    })
    say(`p50 in ms: ${Object.entries(results).map(([side, all]) => `${side} ${all.map(({ p50 }) => Math.round(p50)).join(' ')}`)}`)
    return judge(results)
  })
}

type Sides = Record<'bare' | 'list' | 'few' | 'letter', LoadResult[]>

function judge(sides: Sides): Figure[] {
  const of = (side: keyof Sides, field: keyof LoadResult) => sides[side].map((result) => result[field])
  const details = { connections: 16, versionChangesEverySecond: true, p50: { few: of('few', 'p50'), letter: of('letter', 'p50') } }
  const against = 'against one bare statement'
  const few = 'search, 2-4 letters'
  const one = 'search, one letter'
  return [
    atLeastTimes({ id: 'P1', what: `${few}, ${against} (requests/s)`, details }, of('few', 'perSecond'), of('bare', 'perSecond'), 0.6),
    atLeastTimes({ id: 'P1', what: `${one}, ${against} (requests/s)`, details }, of('letter', 'perSecond'), of('bare', 'perSecond'), 0.25),
    atMostTimes({ id: 'P1', what: `${few}, p99 (ms)` }, of('few', 'p99'), of('bare', 'p99'), 3),
    atMostTimes({ id: 'P1', what: `${one}, p99 (ms)` }, of('letter', 'p99'), of('bare', 'p99'), 3),
    besides(
      { id: 'P1', what: `${few}, against our own list without search (requests/s)` },
      of('few', 'perSecond'),
      of('list', 'perSecond'),
    ),
    besides(
      { id: 'P1', what: `${one}, against our own list without search (requests/s)` },
      of('letter', 'perSecond'),
      of('list', 'perSecond'),
    ),
  ]
}

/** One request at a time: what a person waits for when the total must be counted, and when it is remembered. */
async function oneByOne(product: Product, prefixes: Prefixes): Promise<Figure[]> {
  const clock = await versionClock(product.database, product.partnerId, 0)
  try {
    const figures: Figure[] = []
    for (const [name, list] of [
      ['one letter', prefixes.letter],
      ['2-4 letters', prefixes.few],
    ] as const) {
      const cold: number[] = []
      const warm: number[] = []
      for (const prefix of list.slice(0, 60)) {
        await clock.raise()
        cold.push(await timed(() => product.person.call(listPath(prefix))))
        warm.push(await timed(() => product.person.call(listPath(prefix))))
      }
      figures.push(seen({ id: 'P1', what: `search alone, ${name}, total counted (ms)` }, cold))
      figures.push(seen({ id: 'P1', what: `search alone, ${name}, total remembered (ms)` }, warm))
    }
    return figures
  } finally {
    await clock.stop()
  }
}
