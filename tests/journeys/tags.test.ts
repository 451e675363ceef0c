// B13, tags: put on a customer and on a selection, taken back, filtered by, managed in the settings.
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Tag } from '../../contract/tags.ts'
import { apiOf } from './arrange.ts'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages } from './journey.ts'
import { plain } from './words.ts'

const { visit, signedIn } = journeys()

const wordsIn = {
  'en-US': {
    change: 'Change tags',
    find: 'Find or create a tag',
    create: /^Create the tag/,
    save: 'Save',
    undo: 'Undo',
    tag: 'Tag',
    some: 'on 1 of 2',
    title: 'Tags',
    rename: (name: string) => `Rename the tag “${name}”`,
    newName: (name: string) => `New name of “${name}”`,
    remove: (name: string) => `Delete the tag “${name}”`,
    reallyRemove: 'Delete',
  },
  'fr-FR': {
    change: 'Modifier les étiquettes',
    find: 'Chercher ou créer une étiquette',
    create: /^Créer l’étiquette/,
    save: 'Enregistrer',
    undo: 'Annuler',
    tag: 'Étiqueter',
    some: 'sur 1 de 2',
    title: 'Étiquettes',
    rename: (name: string) => `Renommer l’étiquette « ${name} »`,
    newName: (name: string) => `Nouveau nom de « ${name} »`,
    remove: (name: string) => `Supprimer l’étiquette « ${name} »`,
    reallyRemove: 'Supprimer',
  },
} as const

it.each(languages)(
  'B13: in %s a tag goes on one customer and on several, is taken back, filtered by, renamed and deleted',
  async (language) => {
    const words = wordsIn[language]
    const name = `Élite ${randomUUID().slice(0, 6)}`
    const api = apiOf(await signedIn('globalAdministrator'))
    const [first, second] = (await api.customers('view=all&search=contoso&limit=2')).map((row) => row.name) as [string, string]
    const tagOf = async (wanted: string) => (await api.call<{ tags: Tag[] }>('GET', '/api/tags')).tags.find((tag) => tag.name === wanted)
    const { page } = await visit({ language, as: 'adminAgent', at: '/customers?view=all&search=contoso' })
    const list = customersPage(page, language)
    const dialog = page.getByRole('dialog', { name: new RegExp(`^${words.title}`) })

    await list.open(first)
    await list.card.getByRole('button', { name: words.change }).click()
    await dialog.getByRole('searchbox', { name: words.find }).fill(name)
    await dialog.getByRole('button', { name: words.create }).click()
    await eventually(() => dialog.getByRole('checkbox', { name }).isChecked()).toBe(true)
    await dialog.getByRole('button', { name: words.save }).click()
    await list.card.getByText(name, { exact: true }).waitFor()

    // The selection: one has it, one has not. It holds rows as they were when they were ticked.
    await page.reload()
    for (const each of [first, second]) await list.row(each).getByRole('checkbox').check()
    await page.getByRole('button', { name: words.tag, exact: true }).click()
    await eventually(async () => plain(await dialog.getByRole('listitem').filter({ hasText: name }).innerText())).toContain(words.some)
    await dialog.getByRole('checkbox', { name }).check()
    await dialog.getByRole('button', { name: words.save }).click()
    await eventually(async () => (await tagOf(name))?.customers).toBe(2)
    await page.getByRole('button', { name: words.undo }).last().click()
    await eventually(async () => (await tagOf(name))?.customers).toBe(1)

    const tag = (await tagOf(name)) as Tag
    await page.goto(new URL(`/customers?view=all&all=1&tag=${tag.tagId}`, page.url()).href)
    await eventually(list.names).toEqual([first])

    await page.goto(new URL('/settings/tags', page.url()).href)
    await page.getByRole('button', { name: words.rename(name) }).click()
    await page.getByRole('textbox', { name: words.newName(name) }).fill(`${name} bis`)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: words.remove(`${name} bis`) }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.reallyRemove, exact: true }).click()
    await eventually(() => tagOf(`${name} bis`)).toBeUndefined()
  },
)

it('B13: whoever may not change tags sees them without the ways to change them', async () => {
  const { page } = await visit({ as: 'salesAgent', at: '/settings/tags' })
  await page.getByRole('heading', { level: 1, name: 'Tags' }).waitFor()
  expect(await page.getByRole('button', { name: /Create|Rename|Delete/ }).count()).toBe(0)
})
