// `tenantry doctor` for each kind of partner, and for one that has not got far yet: what is no failure is said to be none (R2).
import { expect, it, onTestFinished } from 'vitest'
import { type Operated, startOperated } from '../../tests/support/command-line.ts'

const timeout = 60_000
const advisor = 1

async function started(partner = 0, customers = 20): Promise<Operated> {
  const operated = await startOperated({ MAIL_BOUNCES_MAILBOX: '' }, customers, partner)
  onTestFinished(() => operated.stop())
  return operated
}

async function told(operated: Operated) {
  const { code, out } = await operated.tenantry(['doctor', '--json'])
  const results: { check: string; state: string; cause: string | null; facts: object }[] = JSON.parse(out).results
  return { code, notWell: results.filter(({ state }) => state !== 'ok').map(({ check, state, cause }) => `${check}: ${state} ${cause}`) }
}

it('names the kind of partner by whom it works with and by its contracts', { timeout }, async () => {
  const kindsOf = async (operated: Operated, ...kinds: string[]) => {
    const lines: string[] = []
    for (const partnerKind of kinds) {
      await operated.control('POST', '/quirks', { partnerKind })
      const { code, out } = await operated.tenantry(['doctor'])
      lines.push(`${code} ${/Partner Center lets it in: .+, (.+)\n/.exec(out)?.[1]}`)
    }
    return lines
  }
  const kinds = ['indirectProvider', 'directBill', 'indirectReseller']
  expect(await kindsOf(await started(), ...kinds)).toEqual(['0 indirect provider', '0 direct-bill partner', '0 indirect reseller'])
  expect(await kindsOf(await started(advisor), 'directBill')).toEqual(['0 advisor'])
})

it('names the permissions that nobody has consented to', { timeout }, async () => {
  const operated = await started()
  await operated.control('POST', '/registration', { withheld: ['CrossTenantInformation.ReadBasic.All'] })
  expect(await told(operated)).toEqual({ code: 1, notWell: ['applicationPermissions: failed permissions_missing'] })
  const { out } = await operated.tenantry(['doctor'])
  expect(out).toMatch(/^✗ failed .+: missing: CrossTenantInformation\.ReadBasic\.All\n {2}Add the missing permissions/m)
})

it('says that there is no customer yet', { timeout }, async () => {
  expect(await told(await started(0, 0))).toEqual({
    code: 1,
    notWell: [
      'relationships: warning not_a_partner',
      'customers: failed no_customers',
      'customerToken: warning no_active_relationship',
      'customerHealth: warning no_active_relationship',
    ],
  })
})

it('an advisor whom Partner Center refuses passes, with a warning that says so', { timeout }, async () => {
  const operated = await started(advisor)
  await operated.control('POST', '/faults', { kind: 'status', status: 403, api: 'partner-center' })
  expect(await told(operated)).toEqual({
    code: 0,
    notWell: ['partnerCenter: warning advisor_refused', 'events: warning events_not_registered'],
  })
  const { out } = await operated.tenantry(['doctor'])
  expect(out).toMatch(/^! warning {3}Partner Center lets it in: .+\n {2}Partner Center does not admit advisors/m)
})

it('so does one who left the permission of Partner Center out', { timeout }, async () => {
  const operated = await started(advisor)
  const { partnerId: tenant } = operated
  await operated.control('POST', '/faults', { kind: 'consent-revoked', api: 'login', tenants: [tenant], count: 2 })
  expect(await told(operated)).toEqual({
    code: 0,
    notWell: ['partnerCenterToken: warning advisor_refused', 'partnerCenter: warning advisor_refused'],
  })
})

it('whoever sells and is refused fails, and customers are tried all the same', { timeout }, async () => {
  const operated = await started()
  await operated.control('POST', '/faults', { kind: 'consent-revoked', api: 'login', tenants: [operated.partnerId], count: 1 })
  expect(await told(operated)).toEqual({
    code: 1,
    notWell: ['partnerCenterToken: failed consent_missing', 'partnerCenter: skipped before_failed'],
  })
})

it('a server without any partner says so, and is not taken for one that knows the token', { timeout }, async () => {
  const operated = await started()
  operated.api.services.config.TENANTRY_PARTNERS.length = 0
  for (const command of ['doctor', 'connect']) {
    const { code, error } = await operated.tenantry([command])
    expect([code, error]).toEqual([2, expect.stringContaining('The server has no partner yet: set TENANTRY_PARTNERS')])
  }
})
