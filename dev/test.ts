// `npm test`: check, unit, conformance and browser tests, one after the other, and one closing line for all of them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from '../tests/support/chromium.ts'
import { help, type Part, readTestOptions } from './test/options.ts'
import { add, closingLine, nothing, type Tally, tallyOf } from './test/tally.ts'

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
  const failed = said.match(/^FAILED /gm)?.length ?? 0
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped: 0 }
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
  return tallyOf(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined, code)
}

async function runPart(part: Part): Promise<Tally> {
  const started = performance.now()
  console.log(`\n── ${part}`)
  try {
    if (part === 'check') return await runCheckPart()
    if (part === 'journeys') ensureChromium((line) => console.log(line))
    return await runVitestPart(part)
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1, skipped: 0 }
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
console.log(`\n${closingLine(total)}`)
process.exitCode = asked ? 130 : total.failed > 0 || total.passed === 0 ? 1 : 0
