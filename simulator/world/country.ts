// What is known of a country: weight, language of its names, towns, and what an address there looks like.
import type { Words } from './words-latin.ts'

export type Town = readonly [city: string, region: string, postalCode: string]

export type Country = {
  code: string
  weight: number
  words: Words
  culture: string
  topLevel: string
  phone: string
  streets: readonly string[]
  towns: readonly Town[]
}

export const country = (code: string, weight: number, words: Words, facts: Omit<Country, 'code' | 'weight' | 'words'>): Country => ({
  code,
  weight,
  words,
  ...facts,
})
