// The customer list and its card as a person finds them, by roles and names. Entered by the journeys about customers.
import type { Locator, Page } from 'playwright-core'
import type { CustomerView } from '../../contract/customers.ts'
import type { Language } from '../support/browser.ts'
import { eventually } from './journey.ts'
import { plain, wordsOf } from './words.ts'

export type CustomersPage = ReturnType<typeof customersPage>

export function customersPage(page: Page, language: Language = 'en-US') {
  const words = wordsOf(language)
  const { list } = words
  const grid = page.getByRole('grid', { name: list.title, exact: true })
  const card = page.getByRole('complementary', { name: words.card.label }).or(page.getByRole('dialog', { name: words.card.label }))
  const search = page.getByRole('searchbox', { name: list.search })
  const row = (name: string): Locator => grid.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
  const panel = page.getByRole('tabpanel')
  return {
    words,
    grid,
    card,
    search,
    row,
    panel,
    tab: (view: CustomerView) => page.getByRole('tab', { name: list.tabs[view] }),
    /** The number beside a tab's name. */
    tabCount: async (view: CustomerView) =>
      Number((await page.getByRole('tab', { name: list.tabs[view] }).innerText()).match(/(\d+)\s*$/)?.[1]),
    /** "n of N" under the list. */
    foot: async () => plain(await panel.getByRole('status').last().innerText()),
    names: () => namesIn(grid),
    rowCount: async () => Number(await grid.getAttribute('aria-rowcount')) - 1,
    header: (name: string) => grid.getByRole('columnheader', { name }),
    open: async (name: string) => {
      await row(name).getByRole('link', { name, exact: true }).click()
      await card.getByRole('heading', { name, exact: true, level: 2 }).waitFor()
    },
    /** Types, and waits until the list is the one that was asked for. */
    find: async (text: string) => {
      await search.fill(text)
      await eventually(() => new URL(page.url()).searchParams.get('search') ?? '').toBe(text)
    },
    /** A filter above the list, closed. */
    chip: (label: string) => page.getByRole('button', { name: new RegExp(`^${label}`), expanded: false }),
    toast: (text: string) => page.getByText(text, { exact: true }),
  }
}

/** In the order a person sees them; rows still on their way count as an ellipsis. */
const namesIn = (grid: Locator): Promise<string[]> =>
  grid.evaluate((element) =>
    [...element.querySelectorAll<HTMLElement>('[role="row"][data-index]')]
      .sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
      .map((row) => row.querySelector('[data-column="name"] a')?.textContent ?? '…'),
  )
