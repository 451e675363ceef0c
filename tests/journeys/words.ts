// The words a journey looks for, written out in both languages and never read from the product's own texts. The French ones are the
// original's terms where product.md gives them.
import type { Language } from '../support/browser.ts'
import { english, type Words } from './words-en.ts'
import { french } from './words-fr.ts'

export type { Words }

export const wordsOf = (language: Language): Words => (language.startsWith('fr') ? french : english)

/** As a reader compares: any white space is one space. Intl and French typography use narrow ones. */
export const plain = (text: string | null): string => (text ?? '').replaceAll(/\s+/g, ' ').trim()
