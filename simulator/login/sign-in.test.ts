// Signing in to the simulated cloud with an independent OpenID Connect library: the whole way, and every refusal Entra gives.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { control } from '../testing/commander.ts'
import {
  ADMIN_AGENT,
  beginFlow,
  GLOBAL_ADMINISTRATOR,
  MAIN_TENANT,
  postToken,
  REDIRECT_URI,
  redeem,
  signIn,
  startForTests,
} from '../testing/relying-party.ts'
import { createVisitor } from '../testing/visitor.ts'

let simulator: Simulator
let origin: string
beforeAll(async () => {
  simulator = await startForTests()
  origin = simulator.origin
})
afterAll(() => simulator.stop())

const answerOf = (url: string) => Object.fromEntries(new URL(url).searchParams)
const CONSENT = { name: 'consent', value: 'accept' }

describe('the way in', () => {
  test('S1: a person picks an account on /common and the ID token carries the claims of the account’s own tenant', async () => {
    const visitor = createVisitor(origin)
    const flow = await beginFlow(origin, 'common')
    expect(flow.as.issuer).toBe(`${origin}/{tenantid}/v2.0`)
    const picker = await visitor.open(flow.address.href)
    expect(picker.html).toContain(`<button class="account" name="account" value="${ADMIN_AGENT}">`)
    expect(picker.html.match(/name="account"/g)).toHaveLength(11)
    const consent = await visitor.press(picker, { name: 'account', value: ADMIN_AGENT })
    const back = await visitor.press(consent, CONSENT)
    expect(back.url.startsWith(`${REDIRECT_URI}?`)).toBe(true)
    expect(Object.keys(answerOf(back.url)).sort()).toEqual(['code', 'state'])
    const { claims, ...tokens } = await redeem(origin, flow, back, MAIN_TENANT)
    expect(claims).toMatchObject({
      iss: `${origin}/${MAIN_TENANT}/v2.0`,
      tid: MAIN_TENANT,
      preferred_username: ADMIN_AGENT,
      name: 'Adèle Morin',
      ver: '2.0',
      email: ADMIN_AGENT,
    })
    expect(claims).toMatchObject({
      oid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sid: expect.any(String),
      uti: expect.any(String),
      nbf: expect.any(Number),
    })
    expect(claims?.sub).not.toBe(claims?.oid)
    expect(claims?.groups).toHaveLength(3)
    expect(tokens).toMatchObject({ expires_in: 3599, ext_expires_in: 3599, refresh_token: expect.any(String) })
    expect(tokens.scope).toBe('openid profile email https://graph.microsoft.com/User.Read')
  })

  test('a global administrator shows the directory role in wids; more than 200 groups become an overage', async () => {
    const flow = await beginFlow(origin, MAIN_TENANT)
    expect(flow.as.issuer).toBe(`${origin}/${MAIN_TENANT}/v2.0`)
    const { claims } = await redeem(origin, flow, await signIn(createVisitor(origin), flow, GLOBAL_ADMINISTRATOR), MAIN_TENANT)
    expect(claims?.wids).toContain('62e90394-69f5-4237-9190-012177145e10')
    const other = await beginFlow(origin, 'organizations')
    const overage = await redeem(
      origin,
      other,
      await signIn(createVisitor(origin), other, 'olga.marchenko@aurore-cloud.example'),
      MAIN_TENANT,
    )
    expect(overage.claims?.groups).toBeUndefined()
    expect(overage.claims?._claim_names).toEqual({ groups: 'src1' })
    expect(overage.claims?._claim_sources).toEqual({ src1: { endpoint: expect.stringContaining('/getMemberObjects') } })
  })

  test('without a groups claim in the registration the ID token names neither directory roles nor groups', async () => {
    const claimsNow = async () => {
      const flow = await beginFlow(origin, MAIN_TENANT)
      return (await redeem(origin, flow, await signIn(createVisitor(origin), flow, GLOBAL_ADMINISTRATOR), MAIN_TENANT)).claims
    }
    await control(origin, 'POST', '/registration', { groupsClaim: false })
    expect(await claimsNow()).not.toHaveProperty('wids')
    expect(await claimsNow()).not.toHaveProperty('groups')
    await control(origin, 'POST', '/registration', { groupsClaim: true })
    expect(await claimsNow()).toHaveProperty('wids')
  })

  test('S7: a personal account is refused on /organizations and comes back with its own tenant on /common', async () => {
    const refusedFlow = await beginFlow(origin, 'organizations')
    const refused = await signIn(createVisitor(origin), refusedFlow, 'sam.okafor@personal.example')
    expect(refused.status).toBe(400)
    expect(refused.html).toContain('AADSTS50020')
    expect(refused.html).toContain('prompt=select_account')
    const flow = await beginFlow(origin, 'common')
    const { claims } = await redeem(
      origin,
      flow,
      await signIn(createVisitor(origin), flow, 'sam.okafor@personal.example'),
      '9188040d-6c67-4c5b-b112-36a304b66dad',
    )
    expect(claims?.tid).toBe('9188040d-6c67-4c5b-b112-36a304b66dad')
  })

  test('S6: login_hint signs that account in, select_account shows the picker all the same', async () => {
    const visitor = createVisitor(origin)
    const first = await beginFlow(origin, 'organizations', { login_hint: GLOBAL_ADMINISTRATOR })
    const { claims } = await redeem(origin, first, await signIn(visitor, first, 'nobody'), MAIN_TENANT)
    expect(claims?.preferred_username).toBe(GLOBAL_ADMINISTRATOR)
    const second = await beginFlow(origin, 'organizations', { login_hint: GLOBAL_ADMINISTRATOR, prompt: 'select_account' })
    const picker = await visitor.open(second.address.href)
    expect(picker.html).toContain('name="account"')
    const fresh = await redeem(origin, second, await signIn(visitor, second, ADMIN_AGENT), MAIN_TENANT)
    expect(fresh.claims?.preferred_username).toBe(ADMIN_AGENT)
  })

  test('S2: prompt=login asks afresh although somebody is signed in, and leads to where accounts are created, and back', async () => {
    const visitor = createVisitor(origin)
    await signIn(visitor, await beginFlow(origin, 'organizations'), GLOBAL_ADMINISTRATOR)
    const page = await visitor.open((await beginFlow(origin, 'organizations', { prompt: 'login' })).address.href)
    expect(page.html).toContain(`value="${GLOBAL_ADMINISTRATOR}"`)
    expect(page.html).not.toContain('Signed in in this browser')
    const link = /href="([^"]+\/new-account)"/.exec(page.html)?.[1]
    const created = await visitor.open(link ?? 'no link')
    expect(created.html).toContain('Create an account')
    expect(created.html).toContain(`href="${new URL(page.url, origin).pathname}"`)
  })

  test('a page in French greets who reads French; the picker is remembered until signing out', async () => {
    const visitor = createVisitor(origin, 'fr-FR,fr;q=0.9')
    const flow = await beginFlow(origin, 'organizations')
    expect((await visitor.open(flow.address.href)).html).toContain('Choisissez le compte')
    await signIn(visitor, flow, GLOBAL_ADMINISTRATOR)
    const again = await beginFlow(origin, 'organizations')
    expect((await visitor.open(again.address.href)).url).toContain('code=')
    expect(
      (
        await visitor.open(
          `${origin}/organizations/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent('http://localhost:4599/')}`,
        )
      ).url,
    ).toBe('http://localhost:4599/')
    expect((await visitor.open((await beginFlow(origin, 'organizations')).address.href)).html).toContain('name="account"')
  })
})

