// Endpoints in every notation of documentation, and the templates of ours that they belong to.
import { describe, expect, it } from 'vitest'
import { fitOf, readEndpoint } from './endpoint.ts'

const read = (written: string): string => {
  const found = readEndpoint(written)
  return `${found?.method ?? '?'} ${found?.host ?? '-'} ${found?.segments.join('/') ?? 'nothing'}`
}

describe('an endpoint', () => {
  it.each([
    ['GET /v1/customers?size={size}', 'GET - customers'],
    ['GET /v1/customers?size={size}?filter={filter}', 'GET - customers'],
    ['GET /v1/customers??size=1', 'GET - customers'],
    ['GET /v1/customers&size={size}', 'GET - customers'],
    ['get /v1/customers/', 'GET - customers'],
    ['PATCH /v1/customers/{customer-tenant-id}/', 'PATCH - customers/{customer-tenant-id}'],
    ['GET **/v1/compliance/{ProgramName}/agreementstatus?mpnId={MpnId}', 'GET - compliance/{ProgramName}/agreementstatus'],
    ['**GET** /v1/agreements', 'GET - agreements'],
    ['GET /v1/fraudEvents>', 'GET - fraudEvents'],
    ['GET []/v1/fraudEvents>', 'GET - fraudEvents'],
    ['[GET] customers/{id}/orders', 'GET - customers/{id}/orders'],
    ['GET http:// api.partnercenter.microsoft.com/v1/products?country=US HTTP/1.1', 'GET api.partnercenter.microsoft.com products'],
    ['GET {baseURL}/v1/agreements HTTP/1.1', 'GET - agreements'],
    ['GET {{url}}/v1/agreements', 'GET - agreements'],
    ['webhooks/v1/registration*', '? - webhooks/v1/registration'],
    [
      'POST https://api.partnercenter.microsoft.com/v1/customers/<customer-tenant-id>/carts',
      'POST api.partnercenter.microsoft.com customers/<customer-tenant-id>/carts',
    ],
    ['GET https://graph.microsoft.com/beta/contracts/{id or name}', 'GET graph.microsoft.com contracts/{id or name}'],
    ['GET /v1.0/users/{id | userPrincipalName}?$select=a', 'GET - users/{id | userPrincipalName}'],
    ['GET /v1/productpromotions/{promotion-id}?country={country-code', 'GET - productpromotions/{promotion-id}'],
    ['GET /v1/productpromotions/{promotion-id?country=US', 'GET - productpromotions/{promotion-id'],
    ["GET /directory/subscriptions(commerceSubscriptionId='a/b?c')", "GET - directory/subscriptions(commerceSubscriptionId='a/b?c')"],
  ])('%s', (written, expected) => {
    expect(read(written)).toBe(expected)
  })

  it.each(['', 'GET', '**'])('nothing is called by "%s"', (written) => {
    expect(readEndpoint(written)).toBeNull()
  })
})

describe('a template', () => {
  const agreement = (written: string, template: string) =>
    fitOf(readEndpoint(written) ?? { method: null, host: null, segments: [] }, template)

  it.each([
    ['GET /v1/customers/{x}', '/v1/customers/{customerId}', 1],
    ['GET /v1/Customers/4FDBFF88-9d6b-42e0-9713-45c922ba8001', '/v1/customers/{customerId}', 1],
    ['GET /beta/domains/contoso.com', '/v1.0/domains/{domain}', 1],
    ['GET /admin/serviceAnnouncement/healthOverviews/Exchange', '/v1.0/admin/serviceAnnouncement/healthOverviews/{service}', 3],
    ['GET /v1/countryvalidationrules/us', '/v1/countryvalidationrules/{country}', 1],
    ["GET /t/find(tenantId='6b1')", "/v1.0/t/find(tenantId='{tenantId}')", 2],
    ['GET /t/find(tenantId={id})', "/v1.0/t/find(tenantId='{tenantId}')", 2],
    ['GET /t/microsoft.graph.find(tenantId={id})', "/v1.0/t/find(tenantId='{tenantId}')", 2],
    ['GET /issues/MO1/incidentReport()', '/v1.0/issues/{id}/incidentReport', 2],
    ['GET /v1/customers/{id}/orders', '/v1/customers/{customerId}/subscriptions', null],
    ['GET /v1/customers', '/v1/customers/{customerId}', null],
    // The name of something else is no value of a parameter.
    ['GET /v1/customers/relationshiprequests', '/v1/customers/{customerId}', null],
    ['GET /v1/customers/{id}/subscriptions/customTermEndDates', '/v1/customers/{customerId}/subscriptions/{subscriptionId}', null],
    ['GET /users/delta', '/v1.0/users/{userId}', null],
    ['GET /groups/{id}/members/$count', '/v1.0/groups/{id}/members/{memberId}', null],
  ])('%s is for %s: %s', (written, template, expected) => {
    expect(agreement(written, template)).toBe(expected)
  })
})
