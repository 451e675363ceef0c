// Whether a domain is free, and how addresses are written in a country. Entered by routes.ts.
import { COUNTRIES } from '../world/countries.ts'
import type { Country } from '../world/country.ts'
import type { World } from '../world/world.ts'
import { PartnerCenterProblem } from './answer.ts'
import { AGENTS, EVERY_ROLE } from './roles.ts'
import { Reply, type Router, type Rule } from './routing.ts'

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
