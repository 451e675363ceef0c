// Pages that are gone on with by the next test, emptied of all that the one before left. A page that loads the product again in the process
// it had knows the compiled program still, which is two thirds of what loading costs in a new one. Entered by journey.ts.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { completed, type OpenPage, openPage, type PageOptions } from './browser.ts'

export type KeptPages = {
  open: (options: PageOptions) => Promise<OpenPage>
  /** Takes it back for the next one who wants such a page, or closes it where something stays that cannot be taken away. */
  giveBack: (opened: OpenPage) => Promise<void>
}

/** `origin`: of the product, where the page waits; elsewhere it would wait in another process. */
export function keptPages(browser: Browser, origin: string): KeptPages {
  const idle = new Map<string, OpenPage[]>()
  const kinds = new WeakMap<BrowserContext, string>()
  return {
    async open(options) {
      const { language, theme, timezone, width, height } = completed(options)
      const kind = `${language} ${theme} ${timezone}`
      const kept = idle.get(kind)?.pop()
      if (kept) {
        await kept.page.setViewportSize({ width, height })
        kept.complaints.length = 0
        return kept
      }
      const opened = await openPage(browser, options)
      kinds.set(opened.context, kind)
      return opened
    },
    async giveBack(opened) {
      const kind = kinds.get(opened.context)
      const isEmpty = kind !== undefined && (await emptied(opened, origin).catch(() => false))
      if (!isEmpty) return opened.context.close()
      idle.set(kind, [...(idle.get(kind) ?? []), opened])
    },
  }
}

/** As new, but for the program it has compiled. False where it cannot be. */
async function emptied({ page, context }: OpenPage, origin: string): Promise<boolean> {
  if (page.isClosed()) return false
  for (const other of context.pages()) if (other !== page) await other.close()
  await context.unrouteAll({ behavior: 'ignoreErrors' })
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  page.removeAllListeners()
  await page.goto(`${origin}/healthz`)
  // A clock that a test has put in stays for good.
  if (await hasOwnClock(page)) return false
  // Away from all that answers to it.
  await page.mouse.move(-1, -1)
  await page.evaluate(() => {
    localStorage.clear()
    sessionStorage.clear()
  })
  await context.clearPermissions()
  await context.clearCookies()
  return true
}

const hasOwnClock = (page: Page): Promise<boolean> =>
  page.evaluate(() => !Function.prototype.toString.call(globalThis.Date).includes('[native code]'))
