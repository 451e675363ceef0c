// Whether a domain is free, and how addresses are written in a country. Entered by routes.ts.
import { COUNTRIES } from '../world/countries.ts'
import type { Country } from '../world/country.ts'
import type { World } from '../world/world.ts'
import { PartnerCenterProblem } from './answer.ts'
import { AGENTS, EVERY_ROLE } from './roles.ts'
import { Reply, type Router, type Rule, type Sent } from './routing.ts'

const READ: Rule = { resource: 'utility', who: EVERY_ROLE }

export function utilityRoutes(router: Router): void {
  // The wrong way round, as documented: 404 says that the domain can be had.
  router.route(
    'HEAD',
    '/v1/domains/:domain',
    { resource: 'utility', who: AGENTS },
    ({ params, parts }) => new Reply(isTaken(parts.world, (params['domain'] ?? '').toLowerCase()) ? 200 : 404),
  )
  router.route('GET', '/v1/countryvalidationrules/:country', READ, ({ params }) => {
    const country = COUNTRIES.find((one) => one.code === params['country']?.toUpperCase())
    if (!country) throw new PartnerCenterProblem(404, 1000, 'Not found')
    return rulesOf(country)
  })
  router.route('POST', '/v1/validations/address', READ, ({ body }) => validated(body))
  // Codes for customers of the United States' government: this partner has asked for none.
  router.route('GET', '/v1/customers/all/validations', READ, () => [])
}

const OF_ADDRESS = ['country', 'region', 'city', 'state', 'addressLine1', 'addressLine2', 'postalCode'] as const

/** Good where the postal code is one of the country's and the street has a number. */
function validated(sent: Sent) {
  const named = Object.fromEntries(Object.entries(sent ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  const address = Object.fromEntries(
    OF_ADDRESS.flatMap((name) => (typeof named[name.toLowerCase()] === 'string' ? [[name, String(named[name.toLowerCase()])]] : [])),
  )
  const country = COUNTRIES.find((one) => one.code === address['country']?.toUpperCase())
  if (!country) throw new PartnerCenterProblem(400, 3000, 'Invalid property: Country')
  const wrong = [
    ...(address['city'] ? [] : ['City']),
    ...(new RegExp(postalCodeRegex(country)).test(address['postalCode'] ?? '') ? [] : ['PostalCode']),
  ]
  const partial = !/\d/.test(address['addressLine1'] ?? '')
  const status = wrong.length > 0 ? 'None' : partial ? 'StreetPartial' : 'VerifiedShippable'
  return {
    originalAddress: address,
    suggestedAddresses: status === 'None' ? [] : [address],
    status,
    ...(wrong.length > 0 ? { validationMessage: `Address field invalid for property: ${wrong.map((one) => `'${one}'`).join(', ')}` } : {}),
  }
}

export function isTaken(world: World, domain: string): boolean {
  if (domain === 'microsoft.onmicrosoft.com') return true
  const prefix = domain.endsWith('.onmicrosoft.com') ? domain.slice(0, -'.onmicrosoft.com'.length) : undefined
  return world.partners.some(
    (partner) =>
      partner.domain === domain || partner.customers.some((customer) => customer.prefix === prefix || customer.domain === domain),
  )
}

const STATES =
  'AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY'.split(
    ' ',
  )
const AMERICAS = ['US', 'CA']
const ASIA = ['JP', 'AU', 'IN']

/** The pattern that the postal codes of its towns have. */
function postalCodeRegex(country: Country): string {
  const shape = (code: string) => code.replace(/\d/g, '\\d').replace(/[A-Z]/g, '[A-Z]')
  return `^(${[...new Set(country.towns.map(([, , code]) => shape(code)))].join('|')})$`
}

function rulesOf(country: Country) {
  const language = country.culture.slice(0, 2)
  const states = country.code === 'US' ? STATES : []
  return {
    iso2Code: country.code,
    defaultCulture: country.culture,
    isStateRequired: states.length > 0,
    states: { value: states },
    supportedLanguages: { value: [...new Set([language, 'en'])] },
    supportedCultures: { value: [...new Set([country.culture, 'en-US'])] },
    isPostalCodeRequired: country.towns.every(([, , code]) => code !== ''),
    postalCodeRegex: postalCodeRegex(country),
    isCityRequired: true,
    isVatIdSupported: !AMERICAS.includes(country.code),
    taxIdFormat: `${country.code}######`,
    taxIdSample: `${country.code}999965`,
    phoneNumberRegex: '^\\+?[0-9 ().-]{6,20}$',
    isRegistrationNumberSupported: false,
    isTaxIdSupported: true,
    resellerAgreementRegion: AMERICAS.includes(country.code) ? 'AOC' : ASIA.includes(country.code) ? 'APOC' : 'EOC',
    geographicRegion: AMERICAS.includes(country.code) ? 'NorthAndLatinAmerica' : ASIA.includes(country.code) ? 'Asia' : 'Europe',
    countryCallingCodes: { value: [country.phone.replace(/\D/g, '')] },
    attributes: { objectType: 'CountryInformation' },
  }
}
