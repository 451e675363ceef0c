// Opens pages for journeys: one browser for all of them, pages for each test, people who are signed in already. Every test ends without a
// complaint of its pages, and where it failed, with a picture of each. Entered by every journey.
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Cookie } from 'playwright-core'
import { afterEach, beforeAll, expect } from 'vitest'
import type { StackReady } from '../../dev/stack/stack.ts'
import { type Language, type OpenPage, openBrowser, openPage, type PageOptions } from '../support/browser.ts'
import { type KeptPages, keptPages } from '../support/kept-pages.ts'
import { product, signIn } from '../support/stack.ts'
import { type Person, usernameOf } from './people.ts'
import { keepSession, keptSession } from './sessions.ts'

export type VisitOptions = PageOptions & {
  /** Nobody where it is left out. */
  as?: Person
  at?: string
  stack?: StackReady
  /** Complaints that belong to what the test does, such as the console's line for an answer of 409. */
  accepts?: RegExp
}
export type Visit = OpenPage & { language: Language }

export const languages = ['en-US', 'fr-FR'] as const
export const pictures = join(tmpdir(), 'tenantry-journeys')

/** Waits for what is on its way, however long the machine takes; the limit only ends a wait in vain. */
export const eventually = <T>(read: () => Promise<T> | T, what?: string) =>
  expect.poll(read, { timeout: 30_000, interval: 40, ...(what && { message: what }) })

export type Journeys = {
  visit: (options?: VisitOptions) => Promise<Visit>
  /** The cookies of a person who signed in as people do, once for each product. */
  signedIn: (person: Person, stack?: StackReady) => Promise<Cookie[]>
}

type Shared = { browser: Browser; pages: KeptPages }

/** One for all files, which Vitest runs in one process, one after the other; it ends with that process. */
let shared: Shared | undefined

/** Another where a file left a browser that has ended. */
async function openOnce(): Promise<Shared> {
  if (shared?.browser.isConnected()) return shared
  const browser = await openBrowser()
  shared = { browser, pages: keptPages(browser, product().product) }
  return shared
}

/** Call it once at the top of a file. */
export function journeys(): Journeys {
  let browser: Browser
  let pages: KeptPages
  let open: (OpenPage & { accepts: RegExp | undefined; stack: StackReady })[] = []
  const sessions = new Map<string, Promise<Cookie[]>>()
  beforeAll(async () => {
    const ready = await openOnce()
    browser = ready.browser
    pages = ready.pages
  })
  afterEach(async ({ task }) => {
    const used = open
    open = []
    const hasFailed = task.result?.state === 'fail'
    if (hasFailed) await takePictures(used, task.name)
    // Before the page goes where it waits: Chromium with windows asks there for an icon that is none.
    const complaints = used.flatMap((page) => page.complaints.filter((text) => !page.accepts?.test(text)))
    // What another product left in a page is out of reach from where it would wait.
    for (const opened of used)
      await (hasFailed || opened.stack.product !== product().product ? opened.context.close() : pages.giveBack(opened))
    expect(complaints, 'complaints of the page').toEqual([])
  })
  const signedIn = (person: Person, stack = product()) => {
    const username = usernameOf(person, stack)
    const key = `${username} ${stack.product}`
    const known = sessions.get(key) ?? cookiesOf(browser, username, stack)
    sessions.set(key, known)
    return known
  }
  const visit = async ({ as, at, stack = product(), accepts, ...options }: VisitOptions = {}): Promise<Visit> => {
    // Who begins as nobody goes to Microsoft's pages and back, which a page that is kept does not survive every time.
    const opened = as ? await pages.open(options) : await openPage(browser, options)
    open.push({ ...opened, accepts, stack })
    if (as) await opened.context.addCookies(await signedIn(as, stack))
    if (at) await opened.page.goto(stack.product + at)
    return { ...opened, language: options.language ?? 'en-US' }
  }
  return { visit, signedIn }
}

async function cookiesOf(browser: Browser, username: string, stack: StackReady): Promise<Cookie[]> {
  const kept = await keptSession(username, stack)
  if (kept) return kept
  const { page, context } = await openPage(browser)
  await signIn(page, username, { stack })
  const cookies = await context.cookies()
  await context.close()
  keepSession(username, cookies, stack)
  return cookies
}

async function takePictures(pages: readonly OpenPage[], name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  for (const { context } of pages) {
    for (const [at, page] of context.pages().entries()) {
      const path = join(pictures, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}-${at}.png`)
      await page.screenshot({ path, fullPage: true }).catch(() => {})
      process.stderr.write(`Picture of ${page.url()}: ${path}\n`)
    }
  }
}
