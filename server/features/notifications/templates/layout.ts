// The shared frame of mails: HTML that needs no image, no script and no style sheet, in both colour schemes, and its plain text.
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

export const factsText = (facts: readonly [string, string][]): string => facts.map(([name, value]) => `${name}: ${value}`).join('\n')

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
