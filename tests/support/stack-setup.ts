// Once per run of the journeys: Chromium is there, and the whole product runs with 250 customers. Entered by vitest.config.ts.
import type { TestProject } from 'vitest/node'
import type { StackReady } from '../../dev/stack/stack.ts'
import { ensureChromium } from './chromium.ts'
import { runProduct } from './run-product.ts'

declare module 'vitest' {
  interface ProvidedContext {
    stack: StackReady
  }
}

// Vitest reads this name.
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  ensureChromium((line) => process.stderr.write(`${line}\n`))
  const { stop, ...stack } = await runProduct({ customers: 250 })
  project.provide('stack', stack)
  return stop
}
