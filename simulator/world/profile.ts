// Address and contact of a customer, worked out from its seed. Entered by partner-center/ and graph/.
import { type Customer, countryOf } from './customer.ts'
import { mix, random } from './random.ts'

export type Profile = {
  country: string
  region: string
  city: string
  addressLine1: string
  postalCode: string
  phoneNumber: string
  firstName: string
  lastName: string
  email: string
  culture: string
  language: string
  commerceId: string
  billingId: string
  billingEtag: string
}

const FIRST_NAMES = [
  'Agnès',
  'Björn',
  'Chloé',
  'Dürten',
  'Éloïse',
  'François',
  'Görkem',
  'Hélène',
  'Íñigo',
  'Jørgen',
  'Łucja',
  'Maëlle',
  'Niamh',
  'Øyvind',
  'Søren',
  'Zoë',
]

/** Address and contact, worked out from the customer's seed. */
export function profileOf(customer: Customer): Profile {
  const chance = random(mix(customer.seed, 'profile'))
  const country = countryOf(customer)
  const [city, region, postalCode] = chance.pick(country.towns)
  return {
    country: country.code,
    region,
    city,
    postalCode,
    addressLine1: chance.pick(country.streets).replace('{n}', String(chance.between(1, 240))),
    phoneNumber: `${country.phone} ${chance.between(100, 999)} ${chance.between(100, 999)} ${chance.between(100, 999)}`,
    firstName: chance.pick(FIRST_NAMES),
    lastName: chance.pick(country.words.words),
    email: `contact@${customer.domain}`,
    culture: country.culture,
    language: country.culture.slice(0, 2),
    commerceId: chance.guid(),
    billingId: chance.guid(),
    billingEtag: `-${chance.between(1e8, 1e9)}${chance.between(1e8, 1e9)}`,
  }
}
