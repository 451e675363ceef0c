// The options of `npm run simulator`. Pure. Entered by run.ts.
import { parseArgs } from 'node:util'
import { CannotDo } from './control-client.ts'

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const

const OPTIONS = {
  control: text,
  data: { ...text, default: 'data' },
  json: flag,
  help: { ...flag, short: 'h' },
  customers: text,
  tenant: texts,
  share: text,
  every: text,
  count: text,
  api: text,
  path: text,
  method: text,
  'retry-after': text,
  milliseconds: text,
  'bytes-per-second': text,
  megabytes: text,
  code: text,
  speed: text,
  delegation: text,
  domain: text,
  partner: text,
  user: text,
  'no-mfa': flag,
  advisory: flag,
  title: text,
  feature: text,
  since: text,
  text: text,
  to: text,
} as const

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new CannotDo(`${(error as Error).message.split('. ')[0]}. See npm run simulator -- --help.`)
  }
}

export type Given = ReturnType<typeof parse>['values']
export type Asked = { words: string[]; given: Given }

export function readArguments(argv: string[]): Asked {
  const { values, positionals } = parse(argv)
  return { words: positionals, given: values }
}
