// Which mailboxes returned mail is read from. Pure; entered by returned-mail.jobs.ts, the check of the connection and the settings of notices.
import type { Config } from '../base/config.ts'

/** A mailbox in the tenant of this partner, by its user principal name. */
export type Mailbox = { partnerId: string; mailbox: string }

/** One that names no tenant is in that of the first partner. */
export const mailboxesOf = ({ MAIL_BOUNCES_MAILBOX: mailboxes, TENANTRY_PARTNERS: [first] }: Config): Mailbox[] =>
  mailboxes.flatMap(({ mailbox, ...of }) => {
    const partnerId = 'partnerId' in of ? of.partnerId : first
    return partnerId ? [{ partnerId, mailbox }] : []
  })
