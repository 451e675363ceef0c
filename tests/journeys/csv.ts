// Reads CSV as RFC 4180 writes it and nothing else: what a lenient reader would forgive is an error here.

/** @throws where a line or a quote is not as it must be. */
export function parseCsv(text: string, separator: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const [cell, next] = text[at] === '"' ? quoted(text, at) : bare(text, at, separator)
    row.push(cell)
    if (text.startsWith('\r\n', next)) {
      rows.push(row)
      row = []
      at = next + 2
    } else if (text[next] === separator) at = next + 1
    else throw new Error(`A cell ends with ${JSON.stringify(text[next])} at ${next}: ${text.slice(Math.max(0, next - 40), next + 5)}`)
  }
  if (row.length > 0) throw new Error('The last line does not end')
  return rows
}

function quoted(text: string, from: number): [cell: string, next: number] {
  let cell = ''
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') cell += text[at]
    else if (text[at + 1] === '"') cell += text[at++]
    else return [cell, at + 1]
  }
  throw new Error(`The quote at ${from} is never closed`)
}

function bare(text: string, from: number, separator: string): [cell: string, next: number] {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== '\r') {
    if (text[at] === '"' || text[at] === '\n') throw new Error(`${JSON.stringify(text[at])} stands bare at ${at}`)
    at++
  }
  return [text.slice(from, at), at]
}
