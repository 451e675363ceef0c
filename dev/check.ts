// `npm run check`: every rule of the house, side by side. One line per check; exit code 1 when one fails.
import { globSync } from 'node:fs'
import type { CheckResult } from './check/check-result.ts'
import { checkFiles } from './check/files.ts'
import { runTool } from './check/run-tool.ts'
import { checkTexts } from './check/texts.ts'

type Check = { name: string; what: string; run: () => Promise<CheckResult> }

const bin = (path: string) => `node_modules/${path}`

const checks: Check[] = [
  {
    name: 'biome',
    what: 'format, lint, names, sizes',
    run: () => runTool(bin('@biomejs/biome/bin/biome'), ['check', '--error-on-warnings', '--max-diagnostics=50', '.']),
  },
  {
    name: 'law',
    what: 'who may import whom',
    run: () =>
      runTool(
        bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
        ['--config', '.dependency-cruiser.mjs', '-T', 'err-long', ...foldersThatExist()],
        { clean: (output) => output.replace(/‼ missing-tsc-transpiler[\s\S]*?stable\.\n/, '') },
      ),
  },
  { name: 'types', what: 'TypeScript, strict', run: () => runTool(bin('typescript/bin/tsc'), ['-p', '.', '--pretty', 'false']) },
  {
    name: 'dead code',
    what: 'unused files, exports, packages',
    run: () => runTool(bin('knip/bin/knip.js'), ['--no-progress', '--no-config-hints']),
  },
  { name: 'files', what: 'opening comments, named paths, nothing of this machine', run: async () => checkFiles() },
  { name: 'texts', what: 'both languages complete, messages parse, none unused', run: async () => checkTexts() },
]

function foldersThatExist(): string[] {
  return globSync(['contract', 'server', 'web', 'simulator', 'cli', 'dev', 'bench', 'tests', '*.config.ts'])
}

async function runCheck(check: Check): Promise<boolean> {
  const started = performance.now()
  const result = await check.run().catch((error: unknown) => ({ ok: false, output: String(error instanceof Error ? error.stack : error) }))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${result.ok ? 'ok    ' : 'FAILED'} ${check.name.padEnd(10)} ${seconds.padStart(5)} s  ${check.what}`)
  if (!result.ok) console.log(result.output.trim().replace(/^/gm, '    '))
  return result.ok
}

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const chosen = checks.filter((check) => wanted.length === 0 || wanted.includes(check.name.replace(' ', '-')))
if (chosen.length === 0) {
  console.error(`No such check. There are: ${checks.map((check) => check.name.replace(' ', '-')).join(', ')}.`)
  process.exit(2)
}
const results = await Promise.all(chosen.map(runCheck))
const failed = results.filter((ok) => !ok).length
console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${results.length} checks failed.`)
process.exitCode = failed === 0 ? 0 : 1
