// Every operation that the connectors declare. Entered by run.ts.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyOperation } from '../../server/microsoft/operation.ts'

const connectors = join(import.meta.dirname, '../../server/microsoft')

const isOperation = (value: unknown): value is AnyOperation =>
  typeof value === 'object' && value !== null && 'kind' in value && 'path' in value && 'api' in value && 'method' in value

export async function everyOperation(): Promise<AnyOperation[]> {
  const files = globSync('{graph,partner-center,azure-support}/**/*.ts', { cwd: connectors }).filter((file) => !file.endsWith('.test.ts'))
  const modules = await Promise.all(files.sort().map((file) => import(join(connectors, file)) as Promise<object>))
  return [...new Set(modules.flatMap((module) => Object.values(module).filter(isOperation)))]
}
