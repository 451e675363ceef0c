// What `npm start` and `npm run dev` accept, checked, with the help text. Pure.
import { parseArgs } from 'node:util'
import type { Source } from '../stack/world.ts'

export type StartOptions = { customers: number | undefined; port: number; dataDir: string; json: boolean; source: Source; help: boolean }

export class WrongOption extends Error {}

export const help = `Starts Tenantry with a simulated Microsoft cloud and a private PostgreSQL.

  npm start -- [options]

  --customers N     customers of the simulated partner, 1 to 1,000,000 (250, or what the data folder has)
  --port PORT       port of the product, 0 for any free one (4600); the cloud takes the next one
  --data DIR        folder of the data, kept between starts (./data)
  --source NAME     simulator, or samples: Microsoft's documented responses from ../shared/ms-samples
  --json            print one line of JSON when everything is ready, and nothing else, on standard output
  --help            print this
`

function wholeNumber(name: string, text: string, smallest: number, largest: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= smallest && number <= largest) return number
  throw new WrongOption(`--${name} takes a whole number from ${smallest} to ${largest}, not "${text}".`)
}

function parse(args: string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args,
      options: { customers: text, port: text, data: text, source: text, json: flag, help: { ...flag, short: 'h' } },
    }).values
  } catch (error) {
    throw new WrongOption(`${(error as Error).message.split('. ')[0]}. See npm start -- --help.`)
  }
}

export function readOptions(args: string[]): StartOptions {
  const { customers, port = '4600', data, source = 'simulator', json = false, help: wantsHelp = false } = parse(args)
  if (source !== 'simulator' && source !== 'samples') throw new WrongOption(`--source takes simulator or samples, not "${source}".`)
  if (data === '') throw new WrongOption('--data takes the name of a folder.')
  if (source === 'samples' && customers !== undefined)
    throw new WrongOption('--customers belongs to the simulator: the samples have the customers they have.')
  return {
    customers: customers === undefined ? undefined : wholeNumber('customers', customers, 1, 1_000_000),
    port: wholeNumber('port', port, 0, 65_534),
    dataDir: data ?? (source === 'samples' ? 'data/samples' : 'data'),
    json,
    source,
    help: wantsHelp,
  }
}
