// The download of the list: exactly this view or everything, for a spreadsheet or for programs, read back with a strict parser.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerRow } from '../../contract/customers.ts'
import { apiOf } from './arrange.ts'
import { parseCsv } from './csv.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages } from './journey.ts'
import { plain, wordsOf } from './words.ts'

const { visit, signedIn } = journeys()
const admin = async () => apiOf(await signedIn('globalAdministrator'))

beforeAll(async () => {
  await (await admin()).clearFlags()
  await (await admin()).call('PUT', `/api/customers/${(await (await admin()).customerNamed('Contoso SA')).tenantId}/flag`, {})
})
afterAll(async () => (await admin()).clearFlags())

type Choice = { what?: string; flavour: 'spreadsheet' | 'data' }
type Language = (typeof languages)[number]

async function download(page: Page, language: Language, { what, flavour }: Choice): Promise<{ text: string; name: string; said: string }> {
  const words = wordsOf(language).download
  await page.getByRole('button', { name: words.title }).click()
  const dialog = page.getByRole('dialog', { name: words.title })
  const choose = (label: string) => dialog.getByRole('radio', { name: new RegExp(`^${label}`) }).check()
  if (what) await choose(what)
  await choose(words[flavour])
  const said = plain(await dialog.getByRole('status').innerText())
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: startName(words.start) }).click()])
  const text = await readFile(await file.path(), 'utf8')
  await dialog.waitFor({ state: 'hidden' })
  return { text, name: file.suggestedFilename(), said }
}

/** The button's name but for the number in it. */
const startName = (start: (count: string) => string) => new RegExp(`^${start('[\\d,. \\s]+')}?$`)

/** As the file holds it: a leading apostrophe keeps a spreadsheet from running a cell. */
const defused = (value: string | null) => (value && /^[=+\-@\t\r]/.test(value) ? `'${value}` : (value ?? ''))

const everyone = async (): Promise<CustomerRow[]> => (await admin()).customers('view=all&limit=500')

describe.each(languages)('in %s', (language) => {
  const words = wordsOf(language).download
  const number = (value: number) => plain(new Intl.NumberFormat(language).format(value))

  it('S31, S32: everything, for a spreadsheet: byte-order mark, the separator and the dates of the language, one row for each customer', async () => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/customers?view=all' })
    const rows = await everyone()
    const { text, name, said } = await download(page, language, { flavour: 'spreadsheet' })
    expect(said).toContain(number(rows.length))
    expect(name).toMatch(/\.csv$/)
    expect(text.charCodeAt(0)).toBe(0xfeff)
    const [headings, ...cells] = parseCsv(text.slice(1), words.separator)
    expect(headings).toEqual(words.headings)
    expect(cells.map((row) => row.length)).toEqual(cells.map(() => words.headings.length))
    expect(cells.map(([tenantId]) => tenantId).toSorted()).toEqual(rows.map(({ tenantId }) => tenantId).toSorted())
    const contoso = cells.find(([, company]) => company === 'Contoso SA') ?? []
    expect(contoso[5]).toBe(words.active)
    expect(contoso[6]).toMatch(language === 'fr-FR' ? /^\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}$/ : /^\d{1,2}\/\d{1,2}\/\d{4} \d{2}:\d{2}$/)
    expect(contoso[7]).not.toBe('')
  })

  it('S31, S32: this view, as data: exactly what search and view select, UTF-8, commas, ISO dates', async () => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/customers?view=all&search=contoso&sort=name&direction=desc' })
    const list = customersPage(page, language)
    await list.row('Contoso SA').waitFor()
    const shown = await list.names()
    const { text, said } = await download(page, language, { what: words.view(String(shown.length)), flavour: 'data' })
    expect(said).toContain(String(shown.length))
    const [headings, ...cells] = parseCsv(text, ',')
    expect(headings).toEqual(
      'tenant_id,name,domain,country,relationship,delegation,delegation_ends_at,flagged_at,tags,added_at,departed_at'.split(','),
    )
    expect(cells.map(([, name]) => name).toSorted()).toEqual(shown.map(defused).toSorted())
    const contoso = cells.find(([, name]) => name === 'Contoso SA') ?? []
    expect(contoso[5]).toBe('active')
    for (const at of [6, 7, 9]) expect(contoso[at]).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
  })
})

it.each(['spreadsheet', 'data'] as const)(
  'S32: cells that a spreadsheet would run are defused, quotes and separators kept (%s)',
  async (flavour) => {
    const { page } = await visit({ as: 'adminAgent', at: '/customers?view=all' })
    const { text } = await download(page, 'en-US', { flavour })
    const names = parseCsv(text.replace(/^\uFEFF/, ''), ',').map(([, name]) => name)
    expect(names).toEqual(expect.arrayContaining(["'=Équinoxe Conseil", "'+Plus Énergie", "'-Moins Cher Distribution", "'@Home Domotique"]))
    expect(names).toEqual(
      expect.arrayContaining([
        'O\'Brien, Murphy; & "Sons" Ltd',
        'L’Atelier "Chez Nous", S.A.R.L.',
        'Fabrikam, Inc.',
        'Dupont; Durand & Associés',
      ]),
    )
    expect(names.filter((name) => /^[=+\-@\t\r]/.test(name ?? ''))).toEqual([])
  },
)

it.each(languages)(
  'S31: the flagged view downloads the flagged customers only; everything stays one choice away (%s)',
  async (language) => {
    const { page } = await visit({ language, as: 'adminAgent', at: '/customers?view=flagged' })
    await customersPage(page, language).row('Contoso SA').waitFor()
    const view = await download(page, language, { flavour: 'data' })
    expect(parseCsv(view.text, ',').map(([, name]) => name)).toEqual(['name', 'Contoso SA'])
    const all = await download(page, language, { what: language === 'fr-FR' ? 'Tout' : 'Everything', flavour: 'data' })
    expect(parseCsv(all.text, ',')).toHaveLength((await everyone()).length + 1)
  },
)

it.each([
  ['view=all&search=contoso&sort=name&direction=desc', 'by name, downwards'],
  ['view=all&search=contoso', 'the best match first'],
  ['view=all&delegation=pending&sort=delegation', 'by the end of delegated access'],
] as const)('S31: the file keeps the order of the view (%s: %s)', async (query, _order) => {
  const { page } = await visit({ as: 'adminAgent', at: `/customers?${query}` })
  const list = customersPage(page)
  await eventually(async () => (await list.names()).length > 1 && !(await list.names()).includes('…')).toBe(true)
  const shown = await list.names()
  const { text } = await download(page, 'en-US', { flavour: 'data' })
  const [, ...cells] = parseCsv(text, ',')
  expect(cells.map(([, name]) => name).slice(0, shown.length)).toEqual(shown.map(defused))
})
