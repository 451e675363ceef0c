// The mail that gathers what changed since the last one. Pure.
import { issueHtml, issueText, type ListState, numbers, shapeOf } from './issue-mail.ts'
import { escapeHtml, htmlFrame, shapes, whyHtml, whyText } from './layout.ts'
import type { IssueNotice, Reader, Why, Written } from './notice.ts'
import { isOne, momentIn, numberIn, statusIn, textsOf } from './texts.ts'
import type { Texts } from './wording.ts'

export function digestMail(told: readonly { notice: IssueNotice; list: ListState }[], reader: Reader, why: Why): Written {
  const texts = textsOf(reader.language)
  const [n, one] = [numberIn(reader, told.length), isOne(reader, told.length)]
  const subject = texts.digest.subject(n, one)
  const lead = texts.digest.lead(n, one)
  const overview = told.map(({ notice }) => `${digestLine(notice, texts)}. ${numbers(notice, reader, 'none')[0]}`)
  const line = '-'.repeat(40)
  const text = [
    lead,
    overview.join('\n'),
    ...told.flatMap(({ notice, list }) => [line, ...issueText(notice, reader, list)]),
    line,
    whyText(why, texts),
  ].join('\n\n')
  const separator = '<hr style="border:0;border-top:1px solid #8886;margin:24px 0">'
  const html = htmlFrame({
    language: reader.language,
    title: subject,
    body: [`<p style="margin:0">${escapeHtml(lead)}</p>`, ...told.map(({ notice, list }) => issueHtml(notice, reader, list))].join(
      separator,
    ),
    footer: whyHtml(why, texts),
  })
  return { subject, text: `${text}\n`, html }
}

/** The shape stands in place of a bullet; its kind is said as well, for who cannot tell shapes. */
function digestLine(notice: IssueNotice, texts: Texts): string {
  const { kind, service, title, issueId } = notice
  return `${shapes[shapeOf(notice)]} ${texts.labelled(`${momentIn(texts, notice)} · ${texts.kind[kind]}`, `${service}, ${title} (${issueId})`)}`
}

/** For a card: one line an issue. */
export const digestLines = (notices: readonly IssueNotice[], reader: Reader): string[] =>
  notices.map((notice) => {
    const texts = textsOf(reader.language)
    return `${digestLine(notice, texts)}, ${statusIn(texts, notice.status)}. ${numbers(notice, reader, 'none')[0]}`
  })
