// One headless Chromium and fresh pages in it, each in its own profile with a language and a theme. Entered by journeys and benches.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { ensureChromium, type Wanted } from './chromium.ts'

export type Language = 'en-US' | 'en-GB' | 'fr-FR' | 'fr-CA'
export type PageOptions = { language?: Language; theme?: 'light' | 'dark'; width?: number; height?: number; timezone?: string }
export type OpenPage = {
  page: Page
  context: BrowserContext
  /** What the page complained of: uncaught errors, console errors, answers of 500 and above. A journey ends with none. */
  complaints: string[]
}

// Without the last four, Chromium calls home at each start, which a closed network refuses noisily.
const flags = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

// A journey leaves a page before code that was optimised for it has paid, and optimising takes a third of what a load costs. Benches measure
// what people use.
const unoptimised = '--js-flags=--no-maglev --no-opt'

export function openBrowser(wanted: Wanted = {}): Promise<Browser> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({
    executablePath: ensureChromium((line) => process.stderr.write(`${line}\n`), wanted),
    headless: true,
    args: [...flags, ...sandbox, ...(wanted.whole ? [] : [unoptimised])],
  })
}

/** With what is taken where nothing is said. */
export const completed = (options: PageOptions): Required<PageOptions> => ({
  language: 'en-US',
  theme: 'light',
  width: 1280,
  height: 800,
  timezone: 'Europe/Paris',
  ...options,
})

export async function openPage(browser: Browser, options: PageOptions = {}): Promise<OpenPage> {
  const { language, theme, width, height, timezone } = completed(options)
  const context = await browser.newContext({
    locale: language,
    colorScheme: theme,
    viewport: { width, height },
    timezoneId: timezone,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(30_000)
  const complaints: string[] = []
  context.on('weberror', (error) => complaints.push(`error: ${error.error().message}`))
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`)
  })
  return { page: await context.newPage(), context, complaints }
}
