// The countries the simulated customers live in. Entered by customer.ts.
import { FAR_COUNTRIES } from './countries-far.ts'
import { type Country, country } from './country.ts'
import { DUTCH, ITALIAN, NORDIC, POLISH, PORTUGUESE } from './words-european.ts'
import { ENGLISH, FRENCH, GERMAN, SPANISH } from './words-latin.ts'

const FRENCH_STREETS = [
  '{n}, rue de la République',
  '{n} bis, avenue Jean-Jaurès',
  '{n}, place de l’Église',
  '{n}, chemin des Œillets',
  'Z.I. Nord, {n} rue Ampère',
]
const ENGLISH_STREETS = ['{n} High Street', '{n} Station Road', 'Unit {n}, Meadow Park', '{n} King’s Avenue']
const GERMAN_STREETS = ['Hauptstraße {n}', 'Am Mühlbach {n}', 'Königsallee {n}', 'Gewerbering {n}']

export const COUNTRIES: readonly Country[] = [
  country('FR', 34, FRENCH, {
    culture: 'fr-FR',
    topLevel: 'fr',
    phone: '+33',
    streets: FRENCH_STREETS,
    towns: [
      ['Paris', 'Île-de-France', '75011'],
      ['Lyon', 'Auvergne-Rhône-Alpes', '69003'],
      ['Nîmes', 'Occitanie', '30000'],
      ['Besançon', 'Bourgogne-Franche-Comté', '25000'],
      ['Saint-Étienne', 'Auvergne-Rhône-Alpes', '42100'],
      ['Angoulême', 'Nouvelle-Aquitaine', '16000'],
      ['Rennes', 'Bretagne', '35000'],
    ],
  }),
  country('BE', 4, FRENCH, {
    culture: 'fr-BE',
    topLevel: 'be',
    phone: '+32',
    streets: FRENCH_STREETS,
    towns: [
      ['Liège', 'Wallonie', '4000'],
      ['Bruxelles', 'Bruxelles-Capitale', '1000'],
      ['Namur', 'Wallonie', '5000'],
    ],
  }),
  country('CA', 5, FRENCH, {
    culture: 'fr-CA',
    topLevel: 'ca',
    phone: '+1',
    streets: FRENCH_STREETS,
    towns: [
      ['Montréal', 'QC', 'H2X 1Y4'],
      ['Québec', 'QC', 'G1R 2J6'],
      ['Trois-Rivières', 'QC', 'G9A 5L2'],
    ],
  }),
  country('CH', 3, GERMAN, {
    culture: 'de-CH',
    topLevel: 'ch',
    phone: '+41',
    streets: GERMAN_STREETS,
    towns: [
      ['Zürich', 'ZH', '8001'],
      ['Bern', 'BE', '3011'],
    ],
  }),
  country('US', 12, ENGLISH, {
    culture: 'en-US',
    topLevel: 'com',
    phone: '+1',
    streets: ['{n} Main Street', '{n} Elm Avenue, Suite 200', '{n} 5th Street NW'],
    towns: [
      ['Portland', 'OR', '97205'],
      ['Austin', 'TX', '78701'],
      ['Saint Paul', 'MN', '55101'],
      ['Boise', 'ID', '83702'],
    ],
  }),
  country('GB', 9, ENGLISH, {
    culture: 'en-GB',
    topLevel: 'co.uk',
    phone: '+44',
    streets: ENGLISH_STREETS,
    towns: [
      ['Leeds', 'West Yorkshire', 'LS1 4AP'],
      ['Bristol', 'Avon', 'BS1 5TR'],
      ['King’s Lynn', 'Norfolk', 'PE30 1JN'],
    ],
  }),
  country('IE', 2, ENGLISH, {
    culture: 'en-IE',
    topLevel: 'ie',
    phone: '+353',
    streets: ENGLISH_STREETS,
    towns: [
      ['Dún Laoghaire', 'Dublin', 'A96 X9K2'],
      ['Cork', 'Munster', 'T12 W8KP'],
    ],
  }),
  country('DE', 8, GERMAN, {
    culture: 'de-DE',
    topLevel: 'de',
    phone: '+49',
    streets: GERMAN_STREETS,
    towns: [
      ['Köln', 'Nordrhein-Westfalen', '50667'],
      ['München', 'Bayern', '80331'],
      ['Görlitz', 'Sachsen', '02826'],
      ['Gießen', 'Hessen', '35390'],
    ],
  }),
  country('ES', 4, SPANISH, {
    culture: 'es-ES',
    topLevel: 'es',
    phone: '+34',
    streets: ['Calle Mayor {n}', 'Avenida de España {n}', 'Plaza del Ángel {n}'],
    towns: [
      ['A Coruña', 'Galicia', '15001'],
      ['Málaga', 'Andalucía', '29005'],
      ['Logroño', 'La Rioja', '26001'],
    ],
  }),
  country('IT', 3, ITALIAN, {
    culture: 'it-IT',
    topLevel: 'it',
    phone: '+39',
    streets: ['Via Garibaldi {n}', 'Corso dell’Università {n}'],
    towns: [
      ['Forlì', 'FC', '47121'],
      ['Milano', 'MI', '20121'],
    ],
  }),
  country('NL', 3, DUTCH, {
    culture: 'nl-NL',
    topLevel: 'nl',
    phone: '+31',
    streets: ['Dorpsstraat {n}', 'IJsselkade {n}'],
    towns: [
      ['IJmuiden', 'Noord-Holland', '1971 AB'],
      ['Utrecht', 'Utrecht', '3511 LN'],
    ],
  }),
  country('PL', 3, POLISH, {
    culture: 'pl-PL',
    topLevel: 'pl',
    phone: '+48',
    streets: ['ul. Świętokrzyska {n}', 'ul. Długa {n}'],
    towns: [
      ['Łódź', 'łódzkie', '90-001'],
      ['Kraków', 'małopolskie', '31-005'],
    ],
  }),
  country('SE', 2, NORDIC, {
    culture: 'sv-SE',
    topLevel: 'se',
    phone: '+46',
    streets: ['Storgatan {n}', 'Ågatan {n}'],
    towns: [
      ['Göteborg', 'Västra Götaland', '411 05'],
      ['Malmö', 'Skåne', '211 20'],
    ],
  }),
  country('DK', 1, NORDIC, {
    culture: 'da-DK',
    topLevel: 'dk',
    phone: '+45',
    streets: ['Østergade {n}'],
    towns: [['Århus', 'Midtjylland', '8000']],
  }),
  country('IS', 0.4, NORDIC, {
    culture: 'is-IS',
    topLevel: 'is',
    phone: '+354',
    streets: ['Þórsgata {n}'],
    towns: [['Reykjavík', 'Höfuðborgarsvæðið', '101']],
  }),
  country('PT', 1, PORTUGUESE, {
    culture: 'pt-PT',
    topLevel: 'pt',
    phone: '+351',
    streets: ['Rua da Conceição {n}'],
    towns: [['Évora', 'Alentejo', '7000-500']],
  }),
  ...FAR_COUNTRIES,
]

const TOTAL_WEIGHT = COUNTRIES.reduce((sum, one) => sum + one.weight, 0)

/** Which country a chance in [0, 1) falls on. */
export function countryAt(chance: number): number {
  let left = chance * TOTAL_WEIGHT
  for (const [position, one] of COUNTRIES.entries()) {
    left -= one.weight
    if (left < 0) return position
  }
  return 0
}
