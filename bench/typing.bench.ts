// P16: typing five characters as a fast typist does, until the row one looks for is painted, counted from the last key.
import type { Browser, Page } from 'playwright-core'
import type { CustomerList, CustomerRow } from '../contract/customers.ts'
import { openBrowser } from '../tests/support/browser.ts'
import type { Bench, Plan } from './harness/bench.ts'
import { atMost, type Figure, seen } from './harness/figure.ts'
import { keysOf, seeded } from './harness/prefixes.ts'
import type { Product } from './harness/products.ts'
import { median } from './harness/statistics.ts'
import { visiting } from './harness/visits.ts'

export const bench: Bench = { ids: ['P16'], name: 'typing', run: measure }

type Wanted = Pick<CustomerRow, 'name' | 'domain'>
type Word = { typed: string; wanted: Wanted }

declare global {
  var wantedRow: Wanted
  var shownAfterMs: number | null
}

const rowsInSight = 16

/** Words whose fifth letter brings a row to the top that is not in sight after the first four: otherwise it might show before the last key. */
async function wordsFor({ database, partnerId, person }: Product, count: number): Promise<Word[]> {
  const names = (await keysOf(database, partnerId, 'names')).sort((a, b) => (a < b ? -1 : 1))
  const next = seeded(16)
  const words = new Map<string, Word>()
  // Few customers have no such words; there, any will do to see that the bench works.
  for (let hidden = rowsInSight, tries = 0; words.size < count && tries < 9000; tries += 1) {
    if (tries % 3000 === 2999 && words.size === 0) hidden = Math.floor(hidden / 5) - 1
    const typed = names[Math.floor(next() * names.length)]?.slice(0, 5) ?? ''
    if (!/^[a-z]{5}$/.test(typed) || words.has(typed)) continue
    const above = names.filter((name) => name.startsWith(typed.slice(0, 4)) && name < typed).length
    if (above < hidden) continue
    const { rows } = await person.call<CustomerList>(`/api/customers?view=all&limit=1&search=${typed}`)
    if (rows[0]) words.set(typed, { typed, wanted: rows[0] })
  }
  const found = [...words.values()]
  if (found.length === 0) throw new Error('No word tells customers apart at its fifth letter')
  return Array.from({ length: count }, (_, at) => found[at % found.length] as Word)
}

/** Runs in the page: from the last key's own time to after the frame that paints the row. */
function noteShown(): void {
  let lastKeyMs = 0
  addEventListener('keydown', (event) => (lastKeyMs = event.timeStamp), true)
  const isThere = () => {
    const { name, domain } = globalThis.wantedRow
    return [...document.querySelectorAll('[role="row"][data-index]')].some((row) => {
      const cell = (column: string) => row.querySelector(`[data-column="${column}"]`)?.textContent ?? ''
      return cell('name').includes(name) && row.textContent?.includes(domain ?? '')
    })
  }
  const look = () => {
    if (globalThis.wantedRow && globalThis.shownAfterMs === null && isThere()) {
      requestAnimationFrame(() => setTimeout(() => (globalThis.shownAfterMs = performance.now() - lastKeyMs), 0))
      return
    }
    requestAnimationFrame(look)
  }
  globalThis.shownAfterMs = null
  requestAnimationFrame(look)
}

async function type(page: Page, product: Product, { typed, wanted }: Word): Promise<number> {
  await page.addInitScript(noteShown)
  await page.goto(`${product.product}/customers`)
  const field = page.getByRole('searchbox')
  await field.waitFor()
  // What the page still loads must not count as typing.
  await page.waitForLoadState('networkidle')
  await page.evaluate((row) => {
    globalThis.wantedRow = row
  }, wanted)
  await field.focus()
  await page.keyboard.type(typed, { delay: 100 })
  const handle = await page.waitForFunction(() => globalThis.shownAfterMs)
  return (await handle.jsonValue()) as number
}

async function typeAll(browser: Browser, product: Product, count: number): Promise<number[]> {
  const times: number[] = []
  for (const [at, word] of (await wordsFor(product, count + 1)).entries()) {
    const time = await visiting(browser, product, ({ page }) => type(page, product, word))
    if (at > 0) times.push(time)
  }
  return times
}

async function measure({ products, size, runs, say }: Plan): Promise<Figure[]> {
  const browser = await openBrowser({ whole: true })
  try {
    const figures: Figure[] = []
    for (const customers of [10_000, 100_000]) {
      const times = await typeAll(browser, await products.with(size(customers)), runs * 2)
      say(`Shown after, in ms: ${times.map(Math.round).join(' ')}`)
      const what = `five characters typed until the row shows, of ${customers.toLocaleString('en-US')}`
      const worst = { id: 'P16', what: `the worst of ${times.length}, of ${customers.toLocaleString('en-US')} (ms)` }
      figures.push(atMost({ id: 'P16', what: `${what} (ms)`, details: { cippMs: 1600, median: median(times) } }, times, 150))
      figures.push(seen(worst, [Math.max(...times)]))
    }
    return figures
  } finally {
    await browser.close()
  }
}
