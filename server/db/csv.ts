// The lines of any CSV download in its two flavours: for programs (data) and for people with a spreadsheet. PostgreSQL writes each line.
// Entered by the queries of features that offer downloads.
import { type Compilable, type RawBuilder, sql } from 'kysely'
import type { csvFlavours } from '../../contract/csv.ts'
import type { Db } from './db.ts'

export type CsvStyle = {
  flavour: (typeof csvFlavours)[number]
  language: string
  timeZone: string
  separator: ',' | ';'
  byteOrderMark: boolean
}

/** Data: comma, UTF-8, ISO dates in UTC. Spreadsheet: byte-order mark, `;` where the comma is the decimal sign, local dates. */
export function styleOf(flavour: CsvStyle['flavour'], language: string, timeZone: string): CsvStyle {
  const spreadsheet = flavour === 'spreadsheet'
  return { flavour, language, timeZone, byteOrderMark: spreadsheet, separator: spreadsheet && language.startsWith('fr') ? ';' : ',' }
}

/** The language of headings and words. */
export const tongueOf = ({ language }: CsvStyle): 'en' | 'fr' => (language.startsWith('fr') ? 'fr' : 'en')

/** A cell's SQL, already fit for its line: `text` may hold anything, the others are of our own making and need no quotes. */
export type Column = { heading: string; cell: RawBuilder<string> }

/** PostgreSQL date pattern of each language, as Intl writes short dates there. */
const datePatterns: Record<string, string> = {
  'en-US': 'FMMM/FMDD/YYYY HH24:MI',
  'en-GB': 'DD/MM/YYYY HH24:MI',
  'fr-FR': 'DD/MM/YYYY HH24:MI',
  'fr-CA': 'YYYY-MM-DD HH24:MI',
}

/** Of the words that state columns hold, one translation for every download. */
const words = {
  en: {
    delegation: { active: 'Active', pending: 'Pending', expired: 'Expired', terminated: 'Ended', none: 'None', unknown: 'Unknown' },
    relationship: {
      reseller: 'Reseller',
      advisor: 'Advisor',
      syndication: 'Syndication',
      microsoft_support: 'Microsoft support',
      none: 'None',
      unknown: 'Unknown',
      other: 'Other',
    },
    left: { notReported: 'Recovered', noAccess: 'Access ended', departed: 'Customer left' },
  },
  fr: {
    delegation: { active: 'Actif', pending: 'En attente', expired: 'Expiré', terminated: 'Résilié', none: 'Aucun', unknown: 'Inconnu' },
    relationship: {
      reseller: 'Revendeur',
      advisor: 'Conseiller',
      syndication: 'Syndication',
      microsoft_support: 'Support Microsoft',
      none: 'Aucune',
      unknown: 'Inconnue',
      other: 'Autre',
    },
    left: { notReported: 'Rétabli', noAccess: 'Accès terminé', departed: 'Client parti' },
  },
}

/** Of a word of Microsoft's that is new to us, the word itself. */
export function wordCell(column: string, kind: keyof (typeof words)['en'], style: CsvStyle): RawBuilder<string> {
  if (style.flavour === 'data') return textCell(column, style)
  const cases = Object.entries(words[tongueOf(style)][kind]).map(([value, word]) => sql`when ${sql.lit(value)} then ${sql.lit(word)}`)
  return sql`case ${sql.ref(column)} ${sql.join(cases, sql` `)} else ${textCell(column, style)} end`
}

/**
 * Quotes and defuses only where needed: csv_cell costs ten times what the look at the text costs.
 * Spreadsheets run cells that begin with = + - @ tab or CR as formulas.
 */
export function textCell(column: string, { separator }: CsvStyle): RawBuilder<string> {
  const value = sql.ref(column)
  const special = sql.lit(`"\r\n${separator}`)
  return sql`case when ${value} is null then '' when ${value} = translate(${value}, ${special}, '') and left(${value}, 1) not in ('=', '+', '-', '@', ${sql.lit('\t')}, ${sql.lit('\r')})
    then ${value} else csv_cell(${value}, ${sql.lit(separator)}) end`
}

export function dateCell(column: string, { flavour, language, timeZone }: CsvStyle): RawBuilder<string> {
  const pattern = flavour === 'data' ? 'YYYY-MM-DD"T"HH24:MI:SS"Z"' : (datePatterns[language] ?? 'YYYY-MM-DD HH24:MI')
  const zone = flavour === 'data' ? 'UTC' : timeZone
  return sql`coalesce(to_char(${sql.ref(column)} at time zone ${zone}::text, ${sql.lit(pattern)}), '')`
}

/** One line of all cells, without its end. */
export const lineOf = (columns: readonly Column[], { separator }: CsvStyle): RawBuilder<string> =>
  sql.join(
    columns.map((column) => column.cell),
    sql` || ${sql.lit(separator)} || `,
  )

const linesPerBundle = 5_000

/**
 * Yields the heading and then bundles of lines, each ended by CR LF (RFC 4180). `query` selects lineOf() as `line`. A cursor brings the lines
 * in bundles, so that memory stays flat at any size; by bundle rather than by row, because a hundred thousand turns of the event loop
 * would take longer than the query.
 */
export async function* csvOf(
  db: Db,
  query: Compilable<{ line: string }>,
  columns: readonly Column[],
  { byteOrderMark, separator }: CsvStyle,
): AsyncGenerator<string> {
  yield `${byteOrderMark ? '\ufeff' : ''}${columns.map((column) => quoted(column.heading, separator)).join(separator)}\r\n`
  for await (const { rows } of db.getExecutor().stream<{ line: string }>(query.compile(), linesPerBundle)) {
    if (rows.length > 0) yield `${rows.map((row) => row.line).join('\r\n')}\r\n`
  }
}

const quoted = (text: string, separator: string): string =>
  /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
