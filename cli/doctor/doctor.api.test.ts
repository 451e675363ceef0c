// `tenantry doctor` on a product that listens, with each fault of the simulated cloud switched on, one at a time, in both languages (R2).
import { describe, expect, it, onTestFinished } from 'vitest'
import { FAULT_KINDS } from '../../simulator/faults/kinds.ts'
import { exampleCustomers, type Operated, operatorToken, startOperated } from '../../tests/support/command-line.ts'
import { webWord } from '../texts/say.ts'

async function started(env: Record<string, string> = {}): Promise<Operated> {
  const operated = await startOperated(env)
  onTestFinished(() => operated.stop())
  return operated
}

/** The lines from the one of a check to the next one: the line itself, what to do, Microsoft's words. */
function blockOf(out: string, name: string): string[] {
  const lines = out.split('\n')
  const at = lines.findIndex((line) => /^[✓!✗–] /.test(line) && line.slice(12).startsWith(name))
  if (at < 0) return []
  const next = lines.findIndex((line, index) => index > at && !line.startsWith('  '))
  return lines.slice(at, next < 0 ? undefined : next)
}

async function bothLanguages(operated: Operated) {
  const [en, fr] = await Promise.all(['en', 'fr'].map((language) => operated.tenantry(['doctor', '--language', language])))
  expect([en?.error, fr?.error]).toEqual(['', ''])
  return { en: en?.out ?? '', fr: fr?.out ?? '', codes: [en?.code, fr?.code] }
}

it('says of every part that it works and what was found, in both languages, and never shows a token', { timeout: 60_000 }, async () => {
  const operated = await started()
  const { en, fr, codes } = await bothLanguages(operated)
  expect(codes).toEqual([0, 0])
  expect(en.match(/^✓ ok {8}/gm)).toHaveLength(13)
  expect(en).toContain(`✓ ok        ${signIn[0]}: integration@aurore-cloud.example\n`)
  expect(en).toMatch(/ can be read: .+, services: \d+\n✓ ok .+\/webhooks\/partner-center\/[0-9a-f-]+\n\nEverything works\.\n$/)
  expect(fr).toContain(`✓ ok        ${signIn[1]}\u202f: integration@aurore-cloud.example\n`)
  expect(en).toContain(': Aurore Cloud Services, aurore-cloud.example, indirect provider\n')
  expect(fr).toContain(': Aurore Cloud Services, aurore-cloud.example, fournisseur indirect\n')
  expect(fr).toMatch(/Tout fonctionne\.\n$/)
  for (const text of [en, fr])
    for (const secret of [operatorToken, operated.cloud.env['MICROSOFT_CLIENT_SECRET'] ?? '', 'eyJ']) expect(text).not.toContain(secret)
  const { out } = await operated.tenantry(['doctor', '--json'])
  const told = JSON.parse(out)
  expect(told).toMatchObject({ ok: true, partnerId: operated.partnerId })
  expect(told.results).toHaveLength(13)
})

type Fault = { kind: string } & Record<string, unknown>
type Case = [name: string, fault: Fault, check: [en: string, fr: string], mend: [en: string, fr: string], said: RegExp | null]

const names = (check: string): Case[2] => [webWord('en', 'check', check), webWord('fr', 'check', check)]
const configuration = names('configuration')
const secret: Case[2] = names('applicationToken')
const signIn: Case[2] = names('partnerCenterToken')
const relationships: Case[2] = names('relationships')
const customers: Case[2] = names('customers')
const partnerCenter: Case[2] = names('partnerCenter')
const health: Case[2] = names('customerHealth')
const way: Case[2] = names('customerToken')

const discovery: Case[2] = names('discovery')

const login = { api: 'login' }
const relationshipsPath = { api: 'graph', path: '/tenantRelationships/delegatedAdminRelationships' }
const customersPath = { api: 'partner-center', path: '/v1/customers' }
const profilePath = { api: 'partner-center', path: '/v1/profiles' }
const healthPath = { api: 'graph', path: '/admin/serviceAnnouncement/healthOverviews' }

/** Whoever comes after the first who was refused is held back on our side. */
const throttled = /(429|asked for a pause|leaves no room)/

