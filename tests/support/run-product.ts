// Starts the whole product as a person would, with `dev/start.ts --json`, on free ports and temporary data. Entered by stack-setup.ts,
// benches and tests that need a product of their own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StackReady } from '../../dev/stack/stack.ts'

export type RunningProduct = StackReady & { stop: () => Promise<void> }
export type ProductOptions = { customers?: number; source?: 'simulator' | 'samples'; dataDir?: string; env?: NodeJS.ProcessEnv }

export async function runProduct({ customers, source, dataDir, env }: ProductOptions = {}): Promise<RunningProduct> {
  const own = dataDir ?? mkdtempSync(join(tmpdir(), 'tenantry-product-'))
  const args = ['dev/start.ts', '--json', '--port', '0', '--data', own]
  if (customers !== undefined) args.push('--customers', String(customers))
  if (source) args.push('--source', source)
  const launcher = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  })
  const over = once(launcher, 'exit')
  let said = ''
  let line = ''
  launcher.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ready = new Promise<StackReady>((resolve, reject) => {
    launcher.stdout?.setEncoding('utf8').on('data', (text: string) => {
      line += text
      if (line.includes('\n')) resolve(JSON.parse(line.slice(0, line.indexOf('\n'))) as StackReady)
    })
    over.then(([code]) => reject(new Error(`The product did not start (code ${code}):\n${said}`)), reject)
  })
  const stop = async () => {
    if (launcher.exitCode === null && launcher.signalCode === null) launcher.kill('SIGTERM')
    await over
    if (!dataDir) rmSync(own, { recursive: true, force: true })
  }
  try {
    return { ...(await ready), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
