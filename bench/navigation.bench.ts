// P15: from navigation (empty cache) to the first customer in the table, with 1,000, 10,000 and 100,000 customers, all of them shown.
import type { Browser } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import type { Bench, Plan } from './harness/bench.ts'
import { atMostTimes, type Figure } from './harness/figure.ts'
import type { Product } from './harness/products.ts'
import { takeTurns } from './harness/statistics.ts'
import { everyone, openTable, visiting } from './harness/visits.ts'

export const bench: Bench = { ids: ['P15'], name: 'navigation', run: measure }

/** As measured once on a machine of this kind (2 cores) with an instant back end; it does not run here, so it is no baseline of the same run. */
const cippMs = { thousand: 3300, tenThousand: 5000 }

const firstRow = (browser: Browser, product: Product) => () => visiting(browser, product, ({ page }) => openTable(page, product, everyone))

async function measure({ products, size, runs }: Plan): Promise<Figure[]> {
  const browser = await openBrowser({ whole: true })
  try {
    const sides = await takeTurns(runs, {
      thousand: firstRow(browser, await products.with(1000)),
      tenThousand: firstRow(browser, await products.with(size(10_000))),
      hundredThousand: firstRow(browser, await products.with(size(100_000))),
    })
    const { thousand, tenThousand, hundredThousand } = sides
    const what = (customers: string, against: string) => `navigation to the first of ${customers} customers, against ${against} (ms)`
    const cipp = (all: number[], ms: number) => all.map(() => ms)
    return [
      atMostTimes({ id: 'P15', what: what('1,000', "CIPP's figure") }, thousand, cipp(thousand, cippMs.thousand), 0.2),
      atMostTimes({ id: 'P15', what: what('10,000', "CIPP's figure") }, tenThousand, cipp(tenThousand, cippMs.tenThousand), 0.2),
      atMostTimes({ id: 'P15', what: what('100,000', '1,000') }, hundredThousand, thousand, 1.2),
    ]
  } finally {
    await browser.close()
  }
}
