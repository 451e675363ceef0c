// P7, R5: `npm run serve` starts the server with the flags that benches measure and `npm start` uses, and they reach Node.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { memoryFlags } from './memory-flags.ts'

it('P7: package.json gives the server the same flags', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  expect(scripts['serve']).toBe(`node bootstrap.mjs ${memoryFlags.join(' ')} server/main.ts`)
})

it('P7: what stands before the script reaches Node, what stands after it the script', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-flags-'))
  const script = join(folder, 'tell.mjs')
  writeFileSync(script, 'console.log(JSON.stringify([process.execArgv, process.argv.slice(2)]))')
  const { stdout } = spawnSync(process.execPath, ['bootstrap.mjs', ...memoryFlags, relative('.', script), '--json'], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect(JSON.parse(stdout)).toEqual([memoryFlags, ['--json']])
})
