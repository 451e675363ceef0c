// Visits to the product in Chromium as a signed-in person with an empty cache: each in a profile of its own. Entered by the browser's benches.
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { sessionCookie } from '../../server/http/session.ts'
import { type Language, openPage } from '../../tests/support/browser.ts'
import type { Product } from './products.ts'

export type Visit = { page: Page; context: BrowserContext; devtools: CDPSession }

/** Milliseconds after navigation at which the first row with a customer in it was painted; null as long as there is none. */
declare global {
  var firstRowMs: number | null
}

/** Runs in the page before its own code. */
function noteFirstRow(): void {
  globalThis.firstRowMs = null
  const look = () => {
    if (!document.querySelector('[role="row"][data-index]:not([aria-busy])')) return requestAnimationFrame(look)
    // After the next frame is on its way to the screen.
    return requestAnimationFrame(() => setTimeout(() => (globalThis.firstRowMs = performance.now()), 0))
  }
  requestAnimationFrame(look)
}

/**
 * Chromium hands a page out while it still builds the window around it: its toolbar is a page of its own, two seconds of processor time in
 * another process (not in the headless shell, which has no window). Whoever goes to an address has that behind them.
 */
async function windowIsBuilt(browser: Browser): Promise<void> {
  const devtools = await browser.newBrowserCDPSession()
  const spentS = async () => (await devtools.send('SystemInfo.getProcessInfo')).processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
  let before = await spentS()
  for (let quiet = 0, tries = 0; quiet < 3 && tries < 100; tries += 1) {
    await wait(200)
    const now = await spentS()
    quiet = now - before < 0.03 ? quiet + 1 : 0
    before = now
  }
  await devtools.detach()
}

export async function visiting<Result>(
  browser: Browser,
  product: Product,
  work: (visit: Visit) => Promise<Result>,
  language: Language = 'en-US',
): Promise<Result> {
  const { page, context, complaints } = await openPage(browser, { language })
  try {
    context.setDefaultTimeout(30_000)
    await context.addCookies([
      {
        name: sessionCookie,
        value: product.person.secret,
        url: product.product.replace('http:', 'https:'),
        secure: true,
        httpOnly: true,
        sameSite: 'Lax',
      },
    ])
    await page.addInitScript(noteFirstRow)
    await windowIsBuilt(browser)
    const result = await work({ page, context, devtools: await context.newCDPSession(page) })
    if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('; ')}`)
    return result
  } finally {
    await context.close()
  }
}

/** All customers in the table, however many. */
export const everyone = '/customers?view=all&all=1'

/** Opens an address that shows a table and gives the milliseconds to its first customer. */
export async function openTable(page: Page, product: Product, path: string): Promise<number> {
  await page.goto(`${product.product}${path}`, { waitUntil: 'commit' })
  const handle = await page.waitForFunction(() => globalThis.firstRowMs)
  return (await handle.jsonValue()) as number
}
