// The columns of the CSV download of an issue's customers. Pure.
import { sql } from 'kysely'
import { type Column, type CsvStyle, dateCell, textCell, tongueOf, wordCell } from '../../db/csv.ts'

type Headings = Record<'tenant' | 'name' | 'domain' | 'country' | 'delegation' | 'flagged' | 'since' | 'until' | 'because', string>

const headings: Record<'data' | 'en' | 'fr', Headings> = {
  data: {
    tenant: 'tenant_id',
    name: 'name',
    domain: 'domain',
    country: 'country',
    delegation: 'delegation',
    flagged: 'flagged_at',
    since: 'affected_since',
    until: 'affected_until',
    because: 'left_because',
  },
  en: {
    tenant: 'Tenant ID',
    name: 'Name',
    domain: 'Primary domain',
    country: 'Country',
    delegation: 'Delegated access',
    flagged: 'Flagged',
    since: 'Affected since',
    until: 'Affected until',
    because: 'Ended because',
  },
  fr: {
    tenant: 'ID du locataire',
    name: 'Nom',
    domain: 'Domaine principal',
    country: 'Pays',
    delegation: 'Accès délégué',
    flagged: 'Indicateur',
    since: 'Touché depuis',
    until: 'Touché jusqu’au',
    because: 'Motif de fin',
  },
}

/** `c` is the customer, `f` its flag, `t` one time the issue hit it. */
export function affectedColumns(style: CsvStyle): Column[] {
  const titles = headings[style.flavour === 'data' ? 'data' : tongueOf(style)]
  return [
    { heading: titles.tenant, cell: sql`c.tenant_id::text` },
    { heading: titles.name, cell: textCell('c.name', style) },
    { heading: titles.domain, cell: textCell('c.domain', style) },
    { heading: titles.country, cell: textCell('c.country', style) },
    { heading: titles.delegation, cell: wordCell('c.delegation', 'delegation', style) },
    { heading: titles.flagged, cell: dateCell('f.flagged_at', style) },
    { heading: titles.since, cell: dateCell('t.since', style) },
    { heading: titles.until, cell: dateCell('t.until', style) },
    { heading: titles.because, cell: wordCell('t.left_because', 'left', style) },
  ]
}
