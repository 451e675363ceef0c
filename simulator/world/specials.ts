// Names that try a product: near-duplicates, very long ones, ones a spreadsheet would run as a formula, quotes, separators. Mixed into every world.

/** `delegated`: always with an active relationship, so that a test can count on it. */
export type Special = { name: string; country?: string; label?: string; delegated?: true }

export const SPECIALS: readonly Special[] = [
  { name: 'Contoso SA', country: 'FR', delegated: true },
  { name: 'Contoso SAS', country: 'FR' },
  { name: 'Contoso Sarl', country: 'FR' },
  { name: 'Fabrikam, Inc.', country: 'US' },
  { name: 'Fabrikam Ltd', country: 'GB' },
  { name: 'Œuvres Sociales du Rhône', country: 'FR' },
  { name: 'Ægir Rederi AS', country: 'DK' },
  { name: 'Straßenbau Größer GmbH & Co. KG', country: 'DE' },
  { name: 'Łódzka Spółdzielnia Mleczarska', country: 'PL' },
  {
    name: 'Société Générale de Menuiserie et de Charpente de la Région Auvergne-Rhône-Alpes et des Départements Limitrophes, Établissements Réunis Lefèvre, Dupré, Béranger & Associés',
    country: 'FR',
    label: 'sgmcara',
  },
  { name: '=Équinoxe Conseil', country: 'FR', label: 'equinoxe' },
  { name: '+Plus Énergie', country: 'FR', label: 'plusenergie' },
  { name: '-Moins Cher Distribution', country: 'FR', label: 'moinscher' },
  { name: '@Home Domotique', country: 'BE', label: 'athome' },
  { name: 'L’Atelier "Chez Nous", S.A.R.L.', country: 'FR' },
  { name: 'Dupont; Durand & Associés', country: 'FR' },
  { name: 'O\'Brien, Murphy; & "Sons" Ltd', country: 'IE' },
  { name: 'CONTOSO', country: 'US', label: 'contosocorp' },
  { name: 'Contoso (Suisse) SA', country: 'CH' },
  { name: 'Contoso S.A.', country: 'ES' },
  { name: 'Fabrikam', country: 'CA' },
  { name: 'Fabrikam Résidences', country: 'CA' },
  { name: '株式会社コントソ', country: 'JP', label: 'contosojp' },
  { name: 'Ναυτιλιακή Αιγαίου Α.Ε.', country: 'GR', label: 'aigaiou' },
  { name: 'ТОВ «Світанок»', country: 'UA', label: 'svitanok' },
  { name: 'شركة النور للتجارة', country: 'MA', label: 'alnour' },
  { name: 'İstanbul Işık İnşaat A.Ş.', country: 'TR', label: 'isikinsaat' },
  { name: '3D Concept', country: 'FR' },
  { name: '1Password Consulting éèêë', country: 'FR', label: 'unconsulting' },
  { name: 'a', country: 'US', label: 'a-co' },
  { name: 'Élan', country: 'FR', label: 'elan' },
  { name: 'ELAN', country: 'FR', label: 'elan-group' },
  { name: 'Elan & Co', country: 'GB', label: 'elanco' },
  { name: '<b>Bold & Brave</b>', country: 'GB', label: 'boldbrave' },
  { name: "Robert'); DROP TABLE customers;--", country: 'US', label: 'bobbytables' },
  { name: 'Noe\u0308l & Fils (décomposé)', country: 'FR', label: 'noelfils' },
  { name: 'Café 🥐 de la Gare', country: 'FR', label: 'cafedelagare' },
  { name: 'Wingtip Toys', country: 'US' },
  { name: 'Wingtip Toys Europe B.V.', country: 'NL' },
  { name: 'Adatum Corporation', country: 'US' },
]

/** The special that stands at this place of the customer list, if one does: every fifth place until they are used up. */
export function specialAt(index: number): Special | undefined {
  return index % 5 === 2 ? SPECIALS[(index - 2) / 5] : undefined
}
