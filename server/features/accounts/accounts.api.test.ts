// Signing in through the real protocol with the simulated cloud: several accounts, switching, leaving, refusals.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Session } from '../../../contract/accounts.ts'
import { createVisitor } from '../../../simulator/testing/visitor.ts'
import { guidFor } from '../../../simulator/world/random.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { startCloud, type TestCloud } from '../../../tests/support/cloud.ts'
import type { Config } from '../../base/config.ts'
import { gapsOf } from '../../base/config-gaps.ts'
import { sessionCookie } from '../../http/session.ts'
import { forgetOldBrowsers } from './accounts.actions.ts'

let api: TestApi
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startCloud()
  api = await startApi(cloud.env)
  api.services.config.TENANTRY_PARTNERS.push(...cloud.partners)
  await api.services.door.identity
    .insertInto('partners')
    .values(cloud.partners.map((partner_id) => ({ partner_id, name: 'Partner' })))
    .execute()
})
afterAll(async () => {
  await api.stop()
  await cloud.cloud.stop()
})

/** A browser with a jar of its own for the product and for the cloud. */
class TestBrowser {
  cookies = new Map<string, string>()
  visitor = createVisitor(cloud.cloud.origin)

  get secret() {
    return this.cookies.get(sessionCookie)
  }

  async get(url: string) {
    const answer = await api.app.inject({ method: 'GET', url, headers: { cookie: jar(this.cookies) } })
    for (const { name, value } of answer.cookies) this.cookies.set(name, value)
    return answer
  }

  async session(): Promise<Session> {
    return (await this.get('/api/session')).json()
  }

  async post(url: string, body: object): Promise<Session> {
    const { csrfToken } = await this.session()
    const headers = { cookie: jar(this.cookies), 'x-csrf-token': csrfToken }
    return (await api.app.inject({ method: 'POST', url, headers, payload: body })).json()
  }

  /** Walks the cloud's pages as a person would, up to the callback; returns where the product then leads. */
  async signIn(username: string, start = '/sign-in/start?choose=true'): Promise<string> {
    let visit = await this.visitor.open(String((await this.get(start)).headers.location))
    if (visit.html.includes('name="account"')) visit = await this.visitor.press(visit, { name: 'account', value: username })
    if (visit.html.includes('name="consent"')) visit = await this.visitor.press(visit, { name: 'consent', value: 'accept' })
    return String((await this.get(visit.url.replace('http://localhost:4600', ''))).headers.location)
  }
}

const jar = (cookies: Map<string, string>) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad'
const usernameOf = (role: string, partner = 0) => {
  const account = cloud.accounts.find((each) => each.role === role && each.tenantId === cloud.partners[partner])
  if (!account) throw new Error(`No account with role ${role}: ${JSON.stringify(cloud.accounts)}`)
  return account.username
}

describe('signing in', () => {
  it('S1, S6: signs the chosen account in, and no other, with its role', async () => {
    const browser = new TestBrowser()
    expect(await browser.signIn(usernameOf('helpdeskAgent'), '/sign-in/start?choose=true&returnTo=/customers')).toBe('/customers')
    const session = await browser.session()
    expect(session.active).toMatchObject({
      username: usernameOf('helpdeskAgent'),
      roles: ['helpdeskAgent'],
      partnerTenantId: cloud.partners[0],
    })
    expect(session.accounts).toHaveLength(1)
  })
  it.each(['globalAdministrator', 'adminAgent', 'salesAgent', 'reader'])('S88: knows a %s', async (role) => {
    const browser = new TestBrowser()
    await browser.signIn(usernameOf(role))
    expect((await browser.session()).active?.roles).toContain(role)
  })
  it('S5: keeps several accounts signed in and switches without asking Microsoft again', async () => {
    const browser = new TestBrowser()
    await browser.signIn(usernameOf('adminAgent'))
    await browser.signIn(usernameOf('globalAdministrator', 1))
    const { active, accounts } = await browser.session()
    expect(accounts.map((account) => account.signedIn)).toEqual([true, true])
    expect(active?.partnerTenantId).toBe(cloud.partners[1])
    const other = accounts.find((account) => account.id !== active?.id)
    const switched = await browser.post('/api/session/switch', { accountId: other?.id })
    expect(switched.active).toMatchObject({ username: usernameOf('adminAgent'), partnerTenantId: cloud.partners[0] })
  })
  it('signs out of one or all; a returning visitor is still known (S3)', async () => {
    const browser = new TestBrowser()
    await browser.signIn(usernameOf('adminAgent'))
    await browser.signIn(usernameOf('reader'))
    const first = await browser.session()
    const after = await browser.post('/api/session/sign-out', { accountId: first.active?.id })
    expect(after.active).toBeNull()
    expect(after.accounts.map((account) => account.signedIn).sort()).toEqual([false, true])
    const none = await browser.post('/api/session/sign-out-all', {})
    expect(none.accounts.map((account) => account.signedIn)).toEqual([false, false])
    expect((await browser.get('/api/customers')).statusCode).toBe(401)
    const id = none.accounts[0]?.id
    expect(JSON.stringify(await browser.post('/api/session/switch', { accountId: id }))).toContain('account_not_signed_in')
    expect((await browser.post('/api/session/forget', { accountId: id })).accounts).toHaveLength(1)
  })
  it('gives a new cookie at each sign-in, so that one planted before is worth nothing', async () => {
    const browser = new TestBrowser()
    await browser.get('/sign-in/start')
    const planted = browser.secret
    await browser.signIn(usernameOf('reader'))
    expect(browser.secret).not.toBe(planted)
    const thief = await api.app.inject({ url: '/api/session', headers: { cookie: `${sessionCookie}=${planted}` } })
    expect(thief.json().active).toBeNull()
  })
})

