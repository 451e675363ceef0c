// Checks that the mailbox can be read to which undeliverable notices come back. What the app may read there may have been granted in Exchange
// Online, and then its token does not tell: the mailbox itself is asked.
import { inboxPages } from '../../../../microsoft/graph/mailbox.ts'
import { MicrosoftError } from '../../../../microsoft/microsoft-error.ts'
import { mailboxesOf } from '../../../../returned-mail/mailboxes.ts'
import { readMark } from '../../../../returned-mail/marks.ts'
import { type Check, type CheckContext, CheckFailed } from './check.ts'

const mailboxOf = ({ services: { config }, partnerId }: CheckContext) => mailboxesOf(config).find((one) => one.partnerId === partnerId)

export const returnedMail: Check = {
  after: ['applicationToken'],
  isWanted: (context) => mailboxOf(context) !== undefined,
  run: async (context) => {
    const { services, partnerId, patience } = context
    const mailbox = mailboxOf(context)
    if (!mailbox) return {}
    const facts = { mailbox: mailbox.mailbox }
    try {
      const since = new Date(services.clock.now().getTime() - 60_000)
      await inboxPages(services.microsoft.graph(partnerId), { mailbox: mailbox.mailbox, since, pageSize: 1 }, patience).next()
    } catch (error) {
      // Everything else works without it.
      if (error instanceof MicrosoftError && !error.wholePartner && (error.kind === 'denied' || error.kind === 'gone'))
        throw new CheckFailed('mailbox_closed', { ...facts, ...(error.code && { code: error.code }) }, 'warning')
      throw error
    }
    const mark = await readMark(services.door.ofPartner(partnerId), mailbox)
    return { ...facts, ...(mark && { readAt: mark.readAt.toISOString(), taken: mark.taken, ignored: mark.ignored }) }
  },
}
