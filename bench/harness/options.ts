// What `npm run bench` accepts. Pure.
import { parseArgs } from 'node:util'

export type Options = { names: string[]; json: boolean; small: boolean; help: boolean }

export const help = `Runs the benches and prints a table; writes everything to bench/results.

  npm run bench -- [options] [NAME...]

  NAME      only the benches whose name contains it or that have this id, such as search or P3;
            kills (R1, R6) and load (R5) take 10 to 30 minutes each and run only where they are named
  --json    print one JSON array and nothing else on standard output
  --small   a twentieth of the data and three runs: to see that a bench works, not to judge by
  --help    print this
`

export function readOptions(args: string[]): Options {
  const flag = { type: 'boolean', default: false } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: flag, small: flag, help: flag } })
  return { ...values, names: positionals.map((name) => name.toLowerCase()) }
}
