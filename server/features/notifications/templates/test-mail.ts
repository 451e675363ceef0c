// The mail of the test button, marked as one. Pure.
import { escapeHtml, htmlFrame, link } from './layout.ts'
import type { Reader, Written } from './notice.ts'
import { dateIn, textsOf } from './texts.ts'

export function testMail(reader: Reader, { now, settingsUrl }: { now: Date; settingsUrl: string }): Written {
  const texts = textsOf(reader.language)
  const sample = `${texts.test.sample} ${dateIn(reader, now)}`
  return {
    subject: texts.test.subject,
    text: `${texts.test.lead}\n\n${sample}\n\n${texts.labelled(texts.change, settingsUrl)}\n`,
    html: htmlFrame({
      language: reader.language,
      title: texts.test.subject,
      body: `<p><b>${escapeHtml(texts.test.lead)}</b></p><p>${escapeHtml(sample)}</p>`,
      footer: link(settingsUrl, texts.change),
    }),
  }
}
