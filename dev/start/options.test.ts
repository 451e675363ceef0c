// What `npm start` accepts, and what it says to the rest.
import { expect, it } from 'vitest'
import { readOptions, WrongOption } from './options.ts'
import { table } from './welcome.ts'

it('has the documented defaults', () => {
  expect(readOptions([])).toEqual({ customers: undefined, port: 4600, dataDir: 'data', json: false, source: 'simulator', help: false })
  expect(readOptions(['--source', 'samples']).dataDir).toBe('data/samples')
})

it.each([
  [['--port', 'x'], '--port takes a whole number'],
  [['--port', '70000'], '--port takes a whole number'],
  [['--customers', '0'], '--customers takes a whole number'],
  [['--customers', '1e3'], '--customers takes a whole number'],
  [['--source', 'azure'], '--source takes simulator or samples'],
  [['--source', 'samples', '--customers', '5'], 'belongs to the simulator'],
  [['--data', ''], '--data takes the name of a folder'],
  [['--bogus'], "Unknown option '--bogus'"],
])('refuses %j with a message that says why', (args, message) => {
  expect(() => readOptions(args)).toThrow(WrongOption)
  expect(() => readOptions(args)).toThrow(message)
})

it('lays columns as wide as they need', () => {
  expect(
    table([
      ['a', 'b', 'c'],
      ['long', 'x', ''],
    ]),
  ).toBe('  a      b   c\n  long   x   ')
})
