// Rules on the interface's texts: both languages hold the same keys and placeholders, every message parses, every key is used.
import { IntlMessageFormat } from 'intl-messageformat'
import { type CheckResult, fromFindings } from './check-result.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

type Texts = Record<string, string>

const textPath = /^web\/i18n\/(en|fr)\/(\w+)\.json$/

type Part = { type: number; value?: unknown; children?: Part[]; options?: Record<string, { value: Part[] }> }
const plainText = 0
const poundSign = 7

/** The names of everything a message waits for: {count}, <b>…</b>. Throws where it does not parse. */
export function placeholders(message: string): string[] {
  const found = new Set<string>()
  const walk = (parts: Part[]) => {
    for (const part of parts) {
      if (part.type === plainText || part.type === poundSign) continue
      found.add(String(part.value))
      walk(part.children ?? [])
      for (const option of Object.values(part.options ?? {})) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(message, 'en').getAst() as Part[])
  return [...found].sort()
}

function readMessage(where: string, message: string, findings: string[]): string {
  try {
    return placeholders(message).join(', ')
  } catch (error) {
    findings.push(`${where}: does not parse as an ICU message: ${error instanceof Error ? error.message : error}`)
    return ''
  }
}

export function compareLanguages(namespace: string, english: Texts, french: Texts): string[] {
  const findings: string[] = []
  for (const key of new Set([...Object.keys(english), ...Object.keys(french)])) {
    const [en, fr] = [english[key], french[key]]
    if (en === undefined || fr === undefined) {
      findings.push(`${namespace}:${key} is missing in ${en === undefined ? 'English' : 'French'}`)
      continue
    }
    const [wantsEn, wantsFr] = [readMessage(`en ${namespace}:${key}`, en, findings), readMessage(`fr ${namespace}:${key}`, fr, findings)]
    if (wantsEn !== wantsFr) findings.push(`${namespace}:${key} waits for {${wantsEn}} in English but {${wantsFr}} in French`)
  }
  return findings
}

/** A key is used where it stands in quotes, or where a template begins or ends like it: t(`state.${state}`), t(`${what}.title`). */
export function unusedKeys(namespace: string, keys: string[], code: string): string[] {
  const beginnings = [...code.matchAll(/`(?:\w+:)?([\w.-]+)\$\{/g)].map((match) => match[1]!)
  const endings = [...code.matchAll(/t\(`(?:\w+:)?\$\{[^`}]+\}(\.[\w.-]+)`/g)].map((match) => match[1]!)
  const quoted = (key: string) => new RegExp(`['"\`](${namespace}:)?${key.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')}['"\`]`).test(code)
  return keys
    .filter(
      (key) =>
        !quoted(key) && !beginnings.some((beginning) => key.startsWith(beginning)) && !endings.some((ending) => key.endsWith(ending)),
    )
    .map((key) => `${namespace}:${key} is used nowhere`)
}

function textsOf(files: SourceFile[]): Map<string, { en?: Texts; fr?: Texts }> {
  const namespaces = new Map<string, { en?: Texts; fr?: Texts }>()
  for (const { path, text } of files) {
    const [, language, namespace] = path.match(textPath) ?? []
    if (!language || !namespace) continue
    namespaces.set(namespace, { ...namespaces.get(namespace), [language]: JSON.parse(text) as Texts })
  }
  return namespaces
}

export function checkTexts(files: SourceFile[] = sourceFiles()): CheckResult {
  const code = files
    .filter(({ path }) => /^(web|contract)\/.*\.tsx?$/.test(path) && !path.includes('.test.'))
    .map(({ text }) => text)
    .join('\n')
  const findings = [...textsOf(files)].flatMap(([namespace, { en = {}, fr = {} }]) => [
    ...compareLanguages(namespace, en, fr),
    ...unusedKeys(namespace, Object.keys(en), code),
  ])
  return fromFindings(findings)
}