describe('agent groups known by their IDs', () => {
  const groupId = (name: string) => guidFor(cloud.partners[0] as string, 'group', name)
  const rolesWith = async (agentGroups: Config['TENANTRY_AGENT_GROUPS'], role: string) => {
    const { config } = api.services
    config.TENANTRY_AGENT_GROUPS = agentGroups
    try {
      const browser = new TestBrowser()
      await browser.signIn(usernameOf(role))
      return (await browser.session()).active?.roles
    } finally {
      config.TENANTRY_AGENT_GROUPS = []
    }
  }
  it('S88: give the role that is configured for them', async () =>
    expect(await rolesWith([{ role: 'salesAgent', groupId: groupId('HelpdeskAgents') }], 'helpdeskAgent')).toEqual(['salesAgent']))
  it('S88: leave a group of the right name without one', async () =>
    expect(await rolesWith([{ role: 'adminAgent', groupId: groupId('HelpdeskAgents') }], 'adminAgent')).toEqual(['reader']))
})

describe('an app registration without a groups claim', () => {
  const groupsClaim = (on: boolean) =>
    fetch(`${cloud.cloud.address}/control/registration`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ groupsClaim: on }),
    })
  it.each(['globalAdministrator', 'adminAgent'])('S88: a %s is known all the same', async (role) => {
    await groupsClaim(false)
    try {
      const browser = new TestBrowser()
      await browser.signIn(usernameOf(role))
      expect((await browser.session()).active?.roles).toContain(role)
    } finally {
      await groupsClaim(true)
    }
  })
})

describe('a cold installation', () => {
  it.each(['MICROSOFT_CLIENT_ID', 'MICROSOFT_CLIENT_SECRET'] as const)('sends nobody to Microsoft without %s', async (key) => {
    const { config } = api.services
    const before = config[key]
    config[key] = ''
    try {
      const answer = await new TestBrowser().get('/sign-in/start')
      expect([answer.statusCode, answer.headers.location]).toEqual([302, '/sign-in?problem=not_configured'])
      expect(gapsOf(config)).toEqual([expect.stringContaining(`${key} is empty`)])
    } finally {
      config[key] = before
    }
  })
  it('says in the log that it has no partner', () => {
    expect(gapsOf({ ...api.services.config, TENANTRY_PARTNERS: [] })).toEqual([expect.stringContaining('TENANTRY_PARTNERS is empty')])
  })
})

describe('refusals', () => {
  it('S7: refuses a personal account with its own message', async () => {
    const browser = new TestBrowser()
    expect(await browser.signIn(cloud.accounts.find((account) => account.tenantId === personalTenant)?.username ?? '')).toBe(
      '/sign-in?problem=personal_account',
    )
    expect((await browser.session()).active).toBeNull()
  })
  it('refuses a work account of an organisation that is no partner here', async () => {
    const stranger = cloud.accounts.find((account) => ![...cloud.partners, personalTenant].includes(account.tenantId))
    expect(await new TestBrowser().signIn(stranger?.username ?? '')).toBe('/sign-in?problem=not_a_partner')
  })
  it('takes no answer that this browser did not ask for', async () => {
    const browser = new TestBrowser()
    const start = new URL(String((await browser.get('/sign-in/start')).headers.location))
    const state = start.searchParams.get('state')
    const other = await api.app.inject({ url: `/sign-in/callback?code=x&state=${state}` })
    expect(other.headers.location).toBe('/sign-in?problem=expired')
    expect((await browser.get('/sign-in/callback?code=x&state=forged')).headers.location).toBe('/sign-in?problem=expired')
  })
  it('says that the person cancelled', async () => {
    const browser = new TestBrowser()
    const start = new URL(String((await browser.get('/sign-in/start')).headers.location))
    const state = start.searchParams.get('state')
    const answer = await browser.get(`/sign-in/callback?error=access_denied&error_description=AADSTS65004&state=${state}`)
    expect(answer.headers.location).toBe('/sign-in?problem=cancelled')
  })
})

