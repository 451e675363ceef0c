// `npm test`: check first, then the browser tests with the unit and conformance tests beside them, and one closing line for all of them.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from '../tests/support/chromium.ts'
import { help, lanesOf, type Part, readTestOptions } from './test/options.ts'
import { type PartOptions, runProcess, stopAll } from './test/part-process.ts'
import { add, closingLine, nothing, type Tally, tallyOf } from './test/tally.ts'

const options = readTestOptions(process.argv.slice(2))
if (options.help) {
  process.stdout.write(help)
  process.exit(0)
}

const reports = mkdtempSync(join(tmpdir(), 'tenantry-reports-'))
let asked: NodeJS.Signals | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    asked = signal
    stopAll(signal)
  })
}

async function runCheckPart(): Promise<Tally> {
  let said = ''
  const onOutput = (text: string) => {
    said += text
  }
  const code = await runProcess(['dev/check.ts'], { onOutput })
  const passed = said.match(/^ok {2}/gm)?.length ?? 0
  const failed = said.match(/^FAILED /gm)?.length ?? 0
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped: 0 }
}

async function runVitestPart(part: Part, how: PartOptions): Promise<Tally> {
  const report = join(reports, `${part}.json`)
  const only = options.vitest.length > 0 ? ['--passWithNoTests'] : []
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    part,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const code = await runProcess([...args, ...only, ...options.vitest], how)
  return tallyOf(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined, code)
}

async function runPart(part: Part, how: PartOptions): Promise<Tally> {
  const started = performance.now()
  console.log(`\n── ${part}`)
  try {
    if (part === 'check') return await runCheckPart()
    if (part === 'journeys') ensureChromium((line) => console.log(line))
    return await runVitestPart(part, how)
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    console.log(`── ${part}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
}

let total = nothing

/** One part after the other; where another lane runs as well, under their names, and not in the way of the browser. */
async function runLane(lane: readonly Part[], isAlone: boolean): Promise<void> {
  for (const part of lane) {
    if (asked) break
    const tally = await runPart(part, isAlone ? {} : { name: part, yielding: part !== 'journeys' })
    total = add(total, tally)
  }
}

for (const lanes of lanesOf(options.parts)) await Promise.all(lanes.map((lane) => runLane(lane, lanes.length === 1)))
rmSync(reports, { recursive: true, force: true })
console.log(`\n${closingLine(total)}`)
process.exitCode = asked ? 130 : total.failed > 0 || total.passed === 0 ? 1 : 0
