// The pages one lands on in an admin center: entered, refused, choose an account, sign in. Entered by routes.ts.
import { escapeHtml, initials, type Language, page } from '../page-shell.ts'
import type { Account } from '../world/accounts.ts'
import type { Visit } from './centers.ts'

const TEXTS = {
  en: {
    entered: 'You are in',
    customer: 'Customer',
    tenant: 'Tenant ID',
    domain: 'Primary domain',
    as: 'Signed in as',
    mode: 'Access',
    delegated: 'Delegated administrator (GDAP)',
    own: 'Own organisation',
    roles: 'Roles in this tenant',
    ends: 'Relationship ends',
    refused: 'Access refused',
    signIn: 'Sign in',
    choose: 'Choose the account to go on with',
    note: 'This page stands in for the real admin center.',
    noCustomer: 'No customer is known by this address.',
    noRelationship: 'Your organisation holds no active delegated admin relationship with this customer.',
    notInGroup: 'Your account is not in the security group that the delegated admin relationship is assigned to.',
    signedOut: 'Nobody is signed in in this browser.',
    other: 'Use another account',
    unknown: 'There is no admin center at this address.',
  },
  fr: {
    entered: 'Vous êtes dans',
    customer: 'Client',
    tenant: 'ID de locataire',
    domain: 'Domaine principal',
    as: 'Connecté en tant que',
    mode: 'Accès',
    delegated: 'Administrateur délégué (GDAP)',
    own: 'Votre organisation',
    roles: 'Rôles dans ce locataire',
    ends: 'Fin de la relation',
    refused: 'Accès refusé',
    signIn: 'Se connecter',
    choose: 'Choisissez le compte avec lequel continuer',
    note: 'Cette page tient lieu du véritable centre d’administration.',
    noCustomer: 'Aucun client ne correspond à cette adresse.',
    noRelationship: 'Votre organisation n’a pas de relation d’administration déléguée active avec ce client.',
    notInGroup: 'Votre compte n’est pas dans le groupe de sécurité auquel la relation d’administration déléguée est affectée.',
    signedOut: 'Personne n’est connecté dans ce navigateur.',
    other: 'Utiliser un autre compte',
    unknown: 'Il n’y a pas de centre d’administration à cette adresse.',
  },
}

export type Refusal = 'noCustomer' | 'noRelationship' | 'notInGroup'
export type Entered = {
  tenantId: string
  name: string
  domain: string
  roles: readonly string[]
  endsAt: string | undefined
  delegated: boolean
}

function dataOf(
  visit: Visit,
  account: Account | undefined,
  tenant: { tenantId: string; name: string } | undefined,
): Record<string, string> {
  return {
    center: visit.center,
    'tenant-id': tenant?.tenantId ?? '',
    'customer-name': tenant?.name ?? '',
    'signed-in-as': account?.username ?? '',
  }
}

export function enteredPage(language: Language, visit: Visit, account: Account, entered: Entered): string {
  const texts = TEXTS[language]
  const facts: [string, string][] = [
    [entered.delegated ? texts.customer : texts.own, entered.name],
    [texts.tenant, entered.tenantId],
    [texts.domain, entered.domain],
    [texts.as, `${account.name} (${account.username})`],
    [texts.mode, entered.delegated ? texts.delegated : texts.own],
    ...(entered.endsAt ? [[texts.ends, entered.endsAt] as [string, string]] : []),
    ...(entered.roles.length > 0 ? [[texts.roles, entered.roles.join(', ')] as [string, string]] : []),
  ]
  const body = `<p class="soft">${texts.entered}</p><h1>${escapeHtml(visit.title)}</h1><dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl><p class="soft small">${texts.note}</p>`
  return page({ title: `${entered.name} · ${visit.title}`, language, body, wide: true, data: dataOf(visit, account, entered) })
}

export function refusedPage(
  language: Language,
  visit: Visit,
  account: Account,
  why: { refusal: Refusal; tenant: { tenantId: string; name: string } | undefined },
): string {
  const texts = TEXTS[language]
  const name = why.tenant ? `<p><strong>${escapeHtml(why.tenant.name)}</strong></p>` : ''
  const body = `<p class="soft">${escapeHtml(visit.title)}</p><h1 class="warn">${texts.refused}</h1>${name}<p>${texts[why.refusal]}</p><p class="soft">${texts.as} ${escapeHtml(account.username)}</p>`
  return page({ title: texts.refused, language, body, data: { ...dataOf(visit, account, why.tenant), refused: why.refusal } })
}

export function signInPage(language: Language, visit: Visit, address: string): string {
  const texts = TEXTS[language]
  const body = `<p class="soft">${escapeHtml(visit.title)}</p><h1>${texts.signIn}</h1><p>${texts.signedOut}</p><div class="row"><a class="button primary" href="/portals/sign-in?to=${encodeURIComponent(address)}">${texts.signIn}</a></div>`
  return page({ title: texts.signIn, language, body, data: dataOf(visit, undefined, undefined) })
}

export function choosePage(language: Language, visit: Visit, accounts: readonly Account[], address: string): string {
  const texts = TEXTS[language]
  const link = (account: Account) => {
    const target = `${address}${address.includes('?') ? '&' : '?'}sim_account=${encodeURIComponent(account.username)}`
    return `<li><a class="button account" href="${escapeHtml(target)}"><span class="face" aria-hidden="true">${escapeHtml(initials(account.name))}</span> <span class="lines"><strong>${escapeHtml(account.name)}</strong> <span>${escapeHtml(account.username)}</span></span></a></li>`
  }
  const body = `<p class="soft">${escapeHtml(visit.title)}</p><h1>${texts.choose}</h1><ul class="plain">${accounts.map(link).join('')}</ul><p><a href="/portals/sign-in?to=${encodeURIComponent(address)}">${texts.other}</a></p>`
  return page({ title: texts.choose, language, body, data: dataOf(visit, undefined, undefined) })
}

export function unknownPage(language: Language): string {
  return page({ title: TEXTS[language].unknown, language, body: `<h1>${TEXTS[language].unknown}</h1>` })
}
