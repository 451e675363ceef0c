// Builds the web application when its sources have changed. Entered by `npm start` and `npm run build`.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runTool } from '../check/run-tool.ts'

export const webDir = resolve('dist/web')
const stamp = join(webDir, '.built-from')

/** Whoever builds, be it a test: otherwise React comes with all it tells those who develop it, half as large again and half as fast. */
const mode = { NODE_ENV: 'production' }

/** Of everything the bundle is made from. */
function sourceHash(): string {
  const hash = createHash('sha256').update(JSON.stringify(mode))
  const files = globSync(['web/**/*', 'contract/**/*', 'vite.config.ts', 'package-lock.json'], { withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  for (const file of files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .sort()) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

export const isBuilt = (): boolean => existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash()

/** Built aside and swapped in whole: whoever serves the old one meanwhile never sees half of the new one. */
export async function buildWebApp(): Promise<void> {
  const hash = sourceHash()
  const draft = resolve(`dist/web-${process.pid}`)
  mkdirSync(resolve('dist'), { recursive: true })
  const args = ['build', '--outDir', draft, '--emptyOutDir', '--manifest', '--logLevel', 'warn']
  const { ok, output } = await runTool('node_modules/vite/bin/vite.js', args, { env: mode })
  if (!ok) {
    rmSync(draft, { recursive: true, force: true })
    throw new Error(`The web application could not be built:\n${output.trim()}`)
  }
  writeFileSync(join(draft, '.built-from'), hash)
  // Another that was started meanwhile may have been faster.
  if (isBuilt()) return rmSync(draft, { recursive: true, force: true })
  const old = `${webDir}-${process.pid}.old`
  if (existsSync(webDir)) renameSync(webDir, old)
  renameSync(draft, webDir)
  rmSync(old, { recursive: true, force: true })
}
