// `npm test`: check, unit, conformance and browser tests, one after the other, and what failed and one line of counts for all of them at the end.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from '../tests/support/chromium.ts'
import { help, type Part, readTestOptions } from './test/options.ts'
import { add, closingLines, nothing, type Tally, tallyOf } from './test/tally.ts'

const options = readTestOptions(process.argv.slice(2))
if (options.help) {
  process.stdout.write(help)
  process.exit(0)
}

const reports = mkdtempSync(join(tmpdir(), 'tenantry-reports-'))
let running: ReturnType<typeof spawn> | undefined
let asked: NodeJS.Signals | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    asked = signal
    running?.kill(signal)
  })
}

async function run(args: string[], onOutput?: (text: string) => void): Promise<number | null> {
  running = spawn(process.execPath, args, { stdio: ['ignore', onOutput ? 'pipe' : 'inherit', 'inherit'] })
  running.stdout?.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text)
    onOutput?.(text)
  })
  const [code] = (await once(running, 'close')) as [number | null]
  return code
}

async function runCheckPart(): Promise<Tally> {
  let said = ''
  const code = await run(['dev/check.ts'], (text) => {
    said += text
  })
  const passed = said.match(/^ok {2}/gm)?.length ?? 0
  const failures = (said.match(/^FAILED .*/gm) ?? []).map((line) => `check: ${line}`)
  if (code !== 0 && failures.length === 0) failures.push(`check: it ended with code ${code}`)
  return { passed, failed: failures.length, skipped: 0, failures }
}

async function runVitestPart(part: Part): Promise<Tally> {
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
  const code = await run([...args, ...only, ...options.vitest])
  return tallyOf(part, existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined, code)
}

async function runPart(part: Part): Promise<Tally> {
  const started = performance.now()
  console.log(`\n── ${part}`)
  try {
    if (part === 'check') return await runCheckPart()
    if (part === 'journeys') ensureChromium((line) => console.log(line))
    return await runVitestPart(part)
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
