// What `npm run conformance` accepts, checked, with the help text. Pure.
import { parseArgs } from 'node:util'

export type Options = { samples: string; json: boolean; help: boolean }

export class WrongOption extends Error {}

export const help = `Runs answers, errors and requests as Microsoft documents them through the code that reads and writes them.

  npm run conformance -- --samples DIR [--json]

  --samples DIR   folder with index.json and the files it names (../shared/ms-samples)
  --json          print one JSON document instead of lines
  --help          print this

Ends with 0 when everything passed, 1 when a sample failed, 2 when there was nothing to run.
`

export const usual = '../shared/ms-samples'

export function readOptions(args: string[]): Options {
  const given = parse(args)
  if (given.samples === '') throw new WrongOption('--samples takes the name of a folder.')
  return { samples: given.samples ?? usual, json: given.json ?? false, help: given.help ?? false }
}

function parse(args: string[]) {
  try {
    const flag = { type: 'boolean' } as const
    return parseArgs({ args, options: { samples: { type: 'string' }, json: flag, help: { ...flag, short: 'h' } } }).values
  } catch (error) {
    throw new WrongOption(`${(error as Error).message.split('. ')[0]}. See npm run conformance -- --help.`)
  }
}
