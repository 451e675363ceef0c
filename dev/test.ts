// `npm test`: check, unit, conformance and browser tests, one after the other, and what failed and one line of counts for all of them at the end.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from '../tests/support/chromium.ts'
import { buildWebApp, isBuilt } from './stack/web-app.ts'
import { help, type Part, readTestOptions } from './test/options.ts'
import { add, closingLines, nothing, type Tally, tallyOf } from './test/tally.ts'

const options = readTestOptions(process.argv.slice(2))
if (options.help) {
  process.stdout.write(help)
  process.exit(0)
}

const reports = mkdtempSync(join(tmpdir(), 'tenantry-reports-'))
const running = new Set<ReturnType<typeof spawn>>()
let asked: NodeJS.Signals | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    asked = signal
    for (const one of running) one.kill(signal)
  })
}

/** What is taken is not printed as it comes. */
async function run(args: string[], take?: (text: string) => void): Promise<number | null> {
  const one = spawn(process.execPath, args, { stdio: ['ignore', take ? 'pipe' : 'inherit', 'inherit'] })
  running.add(one)
  one.stdout?.setEncoding('utf8').on('data', take ?? (() => {}))
  const [code] = (await once(one, 'close')) as [number | null]
  running.delete(one)
  return code
}

async function runCheckPart(): Promise<Tally> {
  let said = ''
  const code = await run(['dev/check.ts'], (text) => {
    process.stdout.write(text)
    said += text
  })
  const passed = said.match(/^ok {2}/gm)?.length ?? 0
  const failures = (said.match(/^FAILED .*/gm) ?? []).map((line) => `check: ${line}`)
  if (code !== 0 && failures.length === 0) failures.push(`check: it ended with code ${code}`)
  return { passed, failed: failures.length, skipped: 0, failures }
}

/** `half`: of the test files, beside the other half; what the second prints comes when it has ended. */
async function runVitest(part: Part, half?: 1 | 2): Promise<Tally> {
  const report = join(reports, `${part}-${half ?? 'whole'}.json`)
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', part, '--reporter=default', '--reporter=json']
  args.push(`--outputFile.json=${report}`)
  if (half) args.push(`--shard=${half}/2`)
  if (options.vitest.length > 0) args.push('--passWithNoTests')
  let said = ''
  const gather = (text: string): void => {
    said += text
  }
  const code = await run([...args, ...options.vitest], half === 2 ? gather : undefined)
  process.stdout.write(said)
  return tallyOf(part, existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined, code)
}

/**
 * A journey waits a third of its time, for mail, for the cloud or for a page, so that two at a time have done sooner: each half of them with
 * a product and a browser of its own.
 */
async function runJourneys(): Promise<Tally> {
  ensureChromium((line) => console.log(line))
  if (options.vitest.length > 0 || availableParallelism() < 2) return await runVitest('journeys')
  if (!isBuilt()) await buildWebApp()
  const [one, other] = await Promise.all([runVitest('journeys', 1), runVitest('journeys', 2)])
  return add(one, other)
}

async function runPart(part: Part): Promise<Tally> {
  const started = performance.now()
  console.log(`\n── ${part}`)
  try {
    if (part === 'check') return await runCheckPart()
    return await (part === 'journeys' ? runJourneys() : runVitest(part))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    console.log(reason)
    return { ...nothing, failed: 1, failures: [`${part}: ${reason}`] }
  } finally {
    console.log(`── ${part}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
}

let total = nothing
for (const part of options.parts) {
  if (asked) break
  total = add(total, await runPart(part))
}
rmSync(reports, { recursive: true, force: true })
console.log(`\n${closingLines(total)}`)
process.exitCode = asked ? 130 : total.failed > 0 || total.passed === 0 ? 1 : 0
