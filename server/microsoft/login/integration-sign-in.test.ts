// The integration account signs in interactively, on the simulated Entra ID in a browser without a window.
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CLIENT_ID, CLIENT_SECRET, type Simulator } from '../../../simulator/simulator.ts'
import { control, customerOf } from '../../../simulator/testing/commander.ts'
import { ADVISOR_TENANT, MAIN_TENANT, REDIRECT_URI, startForTests } from '../../../simulator/testing/relying-party.ts'
import { createVisitor } from '../../../simulator/testing/visitor.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import type { Microsoft } from '../microsoft.ts'

const account = 'integration@aurore-cloud.example'
let simulator: Simulator
let api: TestApi
let microsoft: Microsoft

beforeAll(async () => {
  simulator = await startForTests({ customers: 20 })
  const { origin } = simulator
  api = await startApi({
    MICROSOFT_LOGIN_URL: origin,
    MICROSOFT_GRAPH_URL: origin,
    MICROSOFT_PARTNER_CENTER_URL: origin,
    MICROSOFT_AZURE_URL: origin,
    MICROSOFT_CLIENT_ID: CLIENT_ID,
    MICROSOFT_CLIENT_SECRET: CLIENT_SECRET,
  })
  microsoft = api.services.microsoft
  for (const partner_id of [MAIN_TENANT, ADVISOR_TENANT])
    await api.services.door.identity.insertInto('partners').values({ partner_id }).execute()
})
afterAll(async () => {
  await api.stop()
  await simulator.stop()
})
beforeEach(() => microsoft.integration.forget(MAIN_TENANT))

/** Goes through the pages as a person does; gives the address they come back on. */
async function signInAs(partnerId: string, username: string, state = 'state') {
  const codeVerifier = randomBytes(32).toString('base64url')
  const begun = { redirectUri: REDIRECT_URI, state, nonce: 'nonce', codeVerifier }
  const visitor = createVisitor(simulator.origin)
  let visit = await visitor.open(await microsoft.integration.begin(partnerId, begun))
  visit = await visitor.press(visit, { name: 'account', value: username })
  if (visit.html.includes('name="consent" value="accept"')) visit = await visitor.press(visit, { name: 'consent', value: 'accept' })
  return { ...begun, callbackUrl: new URL(visit.url) }
}

describe('signing the integration account in', () => {
  it('asks for a fresh sign-in in the partner’s tenant, with PKCE and offline_access', async () => {
    const url = new URL(
      await microsoft.integration.begin(MAIN_TENANT, { redirectUri: REDIRECT_URI, state: 's', nonce: 'n', codeVerifier: 'v'.repeat(43) }),
    )
    expect(url.pathname).toBe(`/${MAIN_TENANT}/oauth2/v2.0/authorize`)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ prompt: 'login', code_challenge_method: 'S256', state: 's', nonce: 'n' })
    expect(url.searchParams.get('scope')?.split(' ')).toEqual(['openid', 'profile', 'offline_access', `${simulator.origin}/.default`])
  })

  it('keeps the refresh token, which then opens Partner Center and a customer’s tenant', async () => {
    const customer = await customerOf(simulator.origin, 'Opened SARL')
    const signedIn = await microsoft.integration.finish(MAIN_TENANT, await signInAs(MAIN_TENANT, account))
    expect(signedIn).toMatchObject({ username: account, mfa: true })
    expect(signedIn.scopes.join(' ')).toContain('user_impersonation')
    expect(await microsoft.integration.connection(MAIN_TENANT)).toMatchObject({ username: account, mfa: true, failure: null })
    const list = await microsoft.partnerCenterAsUser(MAIN_TENANT).send({ path: '/v1/customers?size=1' })
    expect(list.data).toMatchObject({ items: [{ id: expect.any(String) }] })
    const theirs = await microsoft.graphOfCustomer(MAIN_TENANT, customer).send({ path: '/v1.0/organization' })
    expect(theirs.data).toMatchObject({ value: [{ id: customer }] })
  })

  it('refuses an account of another organisation, and keeps nothing', async () => {
    const attempt = await signInAs(ADVISOR_TENANT, 'integration@beacon-advisory.example')
    await expect(microsoft.integration.finish(MAIN_TENANT, attempt)).rejects.toMatchObject({ kind: 'denied', reason: expect.any(String) })
    expect(await microsoft.integration.connection(MAIN_TENANT)).toBeNull()
  })

  it('refuses an account without MFA, and keeps what there was', async () => {
    await microsoft.integration.finish(MAIN_TENANT, await signInAs(MAIN_TENANT, account))
    await control(simulator.origin, 'PATCH', `/accounts/${account}`, { mfa: false })
    const attempt = await signInAs(MAIN_TENANT, account)
    await control(simulator.origin, 'PATCH', `/accounts/${account}`, { mfa: true })
    await expect(microsoft.integration.finish(MAIN_TENANT, attempt)).rejects.toMatchObject({
      kind: 'denied',
      reason: 'mfa_missing_in_token',
    })
    expect(await microsoft.integration.connection(MAIN_TENANT)).toMatchObject({ username: account, mfa: true })
  })

  it('refuses an answer to another question, and a code used twice', async () => {
    const attempt = await signInAs(MAIN_TENANT, account)
    await expect(microsoft.integration.finish(MAIN_TENANT, { ...attempt, state: 'another' })).rejects.toMatchObject({
      reason: 'sign_in_interrupted',
    })
    await microsoft.integration.finish(MAIN_TENANT, attempt)
    const error = await microsoft.integration.finish(MAIN_TENANT, attempt).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ kind: 'denied', reason: 'sign_in_interrupted' })
    expect(`${(error as Error).stack} ${JSON.stringify(error)}`).not.toMatch(
      new RegExp(`${CLIENT_SECRET}|${attempt.codeVerifier}|${attempt.callbackUrl.searchParams.get('code')}`),
    )
  })

  it('says so where the person or an administrator declines', async () => {
    const callbackUrl = new URL(`${REDIRECT_URI}?error=access_denied&error_description=AADSTS65004: declined&state=state`)
    const attempt = { callbackUrl, redirectUri: REDIRECT_URI, state: 'state', nonce: 'nonce', codeVerifier: 'v'.repeat(43) }
    await expect(microsoft.integration.finish(MAIN_TENANT, attempt)).rejects.toMatchObject({
      code: 'AADSTS65004',
      reason: 'consent_declined',
    })
  })
})

it('until someone has signed in, every source that needs it says so', async () => {
  for (const source of [
    microsoft.partnerCenterAsUser(MAIN_TENANT),
    microsoft.graphOfCustomer(MAIN_TENANT, randomUUID()),
    microsoft.azureSupport(MAIN_TENANT, randomUUID()),
  ])
    await expect(source.send({ path: '/v1.0/anything' })).rejects.toMatchObject({ kind: 'denied', reason: 'not_connected' })
})
