// What each of the five roles may do and sees: the same table as on the server, on the screens.
import { describe, expect, it } from 'vitest'
import { customersPage } from './customers-page.ts'
import { eventually, journeys, languages } from './journey.ts'
import { partnerRoles } from './people.ts'
import { plain, wordsOf } from './words.ts'

const { visit } = journeys()
const may: Record<string, readonly (typeof partnerRoles)[number][]> = {
  flag: ['globalAdministrator'],
  limits: ['globalAdministrator'],
  sync: ['globalAdministrator', 'adminAgent'],
  enter: ['globalAdministrator', 'adminAgent', 'helpdeskAgent'],
  export: ['globalAdministrator', 'adminAgent', 'helpdeskAgent', 'salesAgent'],
}

describe.each(partnerRoles.flatMap((role) => languages.map((language) => ({ role, language }))))(
  'S65, S88: a $role, in $language',
  ({ role, language }) => {
    const holds = (right: string) => may[right]?.includes(role) ?? false

    it(`flags ${holds('flag') ? 'customers' : 'no customer, and is told who may'}; enters ${holds('enter') ? 'admin centers' : 'no admin center'}`, async () => {
      const { page } = await visit({ as: role, language, at: '/customers?view=all&search=contoso%20sa' })
      const list = customersPage(page, language)
      const { card, flagDrop } = list.words
      await list.open('Contoso SA')
      await list.card.getByRole('button', { name: card.flag, exact: true }).click()
      if (holds('flag')) {
        await page.getByText(card.flagged('Contoso SA'), { exact: true }).waitFor()
        await page.getByRole('button', { name: flagDrop.undo }).click()
        await page.getByText(flagDrop.takenBack).waitFor()
      } else await page.getByText(card.onlyGlobal, { exact: true }).waitFor()
      await eventually(() => list.card.getByRole('button', { name: card.flag, exact: true }).getAttribute('aria-pressed')).toBe('false')
      // The links come with what is read of the customer.
      if (holds('enter')) await list.card.getByRole('link', { name: 'Microsoft Entra' }).waitFor()
      else await list.card.getByText(list.words.list.enterNot.role).waitFor()
      expect(await list.card.getByRole('link', { name: 'Microsoft Entra' }).count()).toBe(holds('enter') ? 1 : 0)
    })

    it(`downloads ${holds('export') ? 'the list' : 'nothing, and is told so'}; ${holds('sync') ? 'starts a sync' : 'sees how fresh it is'}; ${holds('limits') ? 'changes' : 'reads'} the limits`, async () => {
      const words = wordsOf(language)
      const { page } = await visit({ as: role, language, at: '/customers' })
      await page.getByText(new RegExp(`^${words.sync.fresh}`)).waitFor()
      expect(await page.getByRole('button', { name: words.sync.now }).count()).toBe(holds('sync') ? 1 : 0)
      await page.getByRole('button', { name: words.list.download }).click({ force: true })
      if (holds('export')) {
        await page.getByRole('dialog', { name: words.download.title }).waitFor()
        await page.keyboard.press('Escape')
      } else {
        await page.getByText(words.download.notAllowed).first().waitFor()
        expect(await page.getByRole('dialog').count()).toBe(0)
      }
      await page.getByRole('link', { name: words.navigation.settings, exact: true }).click()
      await page.getByRole('link', { name: words.settings.limits }).click()
      const field = page.getByRole('textbox', { name: words.settings.flaggedLimit })
      await field.waitFor()
      expect(await field.isEditable()).toBe(holds('limits'))
      expect(await page.getByRole('button', { name: words.settings.save }).count()).toBe(holds('limits') ? 1 : 0)
      if (!holds('limits')) expect(plain(await page.getByRole('main').innerText())).toContain(words.settings.readOnly)
    })
  },
)

it('S88: roles come from groups too, where a person is in more of them than a token holds', async () => {
  const { page } = await visit({ as: 'inManyGroups', at: '/customers?view=all&search=contoso%20sa' })
  const list = customersPage(page)
  await list.open('Contoso SA')
  await list.card.getByRole('link', { name: 'Microsoft Entra' }).waitFor()
})
