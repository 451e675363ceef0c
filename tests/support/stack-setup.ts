// Once per run of the journeys: Chromium is there, and the whole product runs with 250 customers, once for each worker. Entered by
// vitest.config.ts.
import type { TestProject } from 'vitest/node'
import type { StackReady } from '../../dev/stack/stack.ts'
import { ensureChromium } from './chromium.ts'
import { type RunningProduct, runProduct } from './run-product.ts'

declare module 'vitest' {
  interface ProvidedContext {
    stacks: StackReady[]
  }
}

// Vitest reads this name.
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  ensureChromium((line) => process.stderr.write(`${line}\n`))
  const products: RunningProduct[] = []
  const stop = async () => void (await Promise.all(products.map((product) => product.stop())))
  try {
    // One after the other: the first builds the web application for all.
    while (products.length < project.config.maxWorkers) products.push(await runProduct({ customers: 250 }))
  } catch (error) {
    await stop()
    throw error
  }
  project.provide(
    'stacks',
    products.map(({ stop: _, ...stack }) => stack),
  )
  return stop
}
