// temp
import { readFileSync } from 'node:fs'
import { accessibilityFaults } from './accessibility.ts'
import { openBrowser, openPage } from './browser.ts'
const stack = JSON.parse(readFileSync('/tmp/c.out', 'utf8'))
const b = await openBrowser()
const { page, complaints } = await openPage(b, { language: 'fr-FR', theme: 'dark' })
await page.goto(`${stack.product}/sign-in/start?choose=true&returnTo=${encodeURIComponent('/customers')}`)
await page.locator(`button[name="account"][value="${stack.accounts[0].username}"]`).click()
const consent = page.locator('button[name="consent"][value="accept"]')
const back = page.waitForURL((url) => url.origin === stack.product)
await Promise.race([back, consent.waitFor().then(() => consent.click(), () => {})])
await back
await page.waitForTimeout(2500)
await page.screenshot({ path: '/tmp/shot.png' })
console.log(page.url(), complaints, await accessibilityFaults(page))
await b.close()
