// Reads the words of the command line and refuses, with what to do, those that mean nothing. Pure. Entered by run.ts.
import { parseArgs } from 'node:util'
import { type PullResource, pullResources } from '../contract/pulls.ts'
import { CannotAsk } from './surroundings.ts'
import { type Language, languages } from './texts/say.ts'

export const commands = ['doctor', 'connect', 'sync status', 'sync now'] as const
export type Command = (typeof commands)[number]

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const
const options = {
  data: text,
  url: text,
  token: text,
  partner: text,
  language: text,
  help: { ...flag, short: 'h' },
  json: flag,
  lists: flag,
  resource: texts,
  tenant: texts,
} as const

const everywhere = ['data', 'url', 'token', 'partner', 'language', 'help']
const own: Record<Command | 'sync', readonly string[]> = {
  doctor: ['json'],
  connect: [],
  sync: ['json', 'lists', 'resource', 'tenant'],
  'sync status': ['json'],
  'sync now': ['json', 'lists', 'resource', 'tenant'],
}

export type Asked = {
  /** Null where only help is asked for. */
  command: Command | null
  /** Which help: of everything, or of one command. */
  help: 'all' | 'doctor' | 'connect' | 'sync' | null
  data: string | undefined
  url: string | undefined
  token: string | undefined
  partner: string | undefined
  language: Language | undefined
  json: boolean
  /** Microsoft's lists, by which the customers are known. */
  lists: boolean
  resources: PullResource[]
  tenantIds: string[]
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function readArguments(args: readonly string[]): Asked {
  const { values, positionals, tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true })
  const given = values as Partial<{ [K in keyof typeof options]: string }> & { resource?: string[]; tenant?: string[] }
  const named = commandOf(positionals)
  const helps = Boolean(given.help) || positionals.length === 0
  refuseUnknown(tokens, named)
  return {
    command: helps || named === null || named === 'sync' ? null : named,
    help: helps ? helpOf(named) : null,
    data: given.data,
    url: given.url,
    token: given.token,
    partner: one(given.partner, 'use.partner', (word) => (guid.test(word) ? word.toLowerCase() : undefined)),
    language: one(given.language, 'use.language', (word) => languages.find((language) => language === word)),
    json: Boolean(given.json),
    lists: Boolean(given.lists),
    resources: (given.resource ?? []).map((word) => must(word, 'use.resource', (name) => pullResources.find((each) => each === name))),
    tenantIds: (given.tenant ?? []).map((word) => must(word, 'use.tenant', (id) => (guid.test(id) ? id.toLowerCase() : undefined))),
  }

  function commandOf([first, second, third]: string[]): Command | 'sync' | null {
    if (first === undefined) return null
    if (first === 'doctor' || first === 'connect') {
      if (second !== undefined) throw new CannotAsk('use.tooManyWords', { word: second, command: first })
      return first
    }
    if (first !== 'sync') throw new CannotAsk('use.unknownCommand', { word: first })
    if (third !== undefined) throw new CannotAsk('use.tooManyWords', { word: third, command: first })
    if (second === undefined && given.help) return 'sync'
    if (second === 'status' || second === 'now') return `sync ${second}`
    throw new CannotAsk('use.syncWord')
  }
}

const helpOf = (named: Command | 'sync' | null): Asked['help'] =>
  named === null ? 'all' : named === 'doctor' || named === 'connect' ? named : 'sync'

type Token = { kind: string; name?: string; rawName?: string; value?: string | undefined; inlineValue?: boolean | undefined }

function refuseUnknown(tokens: readonly Token[], named: Command | 'sync' | null): void {
  const known = named === null ? everywhere : [...everywhere, ...own[named]]
  const command = (named ?? '').split(' ')[0] ?? ''
  for (const { kind, name = '', rawName = '', value, inlineValue } of tokens) {
    if (kind !== 'option') continue
    if (!known.includes(name)) throw new CannotAsk('use.unknownFlag', { flag: rawName, command })
    const takesValue = options[name as keyof typeof options].type === 'string'
    if (!takesValue && value !== undefined) throw new CannotAsk('use.noValue', { flag: rawName, command })
    if (takesValue && (!value || (!inlineValue && value.startsWith('-'))))
      throw new CannotAsk('use.valueMissing', { flag: rawName, command })
  }
}

type Refusal = 'use.partner' | 'use.language' | 'use.resource' | 'use.tenant'

function must<T>(word: string, refusal: Refusal, read: (word: string) => T | undefined): T {
  const meant = read(word)
  if (meant === undefined) throw new CannotAsk(refusal, { word })
  return meant
}

const one = <T>(word: string | undefined, refusal: Refusal, read: (word: string) => T | undefined): T | undefined =>
  word === undefined ? undefined : must(word, refusal, read)
