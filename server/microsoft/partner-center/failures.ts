// What a failure of Partner Center means where the product must do something about it. The pair of HTTP status and code decides, as codes are used
// twice. Entered by the features that change things.
// https://learn.microsoft.com/partner-center/developer/error-codes
import { MicrosoftError } from '../microsoft-error.ts'

/**
 * - `stale`: somebody else changed it since it was read; read again.
 * - `pending`: a change of before is still under way; later.
 * - `needsUser`: the integration account must ask, not the application alone.
 * - `tokenForElsewhere`: the token is for an address that is no longer taken.
 * - `conditionalAccess`: the customer's or our own tenant lets the account in nowhere.
 * - `roleMissing`: the account lacks the role in Partner Center or in the customer's tenant.
 * - `noSuchCustomer`: Partner Center knows no such organisation.
 * - `noCommerceRelationship`: the partner does not sell to this customer.
 * - `customerAgreementMissing`: the customer has not accepted the Microsoft Customer Agreement.
 * - `partnerAgreementMissing`: the partner or its reseller has not signed the Microsoft Partner Agreement.
 * - `agreementConfirmed`: it had been confirmed before.
 * - `catalogChanged`: what is to be bought is sold under another number now; read the catalog again.
 * - `notForSale`: it cannot be bought for this customer.
 * - `quantityRefused`: as many, or as few, are not allowed.
 * - `noLicenceLeft`: none is free to be assigned.
 * - `creditMissing`: the partner's credit does not suffice.
 * - `underReview`: Microsoft looks into the customer; days.
 * - `windowPassed`: too late to cancel or to buy fewer.
 * - `orderRoute`: a billing cycle is changed by the order, not by the subscription.
 * - `cartDone`: the cart has been checked out before.
 */
export type FailureMeaning =
  | 'stale'
  | 'pending'
  | 'needsUser'
  | 'tokenForElsewhere'
  | 'conditionalAccess'
  | 'roleMissing'
  | 'noSuchCustomer'
  | 'noCommerceRelationship'
  | 'customerAgreementMissing'
  | 'partnerAgreementMissing'
  | 'agreementConfirmed'
  | 'catalogChanged'
  | 'notForSale'
  | 'quantityRefused'
  | 'noLicenceLeft'
  | 'creditMissing'
  | 'underReview'
  | 'windowPassed'
  | 'orderRoute'
  | 'cartDone'

const table: Readonly<Record<FailureMeaning, readonly string[]>> = {
  stale: ['400/2055'],
  pending: ['409/800014', '409/800060', '409/800064', '409/800082', '409/900278', '400/900261'],
  needsUser: ['403/900329', '400/900316'],
  tokenForElsewhere: ['401/900420'],
  conditionalAccess: ['403/900309'],
  roleMissing: ['401/400', '403/2032', '403/900150', '403/900308'],
  noSuchCustomer: ['404/60003', '404/1000'],
  noCommerceRelationship: ['403/20002'],
  customerAgreementMissing: ['403/13605'],
  partnerAgreementMissing: ['403/900123', '403/900124', '400/2203', '400/2206'],
  agreementConfirmed: ['400/600061', '409/600061'],
  catalogChanged: ['404/400019', '404/400018', '404/400013', '400/900142', '403/2091', '403/800028'],
  notForSale: ['403/2006', '403/2030', '403/2085', '403/800020', '400/800070', '400/800086', '400/900315'],
  quantityRefused: [
    ...['400/2002', '400/800010', '400/800017', '400/800090', '400/800095', '400/900275'],
    ...['403/800066', '403/800067', '403/800088', '403/800089'],
  ],
  noLicenceLeft: ['400/60012'],
  creditMissing: ['403/800023', '400/800025', '403/900121'],
  underReview: ['403/800073', '403/800074', '403/800075'],
  windowPassed: ['400/900117', '400/900213', '400/900214', '400/900257'],
  orderRoute: ['400/2054', '400/800097'],
  cartDone: ['400/800065'],
}

const byPair: ReadonlyMap<string, FailureMeaning> = new Map(
  (Object.entries(table) as [FailureMeaning, readonly string[]][]).flatMap(([meaning, pairs]) =>
    pairs.map((pair) => [pair, meaning] as const),
  ),
)

/** Null for a failure that its kind says enough about. */
export function meaningOf(error: unknown): FailureMeaning | null {
  if (!(error instanceof MicrosoftError)) return null
  // The list of statuses knows 412 as well, and newer routes use it.
  if (error.status === 412) return 'stale'
  return byPair.get(`${error.status}/${error.code}`) ?? null
}

/**
 * Whether Partner Center says of one customer that it is none of the partner's, which is no failure. Of one that its list names it must say
 * so in its own codes: a refusal of everything, or the answer of a gateway, would else empty what is known. Of others any refusal will do,
 * as an advisor is refused everywhere.
 */
export function isNotOurs(error: unknown, { inPartnerCenter }: { inPartnerCenter: boolean }): boolean {
  if (!(error instanceof MicrosoftError) || error.wholePartner) return false
  const meaning = meaningOf(error)
  if (meaning === 'noSuchCustomer' || meaning === 'noCommerceRelationship') return true
  return !inPartnerCenter && (error.kind === 'gone' || error.kind === 'denied')
}
