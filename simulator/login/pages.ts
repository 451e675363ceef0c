// The pages of the sign-in service: account picker, consent, messages. In English and French. Entered by sign-in.ts and provider.ts.

import type { Language } from '../page-shell.ts'
import { escapeHtml, initials, languageOf, page } from '../page-shell.ts'
import type { Account } from '../world/accounts.ts'

const TEXTS = {
  en: {
    pick: 'Choose the account to sign in with',
    lead: 'No password is needed here. The application will see the account you choose.',
    signedIn: 'Signed in in this browser',
    consent: 'Allow this application?',
    consentLead: 'It asks to do the following on your behalf:',
    accept: 'Accept',
    cancel: 'Cancel',
    other: 'Use another account',
    noAccount: 'No account?',
    create: 'Create one!',
    created: 'Create an account',
    createdText:
      'Microsoft creates an account for an organisation in its admin center, and a personal one on a page of its own. The simulated cloud has the people of its world alone.',
    back: 'Back to the accounts',
    personalRefused: 'This is a personal account',
    personalRefusedText: 'Only a work or school account can sign in here.',
    tenantRefused: 'This account does not belong here',
    tenantRefusedText: 'The account does not exist in the organisation that the application signs in to.',
    redirectMismatch: 'The return address is not registered',
    redirectMismatchText: 'The application sent a return address that is not among the registered ones.',
    unknownApplication: 'Unknown application',
    unknownApplicationText: 'No application with this identifier is registered.',
    badRequest: 'The sign-in request is not valid',
    badRequestText: 'The application sent a request that cannot be answered.',
    signedOut: 'You are signed out',
    signedOutText: 'Every account of this browser was signed out of the simulated cloud.',
    adminConsent: 'Allow this application for the whole organisation?',
    scopes: {
      openid: 'Sign you in',
      profile: 'See your name and user name',
      email: 'See your e-mail address',
      sim_offline: 'Keep the access while you are away',
    } as Record<string, string>,
  },
  fr: {
    pick: 'Choisissez le compte avec lequel vous connecter',
    lead: 'Aucun mot de passe n’est demandé ici. L’application verra le compte choisi.',
    signedIn: 'Connecté dans ce navigateur',
    consent: 'Autoriser cette application ?',
    consentLead: 'Elle demande à pouvoir, en votre nom :',
    accept: 'Accepter',
    cancel: 'Annuler',
    other: 'Utiliser un autre compte',
    noAccount: 'Pas de compte ?',
    create: 'Créez-en un !',
    created: 'Créer un compte',
    createdText:
      'Microsoft crée les comptes d’une organisation dans son centre d’administration, et les comptes personnels sur une page à part. Le nuage simulé ne connaît que les personnes de son monde.',
    back: 'Revenir aux comptes',
    personalRefused: 'Ce compte est un compte personnel',
    personalRefusedText: 'Seul un compte professionnel ou scolaire peut se connecter ici.',
    tenantRefused: 'Ce compte ne relève pas de cette organisation',
    tenantRefusedText: 'Le compte n’existe pas dans l’organisation à laquelle l’application se connecte.',
    redirectMismatch: 'L’adresse de retour n’est pas enregistrée',
    redirectMismatchText: 'L’application a envoyé une adresse de retour qui ne figure pas parmi celles enregistrées.',
    unknownApplication: 'Application inconnue',
    unknownApplicationText: 'Aucune application ne porte cet identifiant.',
    badRequest: 'La demande de connexion n’est pas valable',
    badRequestText: 'L’application a envoyé une demande à laquelle il n’est pas possible de répondre.',
    signedOut: 'Vous êtes déconnecté',
    signedOutText: 'Tous les comptes de ce navigateur ont été déconnectés du nuage simulé.',
    adminConsent: 'Autoriser cette application pour toute l’organisation ?',
    scopes: {
      openid: 'Vous connecter',
      profile: 'Voir votre nom et votre nom d’utilisateur',
      email: 'Voir votre adresse e-mail',
      sim_offline: 'Garder cet accès en votre absence',
    } as Record<string, string>,
  },
}

export type Message = 'personalRefused' | 'tenantRefused' | 'redirectMismatch' | 'unknownApplication' | 'badRequest' | 'signedOut'

export function messagePage(acceptLanguage: string | undefined, message: Message, technical = '', back?: string): string {
  const language = languageOf(acceptLanguage)
  const texts = TEXTS[language]
  const link = back ? `<div class="row"><a class="button primary" href="${escapeHtml(back)}">${texts.other}</a></div>` : ''
  const body = `<h1>${texts[message]}</h1><p>${texts[`${message}Text`]}</p>${technical ? `<p class="soft small" data-technical>${escapeHtml(technical)}</p>` : ''}${link}`
  return page({ title: texts[message], language, body })
}

function accountButton(account: Account, language: Language, note: string): string {
  return `<li><button class="account" name="account" value="${escapeHtml(account.username)}"><span class="face" aria-hidden="true">${escapeHtml(initials(account.name))}</span>
<span class="lines"><strong>${escapeHtml(account.name)}</strong><span>${escapeHtml(account.username)}</span><span class="soft small">${escapeHtml([account.organisation, account.note[language]].filter(Boolean).join(' · '))}${note}</span></span></button></li>`
}

export function pickerPage(
  acceptLanguage: string | undefined,
  accounts: readonly Account[],
  signedIn: readonly string[],
  action: string,
): string {
  const language = languageOf(acceptLanguage)
  const texts = TEXTS[language]
  const order = [...accounts].sort((a, b) => Number(signedIn.includes(b.username)) - Number(signedIn.includes(a.username)))
  const buttons = order
    .map((account) => accountButton(account, language, signedIn.includes(account.username) ? ` · ${texts.signedIn}` : ''))
    .join('')
  return page({
    title: texts.pick,
    language,
    body: `<h1>${texts.pick}</h1><p class="soft">${texts.lead}</p><form method="post" action="${escapeHtml(action)}"><ul class="plain">${buttons}</ul></form>
<p class="soft">${texts.noAccount} <a href="${escapeHtml(action)}/new-account">${texts.create}</a></p>`,
  })
}

/** Where Microsoft's "Create one!" leads. */
export function newAccountPage(acceptLanguage: string | undefined, back: string): string {
  const language = languageOf(acceptLanguage)
  const texts = TEXTS[language]
  const body = `<h1>${texts.created}</h1><p>${texts.createdText}</p><div class="row"><a class="button primary" href="${escapeHtml(back)}">${texts.back}</a></div>`
  return page({ title: texts.created, language, body })
}

export function consentPage(
  acceptLanguage: string | undefined,
  account: Account,
  wanted: readonly string[],
  form: { action: string; hidden: Record<string, string>; admin?: boolean },
): string {
  const language = languageOf(acceptLanguage)
  const texts = TEXTS[language]
  const list = wanted.map((scope) => `<li>${escapeHtml(texts.scopes[scope] ?? scope)}</li>`).join('')
  const title = form.admin ? texts.adminConsent : texts.consent
  const hidden = Object.entries(form.hidden)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('')
  const body = `<h1>${title}</h1><p class="soft">${escapeHtml(account.username)}</p><p>${texts.consentLead}</p><ul>${list}</ul>
<form method="post" action="${escapeHtml(form.action)}">${hidden}<div class="row">
<button class="primary" name="consent" value="accept">${texts.accept}</button><button name="consent" value="cancel">${texts.cancel}</button></div></form>`
  return page({ title, language, body })
}
