// The words of Microsoft's lists of values, whatever casing they come in. Entered by graph/ and azure-support/.
import { memberOf, reader, textOf } from './tolerant.ts'

/** A word of a documented list in its documented casing, whatever casing was sent; a word that is new to us as it was sent. */
export const wordOf = <Word extends string>(...words: readonly Word[]) => {
  const known = new Map(words.map((word) => [memberOf(word), word]))
  return reader(
    // `string & {}` keeps the documented words visible to editors although any word may come.
    (sent): Word | (string & {}) | null => known.get(memberOf(sent)) ?? textOf(sent, 100),
  )
}
