// P8: from `npm start -- --json`, already installed and built, to a list of all 250 customers in a signed-in person's hands; then a second
// start on the same data.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import type { CustomerList } from '../contract/customers.ts'
import type { StackReady } from '../dev/stack/stack.ts'
import { buildWebApp, isBuilt } from '../dev/stack/web-app.ts'
import type { Bench, Plan } from './harness/bench.ts'
import { atMost, type Figure, seen } from './harness/figure.ts'
import { signIn } from './harness/person.ts'

export const bench: Bench = { ids: ['P8'], name: 'start', run: measure }

type Start = { readyMs: number; listMs: number }

async function start(dataDir: string): Promise<Start> {
  const started = performance.now()
  const npm = spawn('npm', ['start', '--silent', '--', '--json', '--port', '0', '--data', dataDir, '--customers', '250'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const over = once(npm, 'exit')
  npm.stderr.resume()
  const [line] = (await Promise.race([once(createInterface({ input: npm.stdout }), 'line'), over])) as [unknown]
  if (typeof line !== 'string') throw new Error(`npm start ended with ${line}`)
  const readyMs = performance.now() - started
  const { product, database, partners, pids } = JSON.parse(line) as StackReady
  try {
    const [main] = partners
    const person = await signIn(product.replace('localhost', '127.0.0.1'), database, main?.tenantId ?? '')
    for (let total = 0; total < (main?.customers ?? 0); await wait(10))
      total = (await person.call<CustomerList>('/api/customers?view=all&limit=100')).total
    return { readyMs, listMs: performance.now() - started }
  } finally {
    // npm does not pass every signal on, so the launcher itself is asked to stop everything.
    process.kill(pids.launcher, 'SIGTERM')
    await over
  }
}

async function measure({ runs }: Plan): Promise<Figure[]> {
  if (!isBuilt()) await buildWebApp()
  const first: Start[] = []
  const second: Start[] = []
  for (let run = -1; run < runs; run += 1) {
    const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-bench-'))
    try {
      const pair = [await start(dataDir), await start(dataDir)] as const
      if (run < 0) continue
      first.push(pair[0])
      second.push(pair[1])
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
  const seconds = (starts: readonly Start[], field: keyof Start) => starts.map((one) => one[field] / 1000)
  return [
    atMost({ id: 'P8', what: 'npm start to a list of 250 (s)' }, seconds(first, 'listMs'), 10, 'goal'),
    atMost({ id: 'P8', what: 'second start to a list of 250 (s)' }, seconds(second, 'listMs'), 3, 'goal'),
    seen({ id: 'P8', what: 'npm start until it says that it is ready (s)' }, seconds(first, 'readyMs')),
    seen({ id: 'P8', what: 'second start until it says that it is ready (s)' }, seconds(second, 'readyMs')),
  ]
}
