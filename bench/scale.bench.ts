// P2: the same search with 1,000 and with 1,000,000 customers: does it use indexes, and by how much does it slow down.
import type { EmbeddedPostgres } from '../server/db/embedded.ts'
import type { Bench, Plan } from './harness/bench.ts'
import { startServer } from './harness/child.ts'
import { type Endings, endingAll } from './harness/endings.ts'
import { atMost, atMostTimes, besides, type Figure } from './harness/figure.ts'
import { generateCustomers, generatedPartner, likeness } from './harness/generated-customers.ts'
import { type LoadResult, load } from './harness/load.ts'
import { type Person, signIn } from './harness/person.ts'
import { explainSearches, scannedWhole } from './harness/plans.ts'
import { asSuperuser, makeDatabase, startPostgres } from './harness/postgres.ts'
import { keysOf, prefixesOf } from './harness/prefixes.ts'
import { type Samples, takeTurns } from './harness/statistics.ts'
import { versionClock } from './harness/version-clock.ts'

/** The verdict is on this one. */
const changing = 'version changes every second'
const listPath = (search: string) => `/api/customers?view=all&limit=100&search=${encodeURIComponent(search)}`

type Installation = { url: string; origin: string; person: Person; letter: string[]; few: string[] }

export const bench: Bench = {
  ids: ['P2'],
  name: 'scale',
  run: (plan) => endingAll((endings) => measure(plan, endings)),
}

async function measure({ size, runs, say }: Plan, endings: Endings): Promise<Figure[]> {
  const postgres = await startPostgres('scale', endings)
  const prepare = async (customers: number): Promise<Installation> => {
    const url = await makeDatabase(postgres, `scale_${customers}_${likeness()}`, { fresh: false })
    await generateCustomers(url, customers, say)
    await dropOthers(postgres, customers)
    return await serve(url, endings)
  }
  const few = await prepare(1000)
  const many = await prepare(size(1_000_000))
  const plans = await explainSearches(many.url, generatedPartner, ['', ...many.letter.slice(0, 3), ...many.few.slice(0, 6)])
  const whole = plans.filter(({ plan }) => scannedWhole(plan).some((table) => ['customers', 'customer_terms'].includes(table)))
  const ask =
    ({ origin, person }: Installation, prefixes: string[]) =>
    () =>
      load({ origin, cookie: person.cookie, paths: prefixes.map(listPath), seconds: 2 })
  const sides = { few: ask(few, few.few), many: ask(many, many.few), fewLetter: ask(few, few.letter), manyLetter: ask(many, many.letter) }
  const remembered = await takeTurns(runs, sides)
  for (const { url } of [few, many]) endings.add((await versionClock(url, generatedPartner, 1000)).stop)
  const changed = await takeTurns(runs, sides)
  return [
    atMost({ id: 'P2', what: 'statements that read a whole table', details: { plans } }, [whole.length], 0),
    ...judge(changing, changed),
    ...judge('totals remembered', remembered),
  ]
}

/** Data sets written with other names or other search terms are of no use any more. */
async function dropOthers(postgres: EmbeddedPostgres, customers: number): Promise<void> {
  const known = await asSuperuser<{ datname: string }>(
    postgres,
    `select datname from pg_database where datname ~ '^scale_${customers}(_|$)'`,
  )
  for (const { datname } of known)
    if (datname !== `scale_${customers}_${likeness()}`) await asSuperuser(postgres, `drop database ${datname} with (force)`)
}

/** The API alone, on this database. */
async function serve(url: string, endings: Endings): Promise<Installation> {
  const { origin } = await startServer(url, { TENANTRY_ROLES: 'api', TENANTRY_PARTNERS: generatedPartner }, endings)
  const keys = await keysOf(url, generatedPartner)
  return {
    url,
    origin,
    person: await signIn(origin, url, generatedPartner),
    letter: prefixesOf(keys, { count: 500, shortest: 1, longest: 1 }),
    few: prefixesOf(keys, { count: 4000, shortest: 2, longest: 4 }),
  }
}

type Sides = Record<'few' | 'many' | 'fewLetter' | 'manyLetter', LoadResult[]>

function judge(when: string, sides: Sides): Figure[] {
  const p50 = (side: keyof Sides) => sides[side].map((result) => result.p50)
  const what = (letters: string) => `search, ${letters}, 1,000,000 against 1,000 customers, ${when}, p50 (ms)`
  const figure = (letters: string, many: Samples, few: Samples) =>
    when === changing ? atMostTimes({ id: 'P2', what: what(letters) }, many, few, 2) : besides({ id: 'P2', what: what(letters) }, many, few)
  return [figure('2-4 letters', p50('many'), p50('few')), figure('one letter', p50('manyLetter'), p50('fewLetter'))]
}
