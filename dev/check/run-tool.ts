// Runs one tool of node_modules on this Node and keeps what it said. Entered by dev/check.ts and by the build of the web application.
import { spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import type { CheckResult } from './check-result.ts'

type ToolOptions = { clean?: (output: string) => string; env?: NodeJS.ProcessEnv }

export function runTool(script: string, args: string[], { clean = (output) => output, env }: ToolOptions = {}): Promise<CheckResult> {
  return new Promise((resolve, reject) => {
    const tool = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
    })
    const chunks: Buffer[] = []
    tool.stdout.on('data', (chunk) => chunks.push(chunk))
    tool.stderr.on('data', (chunk) => chunks.push(chunk))
    tool.on('error', reject)
    tool.on('close', (code) => resolve({ ok: code === 0, output: clean(stripVTControlCharacters(Buffer.concat(chunks).toString('utf8'))) }))
  })
}
