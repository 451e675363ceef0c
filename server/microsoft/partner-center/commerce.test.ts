// Orders, carts, agreements, users and audit records: what Microsoft's own samples say, read; and what is refused before it leaves.
import { describe, expect, it } from 'vitest'
import { type Sample, samples, samplesPresent, textOf, whyAbsent } from '../../../tests/conformance/samples.ts'
import type { ListOperation, Operation } from '../operation.ts'
import { bodyOf } from '../perform.ts'
import { listAgreementConfirmations, listAgreementTemplates } from './agreements.ts'
import { auditPages, listPartnerRequests } from './audit-records.ts'
import { checkoutCart, postCart } from './carts.ts'
import { listCustomerSkus, listRoleMembers, listUserLicenses, listUserRoles, patchCustomerUser } from './customer-users.ts'
import { createCustomer } from './customers.ts'
import { getOrder, listOrders, Order } from './orders.ts'

const sent = (part: string): unknown => {
  const found = samples.find((sample: Sample) => sample.file.includes(part))
  if (!found) throw new Error(`no sample ${part}`)
  return JSON.parse(textOf(found).replace(/^\uFEFF/, ''))
}
const one = <Answer>(operation: Operation<Answer>, part: string): Answer => operation.answer.parse(sent(part))
const list = <Item>(operation: ListOperation<Item>, part: string): Item[] =>
  ((sent(part) as { items: unknown[] }).items ?? []).map((item) => operation.item.parse(item))

describe.skipIf(!samplesPresent)(`as Microsoft documents it${whyAbsent}`, () => {
  it('orders', () => {
    expect(one(getOrder, 'orders__get-an-order-by-id.response1')).toMatchObject({
      id: 'YxH1q4KScfvfkJQjgRI8QY1DznnUWZTH1',
      status: 'completed',
      billingCycle: 'one_time',
      creationDate: new Date('2018-03-13T22:49:54.339Z'),
      lineItems: [{ lineItemNumber: 0, quantity: 1 }],
    })
    expect(list(listOrders, 'orders__get-all-of-a-customer-s-orders.response1').every(({ id }) => id !== '')).toBe(true)
  })
  it('carts and what checking out brings, one order or several', () => {
    expect(one(postCart, 'orders__create-a-cart-with-add-ons.response1')).toMatchObject({
      status: 'Active',
      lineItems: [
        {
          quantity: 3,
          addonItems: [
            { id: 1, quantity: 2 },
            { id: 2, quantity: 3 },
          ],
        },
      ],
    })
    expect(one(checkoutCart, 'orders__checkout-a-cart.response1').orders.length).toBeGreaterThan(1)
    expect(one(checkoutCart, 'orders__checkout-a-cart.response2').orders).toMatchObject([
      { id: 'a68736758d9c', lineItems: [{ pricing: { price: 36.48 } }] },
    ])
  })
  it('agreements', () => {
    expect(list(listAgreementTemplates, 'agreements__get-agreement-metadata.response1')).toMatchObject([
      { agreementType: 'MicrosoftCloudAgreement', versionRank: 0 },
    ])
    expect(list(listAgreementConfirmations, 'agreements__get-confirmation-of-customer-consent.response1')).toMatchObject([
      { primaryContact: { firstName: 'Tania' }, dateAgreed: new Date('2018-07-28T00:00:00Z') },
      { type: 'MicrosoftCloudAgreement' },
    ])
  })
  it('roles, members, licences and SKUs of users', () => {
    expect(list(listUserRoles, 'users__get-user-roles-for-a-customer.response1').map(({ name }) => name)).toEqual([
      'Helpdesk Administrator',
      'User Account Administrator',
    ])
    expect(list(listRoleMembers, 'roles__get_members_with_role_OK')).toMatchObject([{ id: '705cd3c1-028f-41eb-9ffb-16ee8c5ae3af' }])
    expect(list(listUserLicenses, 'users__check-which-licenses-are-assigned-to-a-user.response1')[0]?.servicePlans[0]).toMatchObject({
      serviceName: 'RMS_S_PREMIUM',
      capabilityStatus: 'Assigned',
    })
    expect(list(listCustomerSkus, 'users__get-a-list-of-available-licenses.response1')[0]?.productSku).not.toBeNull()
  })
  it('who called without MFA', () => {
    expect(list(listPartnerRequests, 'audit__get-api-request-details.response1')[0]).toMatchObject({
      mfaCompliant: true,
      sourceIpAddress: '13.88.20.150',
    })
  })
})

it('an order in a state that is new to us, or as a number, is kept', () => {
  expect(Order.parse({ id: 'x', status: 2 }).status).toBe('pending')
  expect(Order.parse({ id: 'x', status: 'frozen' }).status).toBe('frozen')
})
it('a cart without lines, or with none of something, never leaves', () => {
  expect(() => bodyOf(postCart, { lineItems: [] })).toThrow('cannot be asked like this')
  expect(() => bodyOf(postCart, { lineItems: [{ id: 0, catalogItemId: 'a:b:c', quantity: 0 }] })).toThrow('cannot be asked like this')
  expect(bodyOf(patchCustomerUser, { State: 'active' })).toBe('{"state":"active"}')
})
it('a window that Partner Center would refuse is refused before it is asked', () => {
  const now = new Date('2030-06-30T00:00:00Z')
  const ask = (from: string, to: string) => auditPages({} as never, { from: new Date(from), to: new Date(to), now })
  expect(() => ask('2030-05-01', '2030-06-20')).toThrow('at most 30 days')
  expect(() => ask('2030-03-01', '2030-03-20')).toThrow('no more than 90 days')
  expect(() => ask('2030-06-20', '2030-06-01')).toThrow('at most 30 days')
})

it('a customer of an indirect reseller is made under its tenant ID, or its number', () => {
  const billingProfile = {
    email: 'a@example.com',
    culture: 'en-US',
    language: 'en',
    companyName: 'A',
    defaultAddress: { country: 'US', city: 'Redmond', addressLine1: '1 Way' },
  }
  const asked = (associatedPartnerId: string) =>
    bodyOf(createCustomer, { companyProfile: { domain: 'a.example' }, billingProfile, associatedPartnerId })
  expect(asked('484e548c-f5f3-4528-93a9-c16c6373cb59')).toContain('484e548c')
  expect(asked('4391507')).toContain('4391507')
  expect(() => asked('Contoso')).toThrow(/associatedPartnerId/)
})
