// P18: nodes and JavaScript heap with all customers in the table. P19: long tasks while all of it is scrolled through. A task that waits
// for a core is long too, so on a busy machine only a task's processor time says something of the page: the verdict is on that, and an
// empty page scrolled the same way shows what the machine itself adds.
import type { Browser, CDPSession } from 'playwright-core'
import { openBrowser, openPage } from '../tests/support/browser.ts'
import type { Bench, Plan } from './harness/bench.ts'
import { atMost, type Figure, seen } from './harness/figure.ts'
import type { Product } from './harness/products.ts'
import { type Scrolled, scrollTraced } from './harness/scrolling.ts'
import { everyone, openTable, visiting } from './harness/visits.ts'

export const bench: Bench = { ids: ['P18', 'P19'], name: 'table', run: measure }

type Size = { nodes: number; heapMb: number }
type Visited = { before: Size; scrolled: Scrolled; after: Size; empty: Scrolled }

/** After a collection of garbage: what is held, not what has not been swept yet. */
async function sizeOf(devtools: CDPSession): Promise<Size> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { nodes } = await devtools.send('Memory.getDOMCounters')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return { nodes, heapMb: usedSize / 1e6 }
}

/** The same height, nothing in it. */
async function scrollEmpty(browser: Browser, rows: number): Promise<Scrolled> {
  const { page, context } = await openPage(browser)
  try {
    await page.setContent(`<div style="height:${Math.min(15_000_000, rows * 44)}px"></div>`)
    return await scrollTraced(browser, page)
  } finally {
    await context.close()
  }
}

async function visit(browser: Browser, product: Product): Promise<Visited> {
  const empty = await scrollEmpty(browser, product.customers)
  return await visiting(browser, product, async ({ page, devtools }) => {
    await openTable(page, product, everyone)
    await page.waitForLoadState('networkidle')
    const before = await sizeOf(devtools)
    const scrolled = await scrollTraced(browser, page)
    // The end has been reached and filled.
    await page.locator(`[role="row"][aria-rowindex="${product.customers + 1}"]:not([aria-busy])`).waitFor()
    return { before, scrolled, after: await sizeOf(devtools), empty }
  })
}

async function measure({ products, size, runs }: Plan): Promise<Figure[]> {
  const browser = await openBrowser({ whole: true })
  try {
    const figures: Figure[] = []
    for (const customers of [10_000, 100_000]) {
      const product = await products.with(size(customers))
      const visits: Visited[] = []
      // The first one warms up.
      for (let run = -1; run < runs; run += 1) {
        const one = await visit(browser, product)
        if (run >= 0) visits.push(one)
      }
      figures.push(...judge(customers.toLocaleString('en-US'), visits))
    }
    return figures
  } finally {
    await browser.close()
  }
}

function judge(customers: string, visits: Visited[]): Figure[] {
  const size = (when: 'before' | 'after', field: keyof Size) => visits.map((one) => one[when][field])
  const tasks = (where: 'scrolled' | 'empty', field: keyof Scrolled) => visits.map((one) => one[where][field])
  const p18 = { id: 'P18', details: { cipp: { nodes: 72_100, heapMb: 590 } } }
  const p19 = { id: 'P19', details: { visits } }
  const scrolled = `${customers} scrolled through in 10 s`
  return [
    atMost({ ...p18, what: `nodes with ${customers} shown` }, size('before', 'nodes'), 3000),
    atMost({ ...p18, what: `JavaScript heap with ${customers} shown (MB)` }, size('before', 'heapMb'), 60),
    seen({ id: 'P18', what: 'the same after all were scrolled through (MB)' }, size('after', 'heapMb')),
    atMost({ ...p19, what: `tasks of more than 50 ms of processor time, ${scrolled}` }, tasks('scrolled', 'busyLong'), 0),
    seen({ id: 'P19', what: 'processor time of the longest task (ms)' }, tasks('scrolled', 'busiestMs')),
    seen({ id: 'P19', what: 'tasks of more than 50 ms by the clock' }, tasks('scrolled', 'long')),
    seen({ id: 'P19', what: 'such tasks of an empty page scrolled the same way' }, tasks('empty', 'long')),
    seen({ id: 'P19', what: 'frames drawn meanwhile' }, tasks('scrolled', 'frames')),
  ]
}