describe('silent sign-in', () => {
  test('prompt=none says login_required without a session, interaction_required with several, and signs in with one', async () => {
    const visitor = createVisitor(origin)
    const silently = async (extra: Record<string, string> = {}) =>
      answerOf((await visitor.open((await beginFlow(origin, 'organizations', { prompt: 'none', ...extra })).address.href)).url)
    expect(await silently()).toMatchObject({ error: 'login_required', error_description: expect.stringContaining('AADSTS50058') })
    await signIn(visitor, await beginFlow(origin, 'organizations'), ADMIN_AGENT)
    expect(await silently()).toMatchObject({ code: expect.any(String) })
    await signIn(visitor, await beginFlow(origin, 'organizations', { prompt: 'select_account' }), GLOBAL_ADMINISTRATOR)
    expect(await silently()).toMatchObject({ error: 'interaction_required', error_description: expect.stringContaining('AADSTS16000') })
    expect(await silently({ login_hint: ADMIN_AGENT })).toMatchObject({ code: expect.any(String) })
  })
})

describe('what is refused', () => {
  const codeFor = async (extra: Record<string, string> = {}) => {
    const flow = await beginFlow(origin, 'organizations', extra)
    const back = await signIn(createVisitor(origin), flow, ADMIN_AGENT)
    return { flow, code: answerOf(back.url).code ?? '' }
  }
  const redeemCode = (code: string, verifier: string, extra: Record<string, string> = {}) =>
    postToken(origin, 'organizations', {
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: REDIRECT_URI,
      ...extra,
    })

  test('a code is good once, with its verifier and its return address', async () => {
    const { flow, code } = await codeFor()
    expect((await redeemCode(code, `${flow.verifier}x`)).body).toMatchObject({ error: 'invalid_grant', error_codes: [501481] })
    expect((await redeemCode(code, flow.verifier, { redirect_uri: `${REDIRECT_URI}/other` })).body).toMatchObject({
      error: 'invalid_grant',
      error_codes: [500112],
    })
    expect((await redeemCode(code, flow.verifier)).status).toBe(200)
    const twice = await redeemCode(code, flow.verifier)
    expect(twice.status).toBe(400)
    expect(twice.body).toMatchObject({ error: 'invalid_grant', error_codes: [54005] })
  })

  test('error bodies have Entra’s fields', async () => {
    const { status, body } = await postToken(origin, 'organizations', { grant_type: 'refresh_token', refresh_token: 'nonsense' })
    expect(status).toBe(400)
    expect(Object.keys(body)).toEqual(['error', 'error_description', 'error_codes', 'timestamp', 'trace_id', 'correlation_id', 'error_uri'])
    expect(body.error_description).toMatch(/^AADSTS\d+: /)
    expect(body.timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/)
  })

  test('a wrong secret, an unknown tenant, an unknown grant', async () => {
    const wrong = await postToken(origin, MAIN_TENANT, {
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
      client_secret: 'wrong',
    })
    expect(wrong).toMatchObject({ status: 401, body: { error: 'invalid_client', error_codes: [7000215] } })
    const tenant = await postToken(origin, '11111111-2222-4333-8444-555555555555', { grant_type: 'client_credentials' })
    expect(tenant).toMatchObject({ status: 400, body: { error_codes: [90002] } })
    expect((await postToken(origin, MAIN_TENANT, { grant_type: 'password' })).body).toMatchObject({ error_codes: [70003] })
  })

  test('a return address that is not registered exactly, and an unknown application, end on a page', async () => {
    const visitor = createVisitor(origin)
    const strange = await visitor.open((await beginFlow(origin, 'common', { redirect_uri: `${REDIRECT_URI}/` })).address.href)
    expect(strange).toMatchObject({ status: 400, html: expect.stringContaining('not registered') })
    const unknown = await visitor.open(
      (await beginFlow(origin, 'common', { client_id: '11111111-2222-4333-8444-555555555555' })).address.href,
    )
    expect(unknown).toMatchObject({ status: 400, html: expect.stringContaining('AADSTS700016') })
  })

  test('form_post sends code and state, and no iss', async () => {
    const flow = await beginFlow(origin, 'organizations', { response_mode: 'form_post', login_hint: ADMIN_AGENT })
    const visitor = createVisitor(origin)
    const visit = await visitor.open(flow.address.href)
    const html = visit.html.includes('value="accept"') ? (await visitor.press(visit, CONSENT)).html : visit.html
    expect(html).toContain('name="code"')
    expect(html).toContain(`value="${flow.state}"`)
    expect(html).not.toContain('name="iss"')
  })

  test('a declined consent and a scope that does not exist go back to the application', async () => {
    const own = await startForTests()
    const visitor = createVisitor(own.origin)
    const picker = await visitor.open((await beginFlow(own.origin, 'organizations')).address.href)
    const consent = await visitor.press(picker, { name: 'account', value: ADMIN_AGENT })
    const declined = await visitor.press(consent, { name: 'consent', value: 'cancel' })
    expect(answerOf(declined.url)).toMatchObject({ error: 'access_denied', error_description: expect.stringContaining('AADSTS65004') })
    const nonsense = await beginFlow(own.origin, 'organizations', {
      scope: 'openid https://graph.microsoft.com/No.Such',
      login_hint: ADMIN_AGENT,
    })
    expect(answerOf((await visitor.open(nonsense.address.href)).url)).toMatchObject({ error: 'invalid_scope', state: nonsense.state })
    await own.stop()
  })
})
