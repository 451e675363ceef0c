// The machine's part of a non-delivery report (RFC 3464): for each recipient what became of the mail. Strict and pure; entered by read-report.ts.
import { textOf } from '../microsoft/tolerant.ts'

/** One recipient that will not get the mail. */
export type FailedRecipient = {
  /** Where the mail was addressed to and where it ended, in lower case. */
  addresses: string[]
  /** The enhanced status code, such as 5.1.10. */
  status: string
  /** The server's own words; at most 500 characters. */
  said: string
}

/** A report of more recipients is of a list; our mails have one. */
const mostRecipients = 100

/**
 * Those with `Action: failed` and a permanent status. What is delayed, relayed, expanded, delivered, or failed with a status that may pass
 * is left out: the address may be good. Null where the part is none: no fields about the message, or none about a recipient.
 */
export function failedRecipients(part: string): FailedRecipient[] | null {
  const [ofMessage, ...ofRecipients] = fieldGroups(part)
  if (!ofMessage?.has('reporting-mta') || ofRecipients.length === 0 || ofRecipients.length > mostRecipients) return null
  return ofRecipients.flatMap((fields) => {
    const status = /^(5\.\d{1,3}\.\d{1,3})(?=[\s(]|$)/.exec(fields.get('status') ?? '')?.[1]
    if (!status || wordOf(fields.get('action')) !== 'failed') return []
    const addresses = ['original-recipient', 'final-recipient'].flatMap((name) => addressIn(fields.get(name)) ?? [])
    return addresses.length === 0 ? [] : [{ addresses: [...new Set(addresses)], status, said: wordsOf(fields, status) }]
  })
}

/** Fields by their names in lower case, a group for each block between empty lines. The first of a name counts. */
function fieldGroups(part: string): Map<string, string>[] {
  const unfolded = part.replaceAll(/\r\n?/g, '\n').replaceAll(/\n[ \t]+(?=\S)/g, ' ')
  const groups = unfolded.split(/\n[ \t]*\n/).map((block) => {
    const fields = new Map<string, string>()
    for (const line of block.split('\n')) {
      const [, name, value] = /^([A-Za-z][A-Za-z0-9-]*)[ \t]*:(.*)$/.exec(line) ?? []
      if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), (value ?? '').trim())
    }
    return fields
  })
  return groups.filter((fields) => fields.size > 0)
}

const wordOf = (value: string | undefined): string => /^[a-z]+/i.exec(value ?? '')?.[0].toLowerCase() ?? ''

/** `rfc822; user@host`. */
function addressIn(field: string | undefined): string | null {
  const [, typed] = /^(?:rfc822|utf-8)\s*;\s*(.+)$/i.exec(field ?? '') ?? []
  const address = typed?.trim().replace(/^<(.*)>$/, '$1')
  return address && /^[^\s@<>]+@[^\s@<>]+$/.test(address) ? address.toLowerCase() : null
}

function wordsOf(fields: ReadonlyMap<string, string>, status: string): string {
  const diagnostic = fields.get('diagnostic-code')?.replace(/^[a-z0-9-]+\s*;\s*/i, '')
  return textOf(diagnostic) ?? `Status ${status}`
}
