// The mail about delegations or subscriptions that are about to end: whose, which, and on which day. Pure.
import { escapeHtml, htmlFrame, link, shapeHtml, shapes, whyHtml, whyText } from './layout.ts'
import type { EndingNotice, Reader, Why, Written } from './notice.ts'
import { dayIn, isOne, numberIn, textsOf } from './texts.ts'

export function endingMail(notice: EndingNotice, reader: Reader, why: Why): Written {
  const texts = textsOf(reader.language)
  const { lead } = texts.ending[notice.kind]
  const subject = endingSubject(notice, reader)
  const lines = endingLines(notice, reader)
  return {
    subject,
    text: `${[`${shapes.advisory} ${subject}\n${lead}`, lines.map((line) => `- ${line}`).join('\n'), texts.labelled(texts.open, notice.url), whyText(why, texts)].join('\n\n')}\n`,
    html: htmlFrame({
      language: reader.language,
      title: subject,
      body: [
        `<h1 style="font-size:20px;line-height:1.3;margin:0 0 12px">${shapeHtml('advisory')} ${escapeHtml(subject)}</h1>`,
        `<p style="margin:0 0 12px">${escapeHtml(lead)}</p>`,
        `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`,
        `<p>${link(notice.url, texts.open)}</p>`,
      ].join('\n'),
      footer: whyHtml(why, texts),
    }),
  }
}

export const endingSubject = ({ kind, total }: EndingNotice, reader: Reader): string =>
  textsOf(reader.language).ending[kind].subject(numberIn(reader, total), isOne(reader, total))

/** One line a customer and end, and how many more there are. */
export function endingLines({ ends, total }: EndingNotice, reader: Reader): string[] {
  const texts = textsOf(reader.language)
  const others = total - ends.length
  return [
    ...ends.map(({ customer, what, at }) => texts.labelled(customer, `${what}, ${texts.ends(dayIn(reader, at))}`)),
    ...(others > 0 ? [texts.andMore(numberIn(reader, others), isOne(reader, others))] : []),
  ]
}
