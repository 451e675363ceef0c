// `npm run bench`: runs the benches that were asked for, prints what they found, keeps it in bench/results. Always ends with 0 unless it was
// called wrongly: a budget that is missed is a finding, not an error.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from './harness/bench.ts'
import { endEverything, endingAll } from './harness/endings.ts'
import type { Figure } from './harness/figure.ts'
import { help, type Options, readOptions } from './harness/options.ts'
import { Products } from './harness/products.ts'
import { asJson, keep, type Result, table } from './harness/report.ts'

const say = (line: string) => process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${line}\n`)

// Nothing is synchronised while something else is measured.
process.env.TENANTRY_SYNC_MINUTES = '1440'
process.env.TENANTRY_READ_CUSTOMERS = 'off'

async function findBenches(names: readonly string[]): Promise<Bench[]> {
  const files = globSync('*.bench.ts', { cwd: import.meta.dirname }).sort()
  const modules = await Promise.all(files.map((file) => import(join(import.meta.dirname, file)) as Promise<{ bench: Bench }>))
  // Figures of speed before those of reliability, each by number.
  const order = ({ ids: [id = ''] }: Bench) => (id.startsWith('P') ? 0 : 1000) + Number(id.replace(/\D/g, ''))
  const all = modules.map(({ bench }) => bench).sort((a, b) => order(a) - order(b))
  const called = ({ ids, name }: Bench, word: string) => name.includes(word) || ids.some((id) => id.toLowerCase() === word)
  return names.length === 0 ? all.filter(({ long }) => !long) : all.filter((bench) => names.some((word) => called(bench, word)))
}

async function runAll(benches: readonly Bench[], { small }: Options): Promise<Omit<Result, 'startedAt' | 'small'>> {
  const figures: Figure[] = []
  const failures: { name: string; message: string }[] = []
  await endingAll(async (endings) => {
    const products = new Products(endings, say)
    const stop = () => void endEverything().then(() => process.exit(130))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
    const size = (customers: number) => (small && customers > 1000 ? Math.max(1000, customers / 20) : customers)
    for (const bench of benches) {
      say(`${bench.ids.join(', ')} ${bench.name}`)
      try {
        const found = await bench.run({ products, size, runs: small ? 3 : 5, small, say })
        figures.push(...(small ? found.map(unjudged) : found))
      } catch (error) {
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
        failures.push({ name: bench.name, message })
        say(`${bench.name} could not be measured: ${message}`)
      }
    }
  })
  return { figures, failures }
}

/** The text names the full size and the budget is for it: of less data neither may be mistaken for a figure. */
const unjudged = (figure: Figure): Figure => ({ ...figure, what: `${figure.what} [small data]`, ok: null })

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (options.help) return void process.stdout.write(help)
  const benches = await findBenches(options.names)
  if (benches.length === 0) throw new Error(`No bench is called ${options.names.join(' or ')}.`)
  const startedAt = new Date()
  const { figures, failures } = await runAll(benches, options)
  const file = keep({ startedAt, small: options.small, figures, failures })
  process.stdout.write(options.json ? `${asJson(figures)}\n` : `\n${table(figures)}\n`)
  for (const { name } of failures) say(`Not measured: ${name}`)
  say(`${options.small ? 'Small data: not to judge by. ' : ''}Everything is in ${file}`)
}

try {
  await main()
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(2)
}
