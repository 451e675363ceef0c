// JSON with the marks of documentation in it.
import { describe, expect, it } from 'vitest'
import { readDocumented } from './documented-json.ts'

describe('documented JSON', () => {
  it.each([
    ['as it is', '{"a":1}', { a: 1 }, false],
    ['with a byte order mark', '\uFEFF{"a":1}', { a: 1 }, false],
    ['with comments', '{"a":"http://x" // why\n, /* and\n how */ "b":2}', { a: 'http://x', b: 2 }, true],
    ['with an ellipsis among members', '{"a":1, ...}', { a: 1 }, true],
    ['with an ellipsis before members', '{ ..., "a":1}', { a: 1 }, true],
    ['with an ellipsis in place of records', '[{"a":1}, ... , {"a":2}]', [{ a: 1 }, { a: 2 }], true],
    ['with a comma too many', '{"a":[1,2,],}', { a: [1, 2] }, true],
    ['with all that in texts', '{"a":"x // y, ... ,}", }', { a: 'x // y, ... ,}' }, true],
  ])('%s', (_, text, value, mended) => {
    expect(readDocumented(text)).toEqual({ value, mended })
  })

  it.each(['', '<html>', '{"a": }', 'a, b'])('is not "%s"', (text) => {
    expect(readDocumented(text)).toBeNull()
  })
})
