// From one product to a larger one in the middle of a term, and what is eligible for it; upgrades are the same for subscriptions of the old kind.
// https://learn.microsoft.com/partner-center/developer/transition-resources
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, instant, number, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { billingCycle, maybe, numbered, parts, record } from './fields.ts'
import { Offer } from './offers.ts'
import { BillingCycle, type ChangeOptions, Duration, oneOf, optionalText, Quantity, request, Text } from './request-body.ts'
import type { SubscriptionPlace } from './subscriptions.ts'

const problem = record({ code: text, description: text })
const transitionType = wordOf('transition_only', 'transition_with_license_transfer')

const eligibility = record({
  isEligible: flag,
  transitionType,
  subscriptionId: text,
  subscriptionFriendlyName: text,
  subscriptionTermDuration: text,
  subscriptionBillingCycle: billingCycle,
  errors: parts(problem),
})

export const TransitionEligibility = record({
  catalogItemId: text,
  title: text,
  description: text,
  quantity: number,
  eligibilities: parts(eligibility),
  subscriptionEligibilities: parts(eligibility),
})
export type TransitionEligibility = z.output<typeof TransitionEligibility>

export const Transition = record({
  operationId: text,
  fromCatalogItemId: text,
  fromSubscriptionId: text,
  toCatalogItemId: text,
  toSubscriptionId: text,
  quantity: number,
  termDuration: text,
  billingCycle,
  transitionType,
  promotionId: text,
  events: parts(
    record({
      name: wordOf('Conversion', 'LicenseReassignment'),
      status: wordOf('Started', 'InProgress', 'Completed', 'Failed'),
      timestamp: instant,
      errors: parts(problem),
    }),
  ),
})
export type Transition = z.output<typeof Transition>

export const TransitionBody = request({
  operationId: optionalText,
  fromCatalogItemId: optionalText,
  fromSubscriptionId: optionalText,
  toCatalogItemId: Text,
  toSubscriptionId: optionalText,
  quantity: Quantity,
  termDuration: Duration.nullish(),
  billingCycle: BillingCycle.nullish(),
  transitionType: oneOf('transition_only', 'transition_with_license_transfer'),
  promotionId: optionalText,
  customTermEndDate: optionalText,
  events: z.array(z.unknown()).nullish(),
})
export type TransitionBody = z.input<typeof TransitionBody>

const upgradeType = numbered('none', 'upgrade_only', 'upgrade_with_license_transfer')

export const Upgrade = record({
  targetOffer: maybe(Offer),
  upgradeType,
  isEligible: flag,
  quantity: number,
  upgradeErrors: parts(problem),
})
export type Upgrade = z.output<typeof Upgrade>

export const UpgradeResult = record({
  sourceSubscriptionId: text,
  targetSubscriptionId: text,
  upgradeType,
  upgradeErrors: parts(problem),
  licenseErrors: parts(record({ userObjectId: text, name: text, email: text, errors: parts(problem) })),
})
export type UpgradeResult = z.output<typeof UpgradeResult>

export const UpgradeBody = request({
  targetOffer: z.looseObject({}),
  upgradeType: z.union([z.int(), oneOf('none', 'upgrade_only', 'upgrade_with_license_transfer')]),
  isEligible: z.boolean().nullish(),
  quantity: Quantity,
  upgradeErrors: z.array(z.unknown()).nullish(),
})
export type UpgradeBody = z.input<typeof UpgradeBody>

const api = 'partnerCenter' as const
const resource = 'subscription'
const one = '/v1/customers/{customerId}/subscriptions/{subscriptionId}'

export const listTransitionEligibilities = listOperation({
  api,
  method: 'GET',
  path: `${one}/transitioneligibilities`,
  resource,
  paging: 'offset',
  item: TransitionEligibility,
  usable: ({ catalogItemId }) => (catalogItemId ? null : 'no catalog item'),
})
export const listTransitions = listOperation({
  api,
  method: 'GET',
  path: `${one}/transitions`,
  resource,
  paging: 'offset',
  item: Transition,
})
export const createTransition = operation({
  api,
  method: 'POST',
  path: `${one}/transitions`,
  resource,
  body: TransitionBody,
  answer: Transition,
})
export const listUpgrades = listOperation({ api, method: 'GET', path: `${one}/upgrades`, resource, paging: 'offset', item: Upgrade })
export const createUpgrade = operation({ api, method: 'POST', path: `${one}/upgrades`, resource, body: UpgradeBody, answer: UpgradeResult })

/** What the subscription may go over to, at once (`immediate`) or at the end of its term (`scheduled`). */
export function transitionEligibilities(
  source: Source,
  place: SubscriptionPlace,
  when: 'immediate' | 'scheduled',
  options?: CallOptions,
): Promise<Page<TransitionEligibility>> {
  return allOf(source, listTransitionEligibilities, { ...options, parameters: place, query: { eligibilityType: when } })
}

/** What has been begun; its events tell how far it is. */
export function transitions(
  source: Source,
  place: SubscriptionPlace,
  operationId?: string,
  options?: CallOptions,
): Promise<Page<Transition>> {
  return allOf(source, listTransitions, { ...options, parameters: place, query: { operationId } })
}

export async function beginTransition(
  source: Source,
  place: SubscriptionPlace,
  body: TransitionBody,
  options?: ChangeOptions,
): Promise<Transition> {
  return (await perform(source, createTransition, { ...options, parameters: place, body })).data
}

export function upgrades(source: Source, place: SubscriptionPlace, options?: CallOptions): Promise<Page<Upgrade>> {
  return allOf(source, listUpgrades, { ...options, parameters: place })
}

export async function upgradeSubscription(
  source: Source,
  place: SubscriptionPlace,
  body: UpgradeBody,
  options?: ChangeOptions,
): Promise<UpgradeResult> {
  return (await perform(source, createUpgrade, { ...options, parameters: place, body })).data
}
