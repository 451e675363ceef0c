// B4: the signed-out status page. An administrator makes a link, somebody who cannot sign in reads it in either language and theme, and once
// revoked it leads nowhere.
import { describe, expect, it } from 'vitest'
import { accessibilityFaults } from '../support/accessibility.ts'
import { anIssue, apiOf } from './arrange.ts'
import { journeys, languages } from './journey.ts'

const { visit, signedIn } = journeys()

const english = {
  title: 'Status page',
  name: 'Name',
  create: 'Create the link',
  created: /^The link was created/,
  status: /^Service status/,
  open: 'Open incidents and advisories',
  services: 'Services',
  other: 'Français',
  otherStatus: /^État des services/,
  revokeOne: (name: string) => `Revoke the link “${name}”`,
  revoke: 'Revoke',
  nothing: 'There is nothing here',
}
const french: typeof english = {
  title: 'Page d’état',
  name: 'Nom',
  create: 'Créer le lien',
  created: /^Le lien a été créé/,
  status: /^État des services/,
  open: 'Incidents et avis en cours',
  services: 'Services',
  other: 'English',
  otherStatus: /^Service status/,
  revokeOne: (name: string) => `Révoquer le lien «\u202f${name}\u202f»`,
  revoke: 'Révoquer',
  nothing: 'Il n’y a rien ici',
}

describe.each(languages)('in %s', (language) => {
  const words = language === 'fr-FR' ? french : english

  it('S43: a link is made, read without signing in, and revoked', async () => {
    await anIssue(apiOf(await signedIn('globalAdministrator')))
    const name = `Helpdesk ${language}`
    const { page } = await visit({ language, as: 'globalAdministrator', at: '/settings/status-page' })
    await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
    await page.getByRole('textbox', { name: words.name }).fill(name)
    await page.getByRole('button', { name: words.create }).click()
    const told = page.getByRole('status').filter({ hasText: words.created })
    await told.waitFor()
    const address = /https?:\/\/\S+\/status\/[\w-]{43}/.exec(await told.innerText())?.[0] ?? 'none'

    for (const theme of ['light', 'dark'] as const) {
      const stranger = await visit({ language, theme, width: theme === 'dark' ? 360 : 1280, accepts: /404/ })
      await stranger.page.goto(address)
      await stranger.page.getByRole('heading', { level: 1, name: words.status }).waitFor()
      const issues = stranger.page.getByRole('region', { name: words.open })
      expect(await issues.getByRole('listitem').count()).toBeGreaterThan(0)
      expect(await stranger.page.getByRole('region', { name: words.services }).getByRole('rowheader').count()).toBeGreaterThan(5)
      expect(await accessibilityFaults(stranger.page), theme).toEqual([])
      const overflows = await stranger.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      expect(overflows, theme).toBe(false)
      await stranger.page.getByRole('link', { name: words.other, exact: true }).click()
      await stranger.page.getByRole('heading', { level: 1, name: words.otherStatus }).waitFor()
      expect(await stranger.context.cookies()).toEqual([])
      if (theme === 'light') continue

      await page.getByRole('button', { name: words.revokeOne(name) }).click()
      await page.getByRole('dialog').getByRole('button', { name: words.revoke, exact: true }).click()
      await page.getByRole('button', { name: words.revokeOne(name) }).waitFor({ state: 'detached' })
      await stranger.page.goto(address)
      await stranger.page.getByRole('heading', { level: 1, name: words.nothing }).waitFor()
      expect(await accessibilityFaults(stranger.page), 'nothing here').toEqual([])
    }
  })
})
