// The commands as people type them, through npm and the bootstrap: a port of one's own, Ctrl-C, and the reloading one.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { StackReady } from '../../dev/stack/stack.ts'
import { processStart } from '../../server/base/process-start.ts'
import { eventually } from './journey.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-commands-'))
let shell: ChildProcess | undefined

afterEach(async () => {
  if (shell && shell.exitCode === null && shell.signalCode === null) {
    interrupt(shell)
    await once(shell, 'exit')
  }
  rmSync(dataDir, { recursive: true, force: true })
})

/** As a terminal does it: every process in front gets the signal, npm and its shell too. */
const interrupt = ({ pid }: ChildProcess): boolean => process.kill(-(pid ?? 0), 'SIGINT')

/** Two neighbouring ports that nobody listens on. */
async function freePair(): Promise<number> {
  const listen = async (port: number): Promise<Server> => {
    const server = createServer().listen(port, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  const close = (server: Server) => new Promise((resolve) => server.close(resolve))
  for (let tries = 0; tries < 50; tries += 1) {
    const first = await listen(0)
    const { port } = first.address() as { port: number }
    const second = await listen(port + 1).catch(() => undefined)
    await Promise.all([close(first), second && close(second)])
    if (second) return port
  }
  throw new Error('No two neighbouring ports are free')
}

/** Runs it in a process group of its own, and waits for its line of JSON. */
async function type(command: string, ...args: string[]): Promise<StackReady> {
  shell = spawn('npm', ['run', '--silent', command, '--', '--json', '--data', dataDir, '--customers', '20', ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const over = once(shell, 'exit')
  let line = ''
  let said = ''
  shell.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
  return await new Promise<StackReady>((resolve, reject) => {
    shell?.stdout?.setEncoding('utf8').on('data', (text: string) => {
      line += text
      if (line.includes('\n')) resolve(JSON.parse(line.slice(0, line.indexOf('\n'))) as StackReady)
    })
    over.then(([code]) => reject(new Error(`npm run ${command} ended with ${code}:\n${said}`)), reject)
  })
}

it('npm start takes the port it is given, and the next one for the simulated cloud; Ctrl-C stops everything', async () => {
  const port = await freePair()
  const ready = await type('start', '--port', String(port))
  expect(new URL(ready.product).port).toBe(String(port))
  expect(new URL(ready.control).port).toBe(String(port + 1))
  expect((await fetch(`${ready.product}/readyz`)).status).toBe(200)
  const pids = Object.values(ready.pids) as number[]
  expect(pids.length).toBeGreaterThan(2)
  const over = once(shell as ChildProcess, 'exit')
  interrupt(shell as ChildProcess)
  await over
  await eventually(() => pids.filter((pid) => processStart(pid) !== undefined)).toEqual([])
  await expect(fetch(ready.product)).rejects.toThrow()
})

it('npm run dev serves the application from its sources, and the API behind it', async () => {
  const ready = await type('dev', '--port', '0')
  const page = await (await fetch(ready.product)).text()
  expect(page).toContain('/@vite/client')
  expect((await fetch(new URL('/main.tsx', ready.product))).status).toBe(200)
  expect((await fetch(new URL('/api/session', ready.product))).status).toBe(200)
})
