// P14: JavaScript that the customers page loads before its first row, and what each other page loads besides, in bytes over the wire.
// P21: calls and bytes of the API for the customers page with 10,000 customers.
import type { Browser, Request } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import type { Bench, Plan } from './harness/bench.ts'
import { atMost, type Figure, seen } from './harness/figure.ts'
import type { Product } from './harness/products.ts'
import { everyone, openTable, visiting } from './harness/visits.ts'

export const bench: Bench = { ids: ['P14', 'P21'], name: 'weight', run: measure }

const otherPages = ['/', '/settings', '/settings/limits', '/subscriptions', '/sign-in', '/customers/{first}']

type Fetched = { path: string; bytes: number; script: boolean; api: boolean; encoding: string }

async function describe(request: Request): Promise<Fetched | null> {
  const response = await request.response()
  if (!response || response.fromServiceWorker()) return null
  const headers = response.headers()
  return {
    path: new URL(request.url()).pathname,
    bytes: (await request.sizes()).responseBodySize,
    script: /javascript/.test(headers['content-type'] ?? ''),
    api: new URL(request.url()).pathname.startsWith('/api/'),
    encoding: headers['content-encoding'] ?? 'none',
  }
}

type Looked = { address: string; language?: 'en-US' | 'fr-FR'; table?: boolean }

/** Everything a first visit fetches: until the first row is painted, or for a page without a table until nothing is fetched any more. */
async function fetchedBy(browser: Browser, product: Product, { address, language = 'en-US', table = false }: Looked): Promise<Fetched[]> {
  return await visiting(
    browser,
    product,
    async ({ page }) => {
      const requests: Request[] = []
      page.on('requestfinished', (request) => requests.push(request))
      if (table) await openTable(page, product, address)
      else await page.goto(`${product.product}${address}`)
      const first = [...requests]
      await page.waitForLoadState('networkidle')
      // Calls that follow the first row belong to the page; scripts that do are not needed for its first use.
      const all = await Promise.all(requests.map(describe))
      return all.filter((one, at) => one !== null && (!table || one.api || at < first.length)) as Fetched[]
    },
    language,
  )
}

const bytesOf = (all: readonly Fetched[]) => all.reduce((sum, { bytes }) => sum + bytes, 0)

async function measure({ products, size }: Plan): Promise<Figure[]> {
  const product = await products.with(size(10_000))
  const browser = await openBrowser({ whole: true })
  try {
    const english = await fetchedBy(browser, product, { address: everyone, table: true })
    const french = await fetchedBy(browser, product, { address: everyone, table: true, language: 'fr-FR' })
    const figures = [scripts('English', english), scripts('French', french)]
    const shared = new Set(english.map(({ path }) => path))
    const { rows } = await product.person.call<{ rows: { tenantId: string }[] }>('/api/customers?view=all&limit=1')
    for (const page of otherPages) {
      const all = await fetchedBy(browser, product, { address: page.replace('{first}', rows[0]?.tenantId ?? '') })
      const own = all.filter(({ script, path }) => script && !shared.has(path))
      const what = `JavaScript of ${page} besides that of the customers page (KB)`
      figures.push(atMost({ id: 'P14', what, details: { own } }, [bytesOf(own) / 1000], 60))
    }
    return [...figures, ...calls(english)]
  } finally {
    await browser.close()
  }
}

function scripts(language: string, all: readonly Fetched[]): Figure {
  const loaded = all.filter(({ script }) => script)
  const what = `JavaScript to the first customer, ${language} (KB in brotli)`
  return atMost({ id: 'P14', what, details: { loaded } }, [bytesOf(loaded) / 1000], 220)
}

function calls(all: readonly Fetched[]): Figure[] {
  const asked = all.filter(({ api }) => api)
  const named = { id: 'P21', details: { asked, cipp: { calls: 11, bytes: 26_900_000 } } }
  return [
    atMost({ ...named, what: 'API calls of the customers page' }, [asked.length], 4),
    atMost({ ...named, what: 'bytes these answer (KB)' }, [bytesOf(asked) / 1000], 60),
    seen({ id: 'P21', what: 'everything the page fetches (KB)' }, [bytesOf(all) / 1000]),
  ]
}
