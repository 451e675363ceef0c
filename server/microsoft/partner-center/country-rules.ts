// What an address must hold in each country, and whether one exists. Asked before a customer is made or a profile changed.
// https://learn.microsoft.com/partner-center/developer/get-market-specific-validation-data
import type { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, guid, longTextOf, number, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { address, maybe, parts, record, verbatim, words } from './fields.ts'
import { AddressBody } from './request-body.ts'

/** Documentation breaks expressions over lines; white space in them means nothing here. */
const expression = verbatim.transform((sent) => longTextOf(sent, 2000)?.replace(/\s+/g, '') ?? null)

export const CountryRules = record({
  iso2Code: text,
  iso3Code: text,
  defaultCulture: text,
  isStateRequired: flag,
  states: words,
  supportedStatesList: words,
  supportedLanguages: words,
  supportedLanguagesList: words,
  supportedCultures: words,
  supportedCulturesList: words,
  isPostalCodeRequired: flag,
  postalCodeRegex: expression,
  isCityRequired: flag,
  isVatIdSupported: flag,
  vatIdRegex: expression,
  taxIdFormat: text,
  taxIdSample: text,
  isTaxIdSupported: flag,
  isTaxIdOptional: flag,
  phoneNumberRegex: expression,
  isRegistrationNumberSupported: flag,
  resellerAgreementRegion: text,
  geographicRegion: text,
  countryCallingCodes: words,
  countryCallingCodesList: words,
}).transform((sent) => ({
  country: sent.iso2Code?.toUpperCase() ?? '',
  defaultCulture: sent.defaultCulture,
  stateRequired: sent.isStateRequired ?? false,
  // The reference names the lists one way, what is sent the other.
  states: [...sent.states, ...sent.supportedStatesList],
  languages: [...sent.supportedLanguages, ...sent.supportedLanguagesList],
  cultures: [...sent.supportedCultures, ...sent.supportedCulturesList],
  postalCodeRequired: sent.isPostalCodeRequired ?? false,
  /** Regular expressions as sent: whoever uses one bounds what it is tried on. */
  postalCodePattern: sent.postalCodeRegex,
  cityRequired: sent.isCityRequired ?? false,
  vatIdSupported: sent.isVatIdSupported ?? false,
  vatIdPattern: sent.vatIdRegex,
  taxIdSupported: sent.isTaxIdSupported ?? false,
  taxIdOptional: sent.isTaxIdOptional,
  taxIdFormat: sent.taxIdFormat,
  taxIdSample: sent.taxIdSample,
  phonePattern: sent.phoneNumberRegex,
  registrationNumberSupported: sent.isRegistrationNumberSupported ?? false,
  agreementRegion: sent.resellerAgreementRegion,
  region: sent.geographicRegion,
  callingCodes: [...sent.countryCallingCodes, ...sent.countryCallingCodesList],
}))
export type CountryRules = z.output<typeof CountryRules>

export const AddressValidation = record({
  originalAddress: maybe(address),
  suggestedAddresses: parts(address),
  status: wordOf(
    'VerifiedShippable',
    'Verified',
    'InteractionRequired',
    'StreetPartial',
    'PremisesPartial',
    'Multiple',
    'None',
    'NotValidated',
  ),
  validationMessage: text,
})
export type AddressValidation = z.output<typeof AddressValidation>

/** A code with which customers of the government cloud are made. */
export const ValidationCode = record({
  partnerId: guid,
  organizationName: text,
  validationId: text,
  maxCreates: number,
  remainingCreates: number,
  eTag: verbatim,
})
export type ValidationCode = z.output<typeof ValidationCode>

const api = 'partnerCenter' as const
const resource = 'utility'

export const getCountryRules = operation({
  api,
  method: 'GET',
  path: '/v1/countryvalidationrules/{country}',
  resource,
  answer: CountryRules,
})
export const validateAddress = operation({
  api,
  method: 'POST',
  path: '/v1/validations/address',
  resource,
  body: AddressBody,
  answer: AddressValidation,
  repeatable: true,
})
export const listValidationCodes = listOperation({
  api,
  method: 'GET',
  path: '/v1/customers/all/validations',
  resource,
  paging: 'offset',
  item: ValidationCode,
  usable: ({ validationId }) => (validationId ? null : 'no code'),
})

/** `country` in two letters. Throws MicrosoftError, `gone` for a country Microsoft does not sell to. */
export async function countryRules(source: Source, country: string, options?: CallOptions): Promise<CountryRules> {
  return (await perform(source, getCountryRules, { ...options, parameters: { country } })).data
}

/** Asks and changes nothing. */
export async function checkAddress(source: Source, body: z.input<typeof AddressBody>, options?: CallOptions): Promise<AddressValidation> {
  return (await perform(source, validateAddress, { ...options, body })).data
}

export function validationCodes(source: Source, options?: CallOptions): Promise<Page<ValidationCode>> {
  return allOf(source, listValidationCodes, options)
}
