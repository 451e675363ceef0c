// The columns of the CSV download in its two flavours: for programs (data) and for people with a spreadsheet. Pure.
import { type RawBuilder, sql } from 'kysely'
import type { csvFlavours } from '../../../contract/customers.ts'

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

/** A cell's SQL, already fit for its line: `text` may hold anything, the others are of our own making and need no quotes. */
type Column = { heading: string; cell: RawBuilder<string> }

type Headings = Record<
  'tenant' | 'name' | 'domain' | 'country' | 'relationship' | 'delegation' | 'ends' | 'flagged' | 'added' | 'departed',
  string
>

const headings: Record<'data' | 'en' | 'fr', Headings> = {
  data: {
    tenant: 'tenant_id',
    name: 'name',
    domain: 'domain',
    country: 'country',
    relationship: 'relationship',
    delegation: 'delegation',
    ends: 'delegation_ends_at',
    flagged: 'flagged_at',
    added: 'added_at',
    departed: 'departed_at',
  },
  en: {
    tenant: 'Tenant ID',
    name: 'Name',
    domain: 'Primary domain',
    country: 'Country',
    relationship: 'Relationship',
    delegation: 'Delegated access',
    ends: 'Delegated access ends',
    flagged: 'Flagged',
    added: 'Added',
    departed: 'Left',
  },
  fr: {
    tenant: 'ID du locataire',
    name: 'Nom',
    domain: 'Domaine principal',
    country: 'Pays',
    relationship: 'Relation',
    delegation: 'Accès délégué',
    ends: 'Fin de l’accès délégué',
    flagged: 'Indicateur',
    added: 'Ajouté',
    departed: 'Parti',
  },
}

const words: Record<'en' | 'fr', { delegation: Record<string, string>; relationship: Record<string, string> }> = {
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
  },
}

/** PostgreSQL date pattern of each language, as Intl writes short dates there. */
const datePatterns: Record<string, string> = {
  'en-US': 'FMMM/FMDD/YYYY HH24:MI',
  'en-GB': 'DD/MM/YYYY HH24:MI',
  'fr-FR': 'DD/MM/YYYY HH24:MI',
  'fr-CA': 'YYYY-MM-DD HH24:MI',
}

export function columnsOf(style: CsvStyle): Column[] {
  const tongue = style.language.startsWith('fr') ? 'fr' : 'en'
  const titles = headings[style.flavour === 'data' ? 'data' : tongue]
  const instant = (column: string) => dateCell(column, style)
  const text = (column: string) => textCell(column, style.separator)
  const worded = (column: string, kind: 'delegation' | 'relationship') =>
    style.flavour === 'data' ? text(column) : translated(column, words[tongue][kind], text(column))
  return [
    { heading: titles.tenant, cell: sql`c.tenant_id::text` },
    { heading: titles.name, cell: text('c.name') },
    { heading: titles.domain, cell: text('c.domain') },
    { heading: titles.country, cell: text('c.country') },
    { heading: titles.relationship, cell: worded('c.relationship', 'relationship') },
    { heading: titles.delegation, cell: worded('c.delegation', 'delegation') },
    { heading: titles.ends, cell: instant('c.delegation_ends_at') },
    { heading: titles.flagged, cell: instant('f.flagged_at') },
    { heading: titles.added, cell: instant('c.added_at') },
    { heading: titles.departed, cell: instant('c.departed_at') },
  ]
}

/**
 * Quotes and defuses only where needed: csv_cell costs ten times what the look at the text costs.
 * Spreadsheets run cells that begin with = + - @ tab or CR as formulas.
 */
function textCell(column: string, separator: string): RawBuilder<string> {
  const value = sql.ref(column)
  const special = sql.lit(`"\r\n${separator}`)
  return sql`case when ${value} is null then '' when ${value} = translate(${value}, ${special}, '') and left(${value}, 1) not in ('=', '+', '-', '@', ${sql.lit('\t')}, ${sql.lit('\r')})
    then ${value} else csv_cell(${value}, ${sql.lit(separator)}) end`
}

function dateCell(column: string, { flavour, language, timeZone }: CsvStyle): RawBuilder<string> {
  const pattern = flavour === 'data' ? 'YYYY-MM-DD"T"HH24:MI:SS"Z"' : (datePatterns[language] ?? 'YYYY-MM-DD HH24:MI')
  const zone = flavour === 'data' ? 'UTC' : timeZone
  return sql`coalesce(to_char(${sql.ref(column)} at time zone ${zone}::text, ${sql.lit(pattern)}), '')`
}

/** `otherwise` for a word of Microsoft's that is new to us. */
function translated(column: string, terms: Record<string, string>, otherwise: RawBuilder<string>): RawBuilder<string> {
  const cases = Object.entries(terms).map(([value, word]) => sql`when ${sql.lit(value)} then ${sql.lit(word)}`)
  return sql`case ${sql.ref(column)} ${sql.join(cases, sql` `)} else ${otherwise} end`
}
