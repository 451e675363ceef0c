// One check as people read it: shape and word, what was found, and below it what to do and Microsoft's own words. Pure.
// Entered by doctor.ts and connect/.
import type { CheckResult } from '../../contract/connection.ts'
import type { Speaking } from '../surroundings.ts'
import { printable } from '../texts/printable.ts'
import { type Language, type Values, webWord } from '../texts/say.ts'
import { mendOf } from './mend.ts'

const shapes: Record<CheckResult['state'], string> = { ok: '✓', warning: '!', failed: '✗', skipped: '–' }

export function checkLines(speaking: Speaking, result: CheckResult): string {
  const { say } = speaking
  const { check, state, said, requestId } = result
  const word = say(`state.${state}`)
  const found = foundText(speaking, result)
  const lines = [
    `${shapes[state]} ${word.padEnd(9)} ${webWord(speaking.language, 'check', check)}${found && `${colon(speaking.language)}${found}`}`,
  ]
  const mend = mendText(speaking, result)
  if (mend) lines.push(`  ${mend}`)
  if (said) lines.push(`    ${printable(said)}`)
  if (requestId) lines.push(`    ${say('doctor.reference', { requestId: printable(requestId, 100) })}`)
  return `${lines.join('\n')}\n`
}

/** Null where all is well. */
export function mendText(speaking: Speaking, { check, cause, facts }: CheckResult): string | null {
  if (cause === null) return null
  const { code, status } = facts
  return mendOf(speaking, {
    cause,
    check,
    code: typeof code === 'string' ? code : null,
    status: typeof status === 'number' ? status : null,
    values: valuesOf(speaking, facts),
  })
}

/** What was found; of a failure its code and status, which the sentence below does not name. */
function foundText(speaking: Speaking, { check, state, facts }: CheckResult): string {
  const { say } = speaking
  const values = valuesOf(speaking, facts)
  if (state === 'ok') {
    const sentence = say(`found.${check}`, values)
    // An account whose first token is still to come has no name yet.
    return (sentence.includes('{') ? Object.values(values).join(', ') : sentence).replace(/^, /, '')
  }
  return (['missing', 'refused', 'seconds', 'code', 'status'] as const)
    .filter((name) => values[name] !== undefined)
    .map((name) => say(`found.${name}`, values))
    .join(', ')
}

function valuesOf({ language }: Speaking, facts: CheckResult['facts']): Values {
  const values: Values = {}
  for (const [name, fact] of Object.entries(facts)) {
    const word = printable(Array.isArray(fact) ? fact.join(', ') : String(fact), 300)
    if (name === 'before') values[name] = webWord(language, 'check', word)
    else if (name === 'partnerType') values[name] = webWord(language, 'partnerType', word)
    else values[name] = name.endsWith('At') ? dateText(language, word) : word
  }
  return values
}

export const dateText = (language: Language, instant: string): string => {
  const date = new Date(instant)
  return Number.isNaN(date.getTime())
    ? instant
    : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(date)
}

export const colon = (language: Language): string => (language === 'fr' ? '\u202f: ' : ': ')
