// How products, SKUs and availabilities read. Entered by products.ts.
import { z } from 'zod'
import { flag, longText, number, text } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { billingCycle, dictionary, isRecord, itemType, link, maybe, part, parts, record, words } from './fields.ts'

const attestation = record({ attestationType: text, enforceAttestation: flag })
/** One, or a list of them. */
const attestations = z.preprocess((sent) => (isRecord(sent) ? [sent] : sent), parts(attestation))

export const Product = record({
  id: text,
  title: text,
  description: longText,
  productType: itemType,
  isMicrosoftProduct: flag,
  publisherName: text,
  links: part({ skus: link, self: link }),
}).transform((sent) => ({ ...sent, id: sent.id ?? '', title: sent.title ?? '' }))
export type Product = z.output<typeof Product>

export const Sku = record({
  id: text,
  productId: text,
  title: text,
  description: longText,
  minimumQuantity: number,
  maximumQuantity: number,
  isTrial: flag,
  supportedBillingCycles: parts(billingCycle),
  purchasePrerequisites: words,
  inventoryVariables: words,
  provisioningVariables: words,
  actions: words,
  consumptionType: text,
  attestationProperties: attestations,
  minimumPurchaseCommitment: maybe(record({ grain: text, currencyCode: dictionary, amount: number })),
  /** Change without notice, says Microsoft. */
  dynamicAttributes: dictionary,
  links: part({ availabilities: link, self: link }),
}).transform((sent) => ({ ...sent, id: sent.id ?? '', title: sent.title ?? '' }))
export type Sku = z.output<typeof Sku>

const policies = parts(record({ policyType: text, type: text, value: number, sequenceId: number, isEnabled: flag }))

const term = record({
  id: text,
  duration: text,
  description: text,
  billingCycle,
  renewalOptions: parts(record({ renewToId: text, isAutoRenewable: flag })),
  cancellationPolicies: parts(
    record({
      isFullyRefundable: flag,
      refundOptions: parts(record({ sequenceId: number, type: text, expiresAfter: text })),
    }),
  ),
  pricingPolicies: policies,
})

export const Availability = record({
  id: text,
  productId: text,
  skuId: text,
  catalogItemId: text,
  defaultCurrency: maybe(record({ code: text, symbol: text })),
  segment: wordOf('commercial', 'education', 'government', 'nonprofit'),
  country: text,
  isPurchasable: flag,
  isRenewable: flag,
  renewalInstructions: parts(
    record({
      applicableTermIds: words,
      renewalOptions: parts(record({ renewToId: text, isAutoRenewable: flag })),
    }),
  ),
  product: maybe(Product),
  sku: maybe(Sku),
  terms: parts(term),
  links: part({ self: link }),
}).transform((sent) => ({ ...sent, id: sent.id ?? '' }))
export type Availability = z.output<typeof Availability>
