// What two parts say at the same time stays readable line by line.
import { expect, it } from 'vitest'
import { namedLines } from './part-process.ts'

it('gives whole lines under their name, however the text is cut, and the last one without an end', () => {
  const said: string[] = []
  const lines = namedLines('unit', (text) => said.push(text))
  for (const text of ['one', ' and more\ntwo\n\nthr', 'ee']) lines.take(text)
  expect(said).toEqual(['unit        │ one and more\n', 'unit        │ two\n', 'unit        │ \n'])
  lines.end()
  lines.end()
  expect(said.slice(3)).toEqual(['unit        │ three\n'])
})
