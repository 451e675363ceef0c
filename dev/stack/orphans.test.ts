// What a killed start left running is ended by the next one, and nothing else is.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { processStart } from '../../server/base/process-start.ts'
import { endOrphans, rememberProcesses } from './orphans.ts'

const folder = mkdtempSync(join(tmpdir(), 'tenantry-orphans-'))
const file = join(folder, 'processes.json')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sleeper = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' })

it('ends a remembered process and says so', async () => {
  const child = sleeper()
  const over = once(child, 'exit')
  rememberProcesses(file, [{ name: 'The server', pid: child.pid }])
  const said: string[] = []
  await endOrphans(file, (line) => said.push(line))
  await over
  expect(said[0]).toContain(`The server (process ${child.pid})`)
  expect(existsSync(file)).toBe(false)
})

it('leaves a process alone that merely got the same number', async () => {
  const child = sleeper()
  rememberProcesses(file, [{ name: 'The server', pid: child.pid }])
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"start":"[^"]*"/, '"start":"another"'))
  await endOrphans(file, () => expect.unreachable())
  expect(processStart(child.pid as number)).toBeDefined()
  const over = once(child, 'exit')
  child.kill('SIGKILL')
  await over
  expect(processStart(child.pid as number)).toBeUndefined()
})
