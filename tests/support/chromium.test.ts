// Where Chromium is looked for, and that a wrong CHROMIUM_PATH is not passed over.
import { expect, it } from 'vitest'
import { findChromium } from './chromium.ts'

const machine = (there: string[], env: NodeJS.ProcessEnv = {}) => ({
  env,
  platform: 'linux' as const,
  exists: (path: string) => there.includes(path),
})

it('prefers CHROMIUM_PATH', () => {
  expect(findChromium({}, machine(['/usr/bin/chromium', '/opt/c'], { CHROMIUM_PATH: '/opt/c' }))).toBe('/opt/c')
})

it('refuses a CHROMIUM_PATH that leads nowhere', () => {
  expect(() => findChromium({}, machine(['/usr/bin/chromium'], { CHROMIUM_PATH: '/opt/gone' }))).toThrow('/opt/gone')
})

it('finds it on PATH and in the usual places', () => {
  expect(findChromium({}, machine(['/usr/bin/chromium']))).toBe('/usr/bin/chromium')
  expect(findChromium({}, machine(['/opt/bin/google-chrome'], { PATH: '/opt/bin' }))).toBe('/opt/bin/google-chrome')
  expect(findChromium({}, machine([]))).toBeUndefined()
})

it('takes the one without windows for tests and the whole one for benches, and the other where there is but one', () => {
  const both = machine(['/usr/bin/chromium', '/usr/bin/chromium-headless-shell'])
  expect(findChromium({}, both)).toBe('/usr/bin/chromium-headless-shell')
  expect(findChromium({ whole: true }, both)).toBe('/usr/bin/chromium')
  expect(findChromium({ whole: true }, machine(['/usr/bin/chromium-headless-shell']))).toBe('/usr/bin/chromium-headless-shell')
})