describe('limits of a sign-in', () => {
  const ageSignIn = async (browser: TestBrowser, column: 'signed_in_at' | 'used_at', hours: number) => {
    const { active } = await browser.session()
    await api.services.door.identity
      .updateTable('browser_accounts')
      .set({ [column]: new Date(Date.now() - hours * 3_600_000) })
      .where('user_id', '=', active?.id ?? '')
      .execute()
  }
  it.each([
    ['signed_in_at', 13],
    ['used_at', 3],
  ] as const)('ends by %s', async (column, hours) => {
    const browser = new TestBrowser()
    await browser.signIn(usernameOf('salesAgent'))
    expect((await browser.get('/api/customers')).statusCode).toBe(200)
    await ageSignIn(browser, column, hours)
    const answer = await browser.get('/api/customers')
    expect(answer.json()).toMatchObject({ status: 401, code: 'session_expired' })
  })
})

describe('who is locked out', () => {
  it('a partner taken out of the configuration, at once', async () => {
    const browser = new TestBrowser()
    await browser.signIn(usernameOf('reader'))
    const { TENANTRY_PARTNERS: partners } = api.services.config
    const [gone] = partners.splice(partners.indexOf(cloud.partners[0] as string), 1)
    expect((await browser.get('/api/customers')).statusCode).toBe(401)
    expect(await new TestBrowser().signIn(usernameOf('reader'))).toBe('/sign-in?problem=not_a_partner')
    partners.push(gone as string)
    expect((await browser.get('/api/customers')).statusCode).toBe(200)
  })
  it('a page drawn for another account than the one in use now', async () => {
    const browser = new TestBrowser()
    await browser.signIn(usernameOf('adminAgent'))
    const first = (await browser.session()).active?.id
    await browser.signIn(usernameOf('globalAdministrator', 1))
    const answer = await api.app.inject({
      url: '/api/customers',
      headers: { cookie: jar(browser.cookies), 'x-tenantry-account': String(first) },
    })
    expect(answer.json()).toMatchObject({ status: 409, code: 'account_changed' })
  })
  it('nobody by a page that only asks how the synchronisation is: that is no use of the session', async () => {
    const browser = new TestBrowser()
    await browser.signIn(usernameOf('salesAgent'))
    const id = (await browser.session()).active?.id as string
    // The newest of this person's browsers: other tests have signed them in too.
    const used = async () => {
      const { last } = await api.services.door.identity
        .selectFrom('browser_accounts')
        .where('user_id', '=', id)
        .select((of) => of.fn.max('used_at').as('last'))
        .executeTakeFirstOrThrow()
      return last as Date
    }
    const past = new Date(Date.now() - 5 * 60_000)
    await api.services.door.identity.updateTable('browser_accounts').set({ used_at: past }).where('user_id', '=', id).execute()
    expect((await browser.get('/api/sync')).statusCode).toBe(200)
    expect(await used()).toEqual(past)
    await browser.get('/api/customers')
    expect((await used()).getTime()).toBeGreaterThan(past.getTime())
  })
})

it('forgets browsers that never signed in after a day, and keeps the others', async () => {
  const known = new TestBrowser()
  await known.signIn(usernameOf('reader'))
  await new TestBrowser().get('/sign-in/start')
  await api.services.door.identity
    .updateTable('browsers')
    .set({ seen_at: new Date(Date.now() - 2 * 86_400_000) })
    .execute()
  await forgetOldBrowsers(api.services)
  expect((await known.session()).accounts).toHaveLength(1)
  const { left } = await api.services.door.identity
    .selectFrom('browsers as b')
    .where((where) =>
      where.not(where.exists(where.selectFrom('browser_accounts as a').whereRef('a.browser_id', '=', 'b.browser_id').select('a.user_id'))),
    )
    .select((of) => of.fn.countAll<string>().as('left'))
    .executeTakeFirstOrThrow()
  expect(left).toBe('0')
})