const refusals: Case[] = [
  [
    'a wrong secret',
    { kind: 'secret-wrong', ...login },
    secret,
    ['set MICROSOFT_CLIENT_SECRET to the secret’s value', 'la valeur du secret'],
    /AADSTS7000215/,
  ],
  [
    'an expired secret',
    { kind: 'secret-expired', ...login },
    secret,
    ['The client secret has expired: make a new one', 'Le secret client a expiré'],
    /AADSTS7000222/,
  ],
  [
    'an unknown application',
    { kind: 'application-unknown', ...login },
    secret,
    ['check MICROSOFT_CLIENT_ID', 'vérifiez MICROSOFT_CLIENT_ID'],
    /AADSTS700016/,
  ],
  [
    "another tenant's token",
    { kind: 'wrong-tenant', ...login },
    secret,
    ['another organisation than the one asked for', 'une autre organisation que celle demandée'],
    null,
  ],
  [
    'an expired refresh token',
    { kind: 'refresh-token-expired', ...login },
    signIn,
    ['has expired: sign in again', 'a expiré'],
    /AADSTS700082/,
  ],
  ['a revoked refresh token', { kind: 'refresh-token-revoked', ...login }, signIn, ['was revoked', 'a été révoquée'], /AADSTS50173/],
  [
    'MFA asked for',
    { kind: 'mfa-missing', ...login },
    signIn,
    ['confirm with a second factor', 'confirmez avec un second facteur'],
    /AADSTS50076/,
  ],
  [
    'a token without MFA',
    { kind: 'mfa-claim-missing', ...login },
    signIn,
    ['without multifactor authentication', 'sans authentification multifacteur'],
    null,
  ],
  [
    'Conditional Access',
    { kind: 'conditional-access', ...login },
    signIn,
    ['A Conditional Access policy blocks', 'Une stratégie d’accès conditionnel bloque'],
    /AADSTS53003/,
  ],
  [
    'no role in a customer',
    { kind: 'status', status: 403, ...healthPath },
    health,
    ['the role Service support administrator', 'le rôle Administrateur du support de service'],
    /403/,
  ],
  [
    'Partner Center closed',
    { kind: 'status', status: 403, ...profilePath },
    partnerCenter,
    ['add it to the AdminAgents group', 'ajoutez-le au groupe AdminAgents'],
    /403/,
  ],
  [
    'relationships refused',
    { kind: 'status', status: 403, ...relationshipsPath },
    relationships,
    ['DelegatedAdminRelationship.Read.All', 'DelegatedAdminRelationship.Read.All'],
    /403/,
  ],
  [
    'something gone',
    { kind: 'status', status: 404, ...healthPath },
    health,
    ['does not find what was asked for', 'ne trouve pas ce qui était demandé'],
    /404/,
  ],
  [
    'too many calls, come back in an hour',
    { kind: 'status', status: 429, retryAfterSeconds: 3600, ...healthPath },
    health,
    ['check again in a few minutes', 'vérifiez à nouveau dans quelques minutes'],
    throttled,
  ],
  [
    'a fault that lasts an hour',
    { kind: 'status', status: 503, retryAfterSeconds: 3600, ...healthPath },
    health,
    ['has a fault', 'est en panne'],
    /503/,
  ],
  [
    'a link to another host',
    { kind: 'hostile-link', ...relationshipsPath },
    relationships,
    ['leads to another host', 'mène à un autre hôte'],
    /holds a link that leads elsewhere/,
  ],
  [
    'an answer too large',
    { kind: 'too-large', megabytes: 20, ...relationshipsPath },
    relationships,
    ['not what Microsoft sends', 'pas ce que Microsoft envoie'],
    /answer_too_large/,
  ],
]

const passing: Case[] = [
  [
    'too many calls, no word of when',
    { kind: 'status', status: 429, retryAfterSeconds: null, ...healthPath },
    health,
    ['check again in a few minutes', 'vérifiez à nouveau dans quelques minutes'],
    throttled,
  ],
  ['a fault', { kind: 'status', status: 500, ...healthPath }, health, ['has a fault', 'est en panne'], /500/],
  [
    'a fault, no word of when',
    { kind: 'status', status: 503, retryAfterSeconds: null, ...customersPath },
    customers,
    ['has a fault', 'est en panne'],
    /503/,
  ],
  [
    'no answer',
    { kind: 'timeout', ...healthPath },
    health,
    ['did not answer in time', 'n’a pas répondu à temps'],
    /No answer within 4 seconds/,
  ],
  [
    'an answer that comes too late',
    { kind: 'delay', milliseconds: 60_000, ...profilePath },
    partnerCenter,
    ['did not answer in time', 'n’a pas répondu à temps'],
    /within 4 seconds/,
  ],
  [
    'an answer byte by byte',
    { kind: 'slow', bytesPerSecond: 1, ...relationshipsPath },
    relationships,
    ['did not answer in time', 'n’a pas répondu à temps'],
    /within 4 seconds/,
  ],
  [
    'a connection that is cut',
    { kind: 'reset', ...customersPath },
    customers,
    ['does not reach Microsoft', 'n’atteint pas Microsoft'],
    /no usable answer/,
  ],
  [
    'half an answer',
    { kind: 'truncated', ...relationshipsPath },
    relationships,
    ['not what Microsoft sends', 'pas ce que Microsoft envoie'],
    /not JSON/,
  ],
  [
    'an answer that is no JSON',
    { kind: 'malformed', ...customersPath },
    customers,
    ['not what Microsoft sends', 'pas ce que Microsoft envoie'],
    /not JSON/,
  ],
  [
    'a web page',
    { kind: 'wrong-type', ...profilePath },
    partnerCenter,
    ['not what Microsoft sends', 'pas ce que Microsoft envoie'],
    /not JSON/,
  ],
  [
    'a web page for the sign-in',
    { kind: 'wrong-type', ...login },
    discovery,
    ['not what Microsoft sends', 'pas ce que Microsoft envoie'],
    /not JSON/,
  ],
]

