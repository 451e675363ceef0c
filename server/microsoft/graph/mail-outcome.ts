// Mail from the integration account's mailbox, and what Graph's refusal means in the words of a mail server. Entered by main.ts.
import type { Microsoft } from '../microsoft.ts'
import { MicrosoftError } from '../microsoft-error.ts'
import { type Mail, sendMail } from './mail.ts'

type Outgoing = Pick<Mail, 'subject' | 'text' | 'html' | 'headers'> & {
  partnerId: string
  to: string
  messageId: string
  inReplyTo?: string
  references?: readonly string[]
  attachments?: readonly { fileName: string; contentType: string; content: string }[]
}
type Outcome =
  | { accepted: true; response: string }
  | { accepted: false; kind: 'temporary' | 'permanent' | 'refused-address'; response: string }

const patienceMs = 60_000

export function mailThroughGraph(microsoft: Microsoft): (mail: Outgoing) => Promise<Outcome> {
  return async ({ partnerId, to, messageId, inReplyTo, references, attachments = [], ...mail }) => {
    const ownHeaders = Object.entries(mail.headers ?? {}).filter(([name]) => /^x-/i.test(name))
    try {
      await sendMail(
        microsoft.graphOfCustomer(partnerId, partnerId),
        'me',
        {
          ...mail,
          to: [to],
          headers: Object.fromEntries(ownHeaders),
          thread: { messageId, inReplyTo, references },
          attachments: attachments.map(({ fileName, contentType, content }) => ({
            name: fileName,
            contentType,
            bytes: Buffer.from(content, 'utf8'),
          })),
        },
        { patienceMs },
      )
      return { accepted: true, response: '202 Accepted by Microsoft Graph' }
    } catch (error) {
      if (!(error instanceof MicrosoftError)) throw error
      return { accepted: false, kind: kindOf(error), response: error.message.slice(0, 500) }
    }
  }
}

/** Without Mail.Send or an account nothing is sent until that is mended, so it is tried again. */
function kindOf({ kind, code }: MicrosoftError): 'temporary' | 'permanent' | 'refused-address' {
  if (code === 'ErrorInvalidRecipients') return 'refused-address'
  return kind === 'invalid' && code !== 'unexpected_shape' ? 'permanent' : 'temporary'
}
