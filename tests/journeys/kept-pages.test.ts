// A page that goes on from test to test brings nothing along, and one that cannot be emptied does not go on.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { keptPages } from '../support/kept-pages.ts'
import { product } from '../support/stack.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const address = () => `${product().product}/healthz`

it('goes on without storage, cookies, permissions, routes and windows of the test before, in the size that is wanted', async () => {
  const pages = keptPages(browser, product().product)
  const first = await pages.open({})
  await first.page.goto(address())
  await first.page.evaluate(() => {
    localStorage.setItem('left', 'behind')
    sessionStorage.setItem('left', 'behind')
  })
  await first.context.addCookies([{ name: 'left', value: 'behind', url: address() }])
  await first.context.grantPermissions(['geolocation'])
  await first.context.newPage()
  await first.page.route('**/healthz', (route) => route.abort())
  await first.context.route('**/healthz', (route) => route.abort())
  first.complaints.push('an old one')
  await pages.giveBack(first)

  const next = await pages.open({ width: 360, height: 740 })
  expect(next.page === first.page, 'the same page').toBe(true)
  expect([next.context.pages().length, next.complaints]).toEqual([1, []])
  await next.page.goto(address())
  const found = await next.page.evaluate(async () => ({
    kept: localStorage.length + sessionStorage.length,
    cookies: document.cookie,
    geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    width: window.innerWidth,
  }))
  expect(found).toEqual({ kept: 0, cookies: '', geolocation: 'prompt', width: 360 })
})

it('does not go on with the clock of a test, nor in another language or theme', async () => {
  const pages = keptPages(browser, product().product)
  const first = await pages.open({})
  await first.page.clock.install()
  await first.page.goto(address())
  await pages.giveBack(first)
  expect(first.page.isClosed()).toBe(true)

  const english = await pages.open({})
  await pages.giveBack(english)
  for (const other of [{ language: 'fr-FR' }, { theme: 'dark' }, { timezone: 'Asia/Tokyo' }] as const)
    expect((await pages.open(other)).page === english.page).toBe(false)
  expect((await pages.open({ language: 'en-US', theme: 'light' })).page === english.page).toBe(true)
})
