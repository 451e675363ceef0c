// `npm start -- --source samples`: the product on a replay of Microsoft's documented responses, whose customers nobody here wrote.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { samplesPresent, whyAbsent } from '../conformance/samples.ts'
import { type RunningProduct, runProduct } from '../support/run-product.ts'
import { apiOf } from './arrange.ts'
import { parseCsv } from './csv.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages } from './journey.ts'

const { visit, signedIn } = journeys()

describe.skipIf(!samplesPresent)(`a replay of documented responses${whyAbsent}`, () => {
  let own: RunningProduct
  beforeAll(async () => {
    own = await runProduct({ source: 'samples' })
  })
  afterAll(() => own?.stop())

  it.each(languages)('S33, S38, S31: its customers are found, opened and downloaded (%s)', async (language) => {
    const api = apiOf(await signedIn('adminAgent', own), own)
    const everyone = async () => (await api.customers('limit=500')).map(({ name }) => name)
    await eventually(async () => (await everyone()).length).toBeGreaterThan(0)
    await eventually(async () => (await api.call<{ first: boolean }>('GET', '/api/sync')).first).toBe(false)
    const names = await everyone()

    const { page } = await visit({ language, as: 'adminAgent', stack: own, at: '/customers?view=all' })
    const list = customersPage(page, language)
    const unique = names.filter((name) => names.indexOf(name) === names.lastIndexOf(name))
    expect(unique.length).toBeGreaterThan(0)
    for (const name of unique) {
      await list.find(name)
      await eventually(list.names).toContain(name)
      await list.open(name)
    }

    await page.getByRole('button', { name: list.words.list.download }).click()
    const dialog = page.getByRole('dialog', { name: list.words.download.title })
    await dialog.getByRole('radio').nth(1).check()
    await dialog.getByRole('radio').nth(3).check()
    const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button').first().click()])
    const [, ...rows] = parseCsv(await readFile(await file.path(), 'utf8'), ',')
    expect(rows.map(([, name]) => name).toSorted()).toEqual(names.toSorted())
  })
})
