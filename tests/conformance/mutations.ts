// Other answers and requests that Microsoft might as well have printed: the documented ones, changed as its services change them.
import fc from 'fast-check'

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
export type Mutation = { what: string; apply(value: Json, at: number): Json }

type Members = { [name: string]: Json }
const isRecord = (value: Json): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every place within, its value replaced by what is made of it. */
function everywhere(value: Json, change: (value: Json, name: string) => Json, name = ''): Json {
  const changed = change(value, name)
  if (Array.isArray(changed)) return changed.map((one) => everywhere(one, change, name))
  if (!isRecord(changed)) return changed
  return Object.fromEntries(Object.entries(changed).map(([inner, one]) => [inner, everywhere(one, change, inner)]))
}

const renamed = (value: Json, rename: (name: string) => string): Json =>
  everywhere(value, (one) =>
    isRecord(one)
      ? Object.fromEntries(Object.entries(one).map(([name, inner]) => [/^[@$]|-/.test(name) ? name : rename(name), inner]))
      : one,
  )

/** Identity and envelope, without which a record is rightly none. */
const needed =
  /(^|\.)(id|name|tenantid|customerid|value|items|totalcount|responses|commercesubscriptionid|defaultdomainname|companyprofile|properties|url|servicename|servicemanagementurl|webhookurl|webhookevents)$/i

/** The places of members that may be absent, in order. */
function optionalPlaces(value: Json, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one, place) => optionalPlaces(one, `${path}/${place}`))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([name, one]) => {
    const here = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return [...(needed.test(name) || name.startsWith('@') ? [] : [here]), ...optionalPlaces(one, here)]
  })
}

/** Replaces what stands at a place; undefined takes it out. */
function put(value: Json, place: string, by: Json | undefined): Json {
  const [name = '', ...rest] = place.slice(1).split('/')
  const plain = name.replaceAll('~1', '/').replaceAll('~0', '~')
  const within = rest.length > 0
  if (Array.isArray(value)) return value.map((one, at) => (String(at) === plain ? put(one, `/${rest.join('/')}`, by) : one))
  if (!isRecord(value)) return value
  const inner = within ? put(value[plain] ?? null, `/${rest.join('/')}`, by) : by
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (key !== plain ? [[key, one]] : inner === undefined ? [] : [[key, inner]])),
  )
}

const somewhere =
  (by: (value: Json) => Json | undefined) =>
  (value: Json, at: number): Json => {
    const places = optionalPlaces(value)
    const place = places[at % Math.max(1, places.length)]
    return place === undefined ? value : put(value, place, by(value))
  }

const isDate = (value: Json): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)
const dates = (to: (date: string) => string) => (value: Json) => everywhere(value, (one) => (isDate(one) ? to(one) : one))

/** A member that nobody knew when this was written, in every resource that has none yet. */
const withNews = (value: Json): Json =>
  everywhere(value, (one, name) => {
    const has = isRecord(one) && Object.keys(one).some((key) => /^newSince$/i.test(key))
    return isRecord(one) && !has && !/^newSince$/i.test(name) ? { ...one, newSince: { a: [1] } } : one
  })

/** What any of the APIs may do to an answer. */
export const ofAnswers: readonly Mutation[] = [
  { what: 'a member is missing', apply: somewhere(() => undefined) },
  { what: 'a member is null', apply: somewhere(() => null) },
  { what: 'a member is of another type', apply: somewhere(() => ({ odd: [1, 'two'] })) },
  { what: 'a member is a number', apply: somewhere(() => 7) },
  { what: 'a member is an empty text', apply: somewhere(() => '') },
  { what: 'a member is a list', apply: somewhere(() => [null, 'x', 3, {}]) },
  {
    what: 'every inner collection is null',
    apply: (value) => everywhere(value, (one, name) => (Array.isArray(one) && !/^(value|items|responses)?$/i.test(name) ? null : one)),
  },
  {
    what: 'an empty list is null',
    apply: (value) =>
      isRecord(value) && Object.entries(value).some(([name, one]) => /^(value|items)$/i.test(name) && Array.isArray(one))
        ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, /^(value|items)$/i.test(name) ? null : one]))
        : value,
  },
  { what: 'every resource has members that are new', apply: withNews },
  { what: 'dates of year 1', apply: dates(() => '0001-01-01T00:00:00') },
  { what: 'dates of year 9999', apply: dates(() => '9999-12-31T23:59:59.9999999Z') },
  { what: 'dates without a zone', apply: dates((date) => date.replace(/(Z|[+-]\d{2}:?\d{2})$/i, '')) },
  { what: 'dates with stray spaces', apply: dates((date) => date.replaceAll(':', ': ')) },
  { what: 'dates with an offset', apply: dates((date) => date.replace(/(Z|[+-]\d{2}:?\d{2})?$/i, '+02:00')) },
  {
    what: 'words in capitals',
    apply: (value) => everywhere(value, (one) => (typeof one === 'string' && /^[a-z]{3,}$/i.test(one) ? one.toUpperCase() : one)),
  },
  {
    what: 'IDs in the other case',
    apply: (value) =>
      everywhere(value, (one) => (typeof one === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(one) ? swapped(one) : one)),
  },
]

const swapped = (text: string): string => (text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase())
const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1)
const small = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1)
const enums =
  /^(status|severity|billingType|billingCycle|relationshipToPartner|profileType|state|messageType|operationStatus|resourceType|userDomainType)$/i

const wordsAs =
  (by: Json, names = enums) =>
  (value: Json): Json =>
    everywhere(value, (one, name) => (typeof one === 'string' && names.test(name) ? by : one))

/** What only Partner Center does. */
export const ofPartnerCenter: readonly Mutation[] = [
  { what: 'names in Pascal case', apply: (value) => renamed(value, capital) },
  { what: 'words as numbers', apply: wordsAs(1) },
  { what: 'words as numbers in text', apply: wordsAs('2') },
  { what: 'words that are new', apply: wordsAs('brand_new') },
]

/** How a request may be written besides, by any of the APIs. */
export const ofRequests: readonly Mutation[] = [
  { what: 'as printed', apply: (value) => value },
  { what: 'with members that are new', apply: withNews },
  { what: 'with a member that is null', apply: (value) => (isRecord(value) ? { ...value, saysNothing: null } : value) },
]
export const ofPartnerCenterRequests: readonly Mutation[] = [
  { what: 'names in Pascal case', apply: (value) => renamed(value, capital) },
  { what: 'names in camel case', apply: (value) => renamed(value, small) },
  { what: 'words as numbers', apply: wordsAs(1, /^(status|severity|billingType|billingCycle|relationshipToPartner)$/i) },
  { what: 'a member is null', apply: somewhere(() => null) },
]

/** One to three changes, one after the other, each somewhere. */
export const changesOf = (mutations: readonly Mutation[]) =>
  fc.array(fc.tuple(fc.constantFrom(...mutations), fc.nat(10_000)), { minLength: 1, maxLength: 3 })

export const changed = (value: Json, changes: readonly (readonly [Mutation, number])[]): Json =>
  changes.reduce((given, [mutation, at]) => mutation.apply(given, at), value)
