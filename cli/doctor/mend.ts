// What to do about a check that is not well, in one sentence. Pure. Entered by check-lines.ts and sync/.
import type { CheckResult } from '../../contract/connection.ts'
import type { Speaking } from '../surroundings.ts'
import { printable } from '../texts/printable.ts'
import { isKey, type Values, webMend } from '../texts/say.ts'

/** What is known of a failure: of a check, or of reading a customer. */
export type Failing = {
  cause: string
  /** Where the same cause means something else for each. */
  check?: CheckResult['check']
  code?: string | null
  status?: number | null
  values?: Values
}

const late = new Set(['TimeoutError', 'AbortError', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])
const unreadable = new Set(['not_json', 'answer_too_large', 'no_answer'])

/** More of a cause than its word, where the code tells. */
function closer({ cause, check, code, status }: Failing): string {
  if (cause === 'denied' && check) return `denied.${check}`
  if (cause === 'invalid' && code === 'foreign_link') return 'invalid.link'
  if (cause !== 'broken') return cause
  if (code && late.has(code)) return 'broken.late'
  if (code && unreadable.has(code)) return 'broken.unreadable'
  return status ? 'broken.fault' : 'broken.network'
}

export function mendOf({ language, say }: Speaking, failing: Failing): string {
  const key = `mend.${closer(failing)}`
  if (isKey(key)) return say(key, failing.values)
  return webMend(language, failing.cause) ?? say('mend.unknown', { cause: printable(failing.cause, 60) })
}
