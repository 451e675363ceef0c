// The mail that gathers what changed since the last one. Pure.
import { factsOf, issueHtml, issueText, type ListState, numbers } from './issue-mail.ts'
import { escapeHtml, htmlFrame, link } from './layout.ts'
import type { IssueNotice, Reader, Why, Written } from './notice.ts'
import { isOne, momentIn, numberIn, textsOf } from './texts.ts'

export function digestMail(told: readonly { notice: IssueNotice; list: ListState }[], reader: Reader, why: Why): Written {
  const texts = textsOf(reader.language)
  const [n, one] = [numberIn(reader, told.length), isOne(reader, told.length)]
  const subject = texts.digest.subject(n, one)
  const lead = texts.digest.lead(n, one)
  const overview = told.map(
    ({ notice }) =>
      `- ${momentIn(texts, notice)}: ${notice.service}, ${notice.title} (${notice.issueId}). ${numbers(notice, reader, 'none')[0]}`,
  )
  const line = '-'.repeat(40)
  const text = [
    lead,
    overview.join('\n'),
    ...told.flatMap(({ notice, list }) => [line, ...issueText(notice, reader, list)]),
    line,
    `${texts.why(why.ruleName)}\n${texts.change}: ${why.settingsUrl}`,
  ].join('\n\n')
  const separator = '<hr style="border:0;border-top:1px solid #8886;margin:24px 0">'
  const html = htmlFrame({
    language: reader.language,
    title: subject,
    body: [`<p style="margin:0">${escapeHtml(lead)}</p>`, ...told.map(({ notice, list }) => issueHtml(notice, reader, list))].join(
      separator,
    ),
    footer: `${escapeHtml(texts.why(why.ruleName))} ${link(why.settingsUrl, texts.change)}`,
  })
  return { subject, text: `${text}\n`, html }
}

/** For a card: one line an issue. */
export const digestLines = (notices: readonly IssueNotice[], reader: Reader): string[] =>
  notices.map((notice) => {
    const texts = textsOf(reader.language)
    const [, status] = factsOf(notice, reader).find(([name]) => name === texts.facts.status) ?? []
    return `${momentIn(texts, notice)}: ${notice.service}, ${notice.title} (${notice.issueId}), ${status}. ${numbers(notice, reader, 'none')[0]}`
  })
