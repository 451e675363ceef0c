// JSON with the marks of documentation in it.
import { describe, expect, it } from 'vitest'
import { isBodiless, readDocumented } from './documented-json.ts'

describe('documented JSON', () => {
  it.each([
    ['as it is', '{"a":1}', { a: 1 }, false],
    ['with a byte order mark', '\uFEFF{"a":1}', { a: 1 }, false],
    ['with comments', '{"a":"http://x" // why\n, /* and\n how */ "b":2}', { a: 'http://x', b: 2 }, true],
    ['with an ellipsis among members', '{"a":1, ...}', { a: 1 }, true],
    ['with an ellipsis before members', '{ ..., "a":1}', { a: 1 }, true],
    ['with an ellipsis in place of records', '[{"a":1}, ... , {"a":2}]', [{ a: 1 }, { a: 2 }], true],
    ['with a comma too many', '{"a":[1,2,],}', { a: [1, 2] }, true],
    ['with an ellipsis in brackets', '{"a":[{"b":1}\n [...]\n], "c":[...]}', { a: [{ b: 1 }], c: [] }, true],
    ['with an ellipsis of one sign', '{"a":[{"b":1},\n …\n]}', { a: [{ b: 1 }] }, true],
    ['with a semicolon for a comma', '{"a":"1; 2";\n "b":2}', { a: '1; 2', b: 2 }, true],
    ['without a comma, without quotes', '{"a":{"b":1}\n "c":{ d: true, e: Null }}', { a: { b: 1 }, c: { d: true, e: null } }, true],
    ['with placeholders without quotes', '{"id":<id>, "d":{"e":<e tag>}}', { id: '<id>', d: { e: '<e tag>' } }, true],
    ['with quotes of typography', '{"a": “inactive", "b": 1}', { a: 'inactive', b: 1 }, true],
    ['with a line break in a text', '{"a":"b\n c"}', { a: 'b\n c' }, true],
    ['without its end', '{"items":[{"a":1},{"b":{}}\n', { items: [{ a: 1 }, { b: {} }] }, true],
    ['below the head of an answer', 'HTTP/1.1 200 OK\nContent-Type: application/json\nX-Empty:\n\n{"a":1}', { a: 1 }, true],
    ['below the head of a request', 'POST https://x.example/v1/y HTTP/1.1\nAccept: a\n[{"a":1}]', [{ a: 1 }], true],
    ['below a comment', '// with a "promotion"\n{"a":1}', { a: 1 }, true],
    ['within further braces', '{\n {"a":1}\n}', { a: 1 }, true],
    ['with one variant below the other', '{"a":1}\n\n{"a":2}', { a: 1 }, true],
    ['with all that in texts', '{"a":"x // y, ... ,}", }', { a: 'x // y, ... ,}' }, true],
  ])('%s', (_, text, value, mended) => {
    expect(readDocumented(text)).toEqual({ value, mended })
  })

  it.each(['', '<html>', 'a, b', '"a"b', '<html>\n{"a":1}', 'HTTP/1.1 202 Accepted'])('is not "%s"', (text) => {
    expect(readDocumented(text)).toBeNull()
  })

  it('has no body where there is nothing or the head alone', () => {
    expect(['', '\n', 'HTTP/1.1 202 Accepted\nLocation: https://x\n', 'HTTP/1.1 200 OK\n\n{}', 'null', '<html>'].map(isBodiless)).toEqual([
      ...[true, true, true, false, false, false],
    ])
  })
})
