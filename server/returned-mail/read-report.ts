// Reads one mail as a non-delivery report: which mail of ours came back, from whom, and why. Entered by returned-mail.sync.ts.
import { type ParsedMail, simpleParser } from 'mailparser'
import { ownHeader } from '../mail/mail.ts'
import { type FailedRecipient, failedRecipients } from './delivery-status.ts'

export type ReportReading =
  /** `messageId`: of the mail that came back, with its angle brackets, as the returned part says it: in our own header where it stands. */
  | { failed: readonly FailedRecipient[]; messageId: string }
  | { ignored: 'tooLarge' | 'malformed' | 'notAReport' | 'notFailed' | 'nothingReturned' }

/** The list of customers that a notice carries may come back with it, in base 64: more than twice that is none of ours. */
const mostBytes = 8 * 1024 * 1024

const statusPart = /^message\/(global-)?delivery-status$/
const returnedPart = /^(message\/(rfc822|global|global-headers)|text\/rfc822-headers)$/

/** Only the report itself counts: one that somebody passed on, or quoted in a text, is none. Never throws. */
export async function readReport(mime: Uint8Array): Promise<ReportReading> {
  if (mime.byteLength > mostBytes) return { ignored: 'tooLarge' }
  const mail = await parsed(mime)
  if (!mail) return { ignored: 'malformed' }
  if (!isReport(mail)) return { ignored: 'notAReport' }
  const part = (type: RegExp) => mail.attachments.find(({ contentType }) => type.test(contentType))?.content.toString('utf8')
  const failed = failedRecipients(part(statusPart) ?? '')
  if (!failed) return { ignored: 'malformed' }
  if (failed.length === 0) return { ignored: 'notFailed' }
  const messageId = messageIdIn(part(returnedPart) ?? '')
  return messageId ? { failed, messageId } : { ignored: 'nothingReturned' }
}

async function parsed(mime: Uint8Array): Promise<ParsedMail | null> {
  try {
    return await simpleParser(Buffer.from(mime), {
      // As parts of their own, not as words within the text.
      keepDeliveryStatus: true,
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
      skipTextLinks: true,
    })
  } catch {
    return null
  }
}

function isReport({ headers }: ParsedMail): boolean {
  const type = headers.get('content-type') as { value?: unknown; params?: Record<string, unknown> } | undefined
  return (
    String(type?.value ?? '').toLowerCase() === 'multipart/report' &&
    String(type?.params?.['report-type'] ?? '').toLowerCase() === 'delivery-status'
  )
}

/** Of the head of the returned mail, the first; what its text says counts for nothing. */
function messageIdIn(returned: string): string | null {
  const [head = ''] = returned.replaceAll(/\r\n?/g, '\n').replace(/^\n+/, '').split('\n\n', 1)
  const lines = head.replaceAll(/\n[ \t]+/g, ' ')
  const idIn = (header: string) => new RegExp(`^${header}[ \\t]*:\\s*(<[^\\s<>]{1,500}>)[ \\t]*$`, 'im').exec(lines)?.[1]
  return idIn(ownHeader) ?? idIn('message-id') ?? null
}
