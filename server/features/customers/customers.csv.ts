// The columns of the customer list's CSV download. Pure.
import { sql } from 'kysely'
import { type Column, type CsvStyle, dateCell, textCell, tongueOf, wordCell } from '../../db/csv.ts'

type Headings = Record<
  'tenant' | 'name' | 'domain' | 'country' | 'relationship' | 'delegation' | 'ends' | 'flagged' | 'tags' | 'added' | 'departed',
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
    tags: 'tags',
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
    tags: 'Tags',
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
    tags: 'Étiquettes',
    added: 'Ajouté',
    departed: 'Parti',
  },
}

export function columnsOf(style: CsvStyle): Column[] {
  const titles = headings[style.flavour === 'data' ? 'data' : tongueOf(style)]
  const instant = (column: string) => dateCell(column, style)
  const text = (column: string) => textCell(column, style)
  return [
    { heading: titles.tenant, cell: sql`c.tenant_id::text` },
    { heading: titles.name, cell: text('c.name') },
    { heading: titles.domain, cell: text('c.domain') },
    { heading: titles.country, cell: text('c.country') },
    { heading: titles.relationship, cell: wordCell('c.relationship', 'relationship', style) },
    { heading: titles.delegation, cell: wordCell('c.delegation', 'delegation', style) },
    { heading: titles.ends, cell: instant('c.delegation_ends_at') },
    { heading: titles.flagged, cell: instant('f.flagged_at') },
    { heading: titles.tags, cell: text('g.names') },
    { heading: titles.added, cell: instant('c.added_at') },
    { heading: titles.departed, cell: instant('c.departed_at') },
  ]
}
