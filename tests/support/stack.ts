// The running product for journeys, and signing in to it as a person does. Entered by tests/journeys.
import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import type { StackReady } from '../../dev/stack/stack.ts'

export const product = (): StackReady => inject('stack')

/** Through the cloud's own account picker and, where it asks, its consent page. Ends on `returnTo`. */
export async function signIn(page: Page, username: string, { returnTo = '/', stack = product() } = {}): Promise<void> {
  await page.goto(`${stack.product}/sign-in/start?choose=true&returnTo=${encodeURIComponent(returnTo)}`)
  await page.locator(`button[name="account"][value="${username}"]`).click()
  const consent = page.locator('button[name="consent"][value="accept"]')
  const back = page.waitForURL((url) => url.origin === stack.product)
  await Promise.race([
    back,
    consent.waitFor().then(
      () => consent.click(),
      () => {},
    ),
  ])
  await back
}
