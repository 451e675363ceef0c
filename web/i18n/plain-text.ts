// Fills a text whose only gaps are texts, such as "Flag {name}", without reading it as an ICU message. Entered by i18n.ts.

const onlyGaps = /^[^'{}<]*(?:\{\w+\}[^'{}<]*)+$/

/** Undefined for what the library has to read: plurals, quotes, numbers, and gaps for which there is no text. */
export function fillPlainText(text: string, values: Readonly<Record<string, unknown>>): string | undefined {
  if (!onlyGaps.test(text)) return undefined
  let complete = true
  const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (typeof value === 'string') return value
    complete = false
    return ''
  })
  return complete ? filled : undefined
}
