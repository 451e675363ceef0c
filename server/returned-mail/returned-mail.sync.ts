// The story of mail that comes back later: reads what arrived in the mailbox notices are sent from, and hands each report that is believed
// to the feature whose mail it was. Entered by returned-mail.jobs.ts.
import type { Services } from '../feature.ts'
import { isAboutOneMail, isAboutUs } from '../mail/enhanced-status.ts'
import { type InboxMessage, inboxPages, messageMime } from '../microsoft/graph/mailbox.ts'
import { MicrosoftError } from '../microsoft/microsoft-error.ts'
import type { Mailbox } from './mailboxes.ts'
import { type Mark, moveMark, readMark } from './marks.ts'
import { type ReportReading, readReport } from './read-report.ts'
import type { ReturnedMail, TakeReturnedMail } from './returned-mail.ts'

export type Means = Pick<Services, 'door' | 'clock' | 'microsoft' | 'mailer' | 'config' | 'log'>
export type Reading = { mailbox: Mailbox; takers: readonly TakeReturnedMail[]; signal: AbortSignal }
type Outcome = 'taken' | 'ignored' | 'nothing'

/** Of one turn; what is left is read in the next. */
const mostPages = 20
/** How far back a mailbox is read that was never read before. */
const firstMs = 24 * 60 * 60_000
/** Exchange may show a message a little after one that it received later, so the list is read again from this long before its end. */
const settlingMs = 2 * 60_000
/** What cannot be fetched is tried again in each turn, but holds up the others no longer than this. */
const stubbornMs = 60 * 60_000
const patienceMs = 60_000

/** Throws MicrosoftError where the mailbox cannot be read; what was read until then is kept. */
export async function readReturnedMail(means: Means, reading: Reading): Promise<{ taken: number; ignored: number }> {
  const { mailbox, signal } = reading
  const db = means.door.ofPartner(mailbox.partnerId)
  const mark: Mark = (await readMark(db, mailbox)) ?? { readTo: new Date(means.clock.now().getTime() - firstMs), seen: [] }
  const source = means.microsoft.graph(mailbox.partnerId)
  const known = new Set(mark.seen)
  const handled: InboxMessage[] = []
  const all = { taken: 0, ignored: 0 }
  let pages = 0
  for await (const { records } of inboxPages(source, { mailbox: mailbox.mailbox, since: mark.readTo }, { signal, patienceMs })) {
    const counts = { taken: 0, ignored: 0 }
    for (const message of records) {
      if (signal.aborted) return all
      const outcome = known.has(message.id) ? 'nothing' : await takeMessage(means, reading, message)
      if (outcome !== 'nothing') counts[outcome] += 1
      handled.push(message)
    }
    pages += 1
    const now = means.clock.now()
    await moveMark(db, mailbox, { ...nextMark(mark, handled, { now, isLast: pages === mostPages }), ...counts, readAt: now })
    all.taken += counts.taken
    all.ignored += counts.ignored
    if (pages === mostPages) break
  }
  return all
}

/** What came in the last moments is listed once more, and known by its ID. So many at one moment that no turn gets past them are left. */
function nextMark(mark: Mark, handled: readonly InboxMessage[], { now, isLast }: { now: Date; isLast: boolean }): Mark {
  const last = handled.at(-1)?.receivedAt.getTime() ?? mark.readTo.getTime()
  const isStuck = isLast && last === mark.readTo.getTime()
  const readTo = isStuck ? last + 1_000 : Math.max(mark.readTo.getTime(), Math.min(last, now.getTime() - settlingMs))
  return { readTo: new Date(readTo), seen: handled.filter(({ receivedAt }) => receivedAt.getTime() >= readTo).map(({ id }) => id) }
}

/** Only what a mail system wrote is opened: letters of people to this mailbox are none of our business. */
const isFromMailSystem = ({ from: { address, name } }: InboxMessage): boolean =>
  !address ||
  /^(mailer-daemon|postmaster|microsoftexchange[0-9a-f]{8,})(\+[^@]*)?@/i.test(address) ||
  /mail delivery|mailer-daemon|postmaster/i.test(name ?? '')

async function takeMessage(means: Means, reading: Reading, message: InboxMessage): Promise<Outcome> {
  if (!isFromMailSystem(message)) return 'nothing'
  const report = await fetchReport(means, reading, message)
  if ('ignored' in report) return report.ignored === 'notAReport' || report.ignored === 'notFailed' ? 'nothing' : 'ignored'
  const id = means.mailer.idOf(report.messageId)
  const outcomes: Outcome[] = []
  for (const { addresses, status, said } of id ? report.failed : []) {
    const code = status.slice(2)
    const isOfAddress = !isAboutUs(code) && !isAboutOneMail(code)
    outcomes.push(await offer(means, reading, { id: id as string, addresses, said, at: message.receivedAt, isOfAddress }))
  }
  return outcomes.find((one) => one === 'taken') ?? outcomes.find((one) => one === 'nothing') ?? 'ignored'
}

async function fetchReport(means: Means, { mailbox, signal }: Reading, { id, receivedAt }: InboxMessage): Promise<ReportReading> {
  try {
    const source = means.microsoft.graph(mailbox.partnerId)
    const { bytes } = await messageMime(source, { mailbox: mailbox.mailbox, messageId: id }, { signal, patienceMs })
    return await readReport(bytes)
  } catch (error) {
    if (!(error instanceof MicrosoftError)) throw error
    if (error.code === 'answer_too_large') return { ignored: 'tooLarge' }
    // Somebody has put it away since it was listed.
    if (error.kind === 'gone') return { ignored: 'notAReport' }
    const isOld = means.clock.now().getTime() - receivedAt.getTime() > stubbornMs
    if (isOld && (error.kind === 'broken' || error.kind === 'invalid')) return { ignored: 'malformed' }
    throw error
  }
}

/** By SMTP every partner of this installation sends from one mailbox; through Graph each from its own. */
async function offer(means: Means, { mailbox, takers }: Reading, returned: ReturnedMail): Promise<Outcome> {
  const { config } = means
  const partners = config.MAIL_VIA === 'graph' ? [mailbox.partnerId] : config.TENANTRY_PARTNERS
  for (const partnerId of partners)
    for (const take of takers) {
      const taking = await take(means, partnerId, returned)
      if (taking !== 'notMine') return taking === 'taken' ? 'taken' : taking === 'known' ? 'nothing' : 'ignored'
    }
  return 'ignored'
}
