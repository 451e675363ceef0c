// The shared frame of mails: HTML that needs no image, no script and no style sheet, in both colour schemes, and its plain text.
import type { Why } from './notice.ts'
import type { Texts } from './wording.ts'

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[mark] ?? mark)

type Frame = { language: string; title: string; body: string; footer: string }

/** Colours are left to the reader's program, so that dark stays dark; only lines and the accent are ours. */
export const htmlFrame = ({ language, title, body, footer }: Frame): string => `<!doctype html>
<html lang="${language.slice(0, 2)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px 16px;font-family:'Segoe UI',system-ui,sans-serif;font-size:15px;line-height:1.5">
<div style="max-width:640px;margin:0 auto">
${body}
<hr style="border:0;border-top:1px solid #8886;margin:24px 0 12px">
<p style="font-size:13px;margin:0">${footer}</p>
</div>
</body>
</html>
`

export const link = (url: string, text: string): string => `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`

/** A table of name and value: read out as such, and in order where tables are not shown. */
export const factsHtml = (facts: readonly [string, string][]): string =>
  `<table role="presentation" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:12px 0">${facts
    .map(
      ([name, value]) =>
        `<tr><td style="padding:2px 16px 2px 0;vertical-align:top"><b>${escapeHtml(name)}</b></td><td style="padding:2px 0">${escapeHtml(value)}</td></tr>`,
    )
    .join('')}</table>`

export const factsText = (facts: readonly [string, string][], { labelled }: Pick<Texts, 'labelled'>): string =>
  facts.map(([name, value]) => labelled(name, value)).join('\n')

export type Shape = 'healthy' | 'advisory' | 'incident'

/** The shapes of states (D9) as characters, as a mail shows no drawing of ours: a check, a triangle, an octagon. Words stand beside them. */
export const shapes: Record<Shape, string> = { healthy: '\u2714', advisory: '\u26a0', incident: '\u{1f6d1}' }

export const shapeHtml = (shape: Shape): string => `<span aria-hidden="true">${shapes[shape]}</span>`

/** At the end of a mail: why it came, and where that is changed. */
export const whyText = ({ ruleName, settingsUrl }: Why, texts: Texts): string =>
  `${texts.why(ruleName)}\n${texts.labelled(texts.change, settingsUrl)}`

export const whyHtml = ({ ruleName, settingsUrl }: Why, texts: Texts): string =>
  `${escapeHtml(texts.why(ruleName))} ${link(settingsUrl, texts.change)}`

/** Of safe HTML alone (base/safe-html.ts): lines stay lines, lists get dashes, links their address. */
export function plainText(html: string): string {
  return html
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/g, (_, href: string, text: string) => (text === href ? text : `${text} (${href})`))
    .replaceAll(/<li[^>]*>/g, '\n- ')
    .replaceAll(/<(br|hr)[^>]*>|<\/(p|h\d|tr|ul|ol|table|blockquote|pre)>/g, '\n')
    .replaceAll(/<\/(td|th)>/g, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/ *\n */g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
