// The address that opens a message in a person's own mail program (RFC 6068). Pure.
import type { Message } from '../../../contract/notice-templates.ts'

/** Longer ones are cut or refused by some mail programs and by Windows, silently. */
export const longestMailto = 2_000

/** `whole` is false where the text does not fit: the address then carries the subject alone, and the text must go another way. */
export function mailtoOf(address: string, { subject, body }: Message): { href: string; whole: boolean } {
  const to = address.split('@').map(encodeURIComponent).join('@')
  const start = `mailto:${to}?subject=${encodeURIComponent(subject.toWellFormed())}`
  const href = `${start}&body=${encodeURIComponent(body.toWellFormed().replace(/\r?\n/g, '\r\n'))}`
  return href.length <= longestMailto ? { href, whole: true } : { href: start, whole: false }
}
