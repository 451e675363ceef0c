// P3: the CSV of 100,000 customers to its last byte, against `psql \copy` of the same columns, rows and order.
// P4: all of them as the browser's table takes them, window by window, against the same.
import { windowSize } from '../web/features/customers/list-windows.ts'
import { type Copied, copyAll, hasPsql } from './baselines/copy.ts'
import type { Bench } from './harness/bench.ts'
import { atMost, atMostTimes, besides, type Figure, seen } from './harness/figure.ts'
import { growthMb } from './harness/memory.ts'
import type { Product } from './harness/products.ts'
import { takeTurns } from './harness/statistics.ts'

export const bench: Bench = {
  ids: ['P3', 'P4'],
  name: 'csv',
  async run({ products, size, runs, say }) {
    const product = await products.with(size(100_000))
    const server = product.pids.server as number
    // The very first download is the one that makes the process grow.
    const growths = [await growthMb(server, () => download(product))]
    const copy = () => copyAll(product.database, product.partnerId, 'in the order of the list')
    const sides = await takeTurns(runs, {
      csv: async () => {
        let done: Copied | undefined
        growths.push(await growthMb(server, async () => (done = await download(product))))
        return done as Copied
      },
      copy,
      unordered: () => copyAll(product.database, product.partnerId, 'in any order'),
    })
    say(`CSV of ${sides.csv[0]?.bytes} bytes, \\copy of ${sides.copy[0]?.bytes} bytes`)
    const windows = await takeTurns(runs > 3 ? 3 : 1, { windows: () => everyWindow(product), copy })
    return [...judgeCsv(sides, growths), ...judgeWindows(windows)]
  },
}

async function download({ origin, person }: Product): Promise<Copied> {
  const started = performance.now()
  const response = await fetch(`${origin}/api/customers/export?what=everything&flavour=data`, { headers: { cookie: person.cookie } })
  if (!response.ok || !response.body) throw new Error(`The download answered ${response.status}`)
  let firstByteMs = 0
  let bytes = 0
  for await (const chunk of response.body) {
    if (bytes === 0) firstByteMs = performance.now() - started
    bytes += chunk.length
  }
  return { ms: performance.now() - started, firstByteMs, bytes }
}

const of = (all: readonly Copied[], field: keyof Copied) => all.map((one) => one[field])

function judgeCsv({ csv, copy, unordered }: Record<'csv' | 'copy' | 'unordered', Copied[]>, growths: number[]): Figure[] {
  const details = { bytes: csv[0]?.bytes, baseline: hasPsql() ? 'psql \\copy' : 'COPY TO STDOUT', baselineBytes: copy[0]?.bytes }
  return [
    atMostTimes({ id: 'P3', what: 'CSV of 100,000 to the last byte (ms)', details }, of(csv, 'ms'), of(copy, 'ms'), 2),
    besides({ id: 'P3', what: 'the same, against a copy in any order (ms)' }, of(csv, 'ms'), of(unordered, 'ms')),
    atMost({ id: 'P3', what: 'first byte of the CSV (ms)' }, of(csv, 'firstByteMs'), 100),
    // The worst of all downloads, not the median: memory that grows once has grown.
    atMost({ id: 'P3', what: 'resident memory grows by, worst download (MB)', details: { growths } }, [Math.max(...growths)], 64),
  ]
}

async function everyWindow({ origin, person }: Product): Promise<Copied> {
  const started = performance.now()
  let firstByteMs = 0
  let bytes = 0
  for (let offset = 0, total = 1; offset < total; offset += windowSize) {
    const response = await fetch(`${origin}/api/customers?view=all&offset=${offset}&limit=${windowSize}`, {
      headers: { cookie: person.cookie },
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`The window at ${offset} answered ${response.status}: ${text}`)
    if (offset === 0) firstByteMs = performance.now() - started
    bytes += text.length
    total = (JSON.parse(text) as { total: number }).total
  }
  return { ms: performance.now() - started, firstByteMs, bytes }
}

const judgeWindows = ({ windows, copy }: Record<'windows' | 'copy', Copied[]>): Figure[] => [
  atMostTimes(
    { id: 'P4', what: `every window of ${windowSize} in order to the last of 100,000 (ms)` },
    of(windows, 'ms'),
    of(copy, 'ms'),
    2.5,
  ),
  seen({ id: 'P4', what: `the first window of ${windowSize} can be used after (ms)` }, of(windows, 'firstByteMs')),
]