/** Asked for with a list that goes well all the same. */
const harmless: Fault[] = [
  { kind: 'looping-link' },
  { kind: 'duplicated' },
  { kind: 'vanishing' },
  { kind: 'bad-record' },
  { kind: 'delay', milliseconds: 300 },
]
const consentRevoked = 'consent-revoked'

async function failsWith(operated: Operated, [, fault, check, mend, said]: Case): Promise<void> {
  await operated.control('POST', '/faults', fault)
  const { en, fr, codes } = await bothLanguages(operated)
  const [english, french] = [blockOf(en, check[0]), blockOf(fr, check[1])]
  expect(english[0], en).toMatch(/^✗ failed {4}/)
  expect(french[0], fr).toMatch(/^✗ échec {5}/)
  expect(english[1], en).toMatch(/^ {2}\S.+\.$/)
  expect(english[1], en).toContain(mend[0])
  expect(french[1], fr).toContain(mend[1])
  if (said) for (const block of [english, french]) expect(block[2], en).toMatch(new RegExp(`^ {4}(?! ).*${said.source}`))
  expect(codes).toEqual([1, 1])
  expect(en).toMatch(/\nFailed: \d+; skipped: \d+\. .+http:\/\/localhost:4600\/settings\/connection\n$/)
  expect(fr).toMatch(/\nÉchecs\u202f: \d+\u202f; omis\u202f: \d+\./)
}

describe('R2: with a fault on it names what and says what to do, in both languages', () => {
  it.each(refusals)('%s', { timeout: 60_000 }, async (...one) => failsWith(await started(), one))

  // Each waits until a check has lasted too long, so they wait together.
  it.concurrent.each(passing)('%s, once it has lasted', { timeout: 60_000 }, async (...one) => {
    const operated = await startOperated({ MICROSOFT_CHECK_SECONDS: '4' })
    try {
      await failsWith(operated, one)
    } finally {
      await operated.stop()
    }
  })

  it("a customer's consent revoked", { timeout: 60_000 }, async () => {
    const operated = await started()
    const tenants = await exampleCustomers(operated)
    await operated.control('POST', '/faults', { kind: consentRevoked, api: 'login', tenants: [tenants[0]] })
    const one = await bothLanguages(operated)
    expect(one.codes).toEqual([0, 0])
    expect(blockOf(one.en, way[0])).toEqual([
      expect.stringMatching(/^! .+refused: .+ \(consent_missing\)$/),
      expect.stringMatching(/others do/),
    ])
    expect(blockOf(one.fr, way[1])[0]).toMatch(/refusés : .+ \(consent_missing\)$/)
    await operated.control('POST', '/faults', { kind: consentRevoked, api: 'login', tenants })
    const { en, fr, codes } = await bothLanguages(operated)
    expect(codes).toEqual([1, 1])
    expect(blockOf(en, way[0])[1]).toMatch(/consent/)
    expect(blockOf(fr, way[1])[1]).toMatch(/consentement/)
  })

  it('lists that are not as they should be, and an answer that takes a moment, trouble no check', { timeout: 60_000 }, async () => {
    const operated = await started()
    for (const fault of harmless) {
      await operated.control('POST', '/faults', { ...fault, ...relationshipsPath })
      const { en, codes } = await bothLanguages(operated)
      expect(codes, `${fault.kind}: ${en}`).toEqual([0, 0])
      await operated.control('DELETE', '/faults')
    }
  })

  it('every fault of the simulated cloud has its case', () => {
    const shown = [...refusals, ...passing].map(([, fault]) => fault.kind)
    expect([...new Set([...shown, ...harmless.map(({ kind }) => kind), consentRevoked])].sort()).toEqual([...FAULT_KINDS].sort())
  })

  it('nothing configured, and nobody signed in', { timeout: 60_000 }, async () => {
    const bare = await bothLanguages(await started({ MICROSOFT_CLIENT_ID: '', MICROSOFT_REFRESH_TOKENS: '' }))
    expect(blockOf(bare.en, configuration[0])[1]).toContain('Set MICROSOFT_CLIENT_ID')
    expect(blockOf(bare.fr, secret[1])).toEqual([
      `– omis      ${secret[1]}`,
      `  Non demandé\u202f: «\u202f${configuration[1]}\u202f» passe d’abord.`,
    ])
    const unsigned = await bothLanguages(await started({ MICROSOFT_REFRESH_TOKENS: '' }))
    expect(blockOf(unsigned.en, names('integrationAccount')[0])[1]).toContain('sign in under Settings, Connection')
    expect(blockOf(unsigned.fr, names('integrationAccount')[1])[1]).toContain('connectez-en un dans Paramètres, Connexion')
  })
})
