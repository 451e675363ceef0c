// Access tokens of more customers than there is room for.
import { expect, it } from 'vitest'
import { createTokenCache } from './token-cache.ts'

const token = (key: string) => `${key} ${'x'.repeat(1000)}`
const room = 100 * token('customer-100').length

it('of customers that are read in rounds, most of those there is room for keep their token', async () => {
  const cache = createTokenCache(room)
  let asked = 0
  const round = async (customers: number): Promise<number> => {
    const before = asked
    for (let nth = 0; nth < customers; nth += 1) {
      const key = `customer-${nth}`
      const ask = async () => {
        asked += 1
        return { token: token(key), expiresInSeconds: 3600 }
      }
      expect(await cache.of(key, ask)).toBe(token(key))
    }
    return asked - before
  }
  expect(await round(120)).toBe(120)
  const second = await round(120)
  expect(second).toBeGreaterThan(30)
  expect(second).toBeLessThan(60)
  expect(await round(120)).toBeLessThan(60)
  expect(await round(60)).toBeLessThan(30)
})
