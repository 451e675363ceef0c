// The page that lists what the control interface can do, and shows what is in force. Entered by routes.ts.
import type { Fault } from '../faults/faults.ts'
import type { LimitState } from '../faults/limits.ts'
import { escapeHtml, type Language, languageOf, page } from '../page-shell.ts'

const COMMANDS: readonly [request: string, en: string, fr: string][] = [
  ['GET /control/state', 'Clock, totals of each partner, memory', 'Horloge, totaux de chaque partenaire, mémoire'],
  ['GET /control/accounts', 'The accounts one can sign in with', 'Les comptes avec lesquels se connecter'],
  [
    'POST /control/clock {"advanceSeconds":86400}',
    'Move the clock forward; or {"set":"2030-01-31T12:00:00Z"}; {"speed":60} lets it run faster',
    'Avancer l’horloge ; ou {"set":"2030-01-31T12:00:00Z"}',
  ],
  [
    'POST /control/customers {"name":"Contoso Oy"}',
    'A customer appears; also domain, delegation, partner; or {"count":50}',
    'Un client apparaît ; aussi domain, delegation, partner ; ou {"count":50}',
  ],
  ['GET /control/customers?search=contoso', 'Customers by name, domain or tenant ID', 'Clients par nom, domaine ou identifiant'],
  ['GET /control/customers/{tenantId}', 'One customer, also one that has left', 'Un client, même parti'],
  [
    'PATCH /control/customers/{tenantId} {"name":"…"}',
    'Rename; also domain, delegation (active, pending, expired, terminated, none)',
    'Renommer ; aussi domain, delegation (active, pending, expired, terminated, none)',
  ],
  ['DELETE /control/customers/{tenantId}', 'The customer leaves', 'Le client part'],
  ['POST /control/customers/{tenantId}/return', 'The customer comes back', 'Le client revient'],
  [
    'POST /control/pace {"pageDelayMs":300}',
    'Slow every list page down; 0 for full speed',
    'Ralentir chaque page de liste ; 0 pour la pleine vitesse',
  ],
  [
    'POST /control/relationships/{id}/approve',
    'The customer’s administrator approves the delegated admin relationship; {"customer":"…"} where it names none',
    'L’administrateur du client approuve la relation d’administration déléguée ; {"customer":"…"} si elle n’en nomme aucun',
  ],
  [
    'POST /control/incidents {"service":"Exchange","customers":4000}',
    'A service breaks for so many customers; also tenants, share, title, feature, classification; GET lists what is going on',
    'Un service tombe en panne pour autant de clients ; aussi tenants, share, title, feature, classification ; GET liste les incidents',
  ],
  [
    'POST /control/messages {"service":"Exchange","title":"…","actByDays":30}',
    'A post of the message center; also text, category, severity, major, share, tenants',
    'Une publication du centre de messages ; aussi text, category, severity, major, share, tenants',
  ],
  [
    'POST /control/quirks {"partnerKind":"directBill"}',
    'The partner that sells is of another kind: indirectProvider, directBill or indirectReseller',
    'Le partenaire qui vend est d’un autre type : indirectProvider, directBill ou indirectReseller',
  ],
  [
    'POST /control/registration {"groupsClaim":false,"withheld":["Directory.Read.All"]}',
    'ID tokens carry neither directory roles nor groups; application permissions lack admin consent',
    'Les jetons d’ID ne portent ni rôles d’annuaire ni groupes ; des autorisations d’application n’ont pas de consentement',
  ],
  [
    'POST /control/quirks {"emptyDates":true}',
    'Dates that are not known yet are "" in delegated admin relationships, as Microsoft’s documents print them',
    'Les dates encore inconnues des relations d’administration déléguée valent "", comme dans la documentation de Microsoft',
  ],
  ['POST /control/incidents/{id}/resolve', 'The service is restored', 'Le service est rétabli'],
  [
    'POST /control/incidents/{id}/posts {"status":"restoringService"}',
    'A further post about the issue; also text',
    'Une nouvelle publication sur l’incident ; aussi text',
  ],
  [
    'POST /control/faults {"kind":"status","status":503,"api":"graph","share":0.5}',
    'A fault on demand; GET lists them and every kind, DELETE ends all, DELETE /control/faults/{id} one',
    'Une panne à la demande ; GET les liste avec toutes les sortes, DELETE les arrête toutes, DELETE /control/faults/{id} une seule',
  ],
  [
    'POST /control/limits {"throttle":"documented"}',
    'Limits as Microsoft documents them; or off, or one such as customer=100/60; GET shows how full they are',
    'Les limites documentées par Microsoft ; ou off, ou une seule comme customer=100/60 ; GET montre leur remplissage',
  ],
  [
    'POST /control/customers/{tenantId}/consent',
    'Consent to the application in the customer’s tenant; also resource, permissions; DELETE takes it back',
    'Consentement à l’application chez le client ; aussi resource, permissions ; DELETE le retire',
  ],
  [
    'POST /control/accounts/{username}/revoke',
    'No refresh token of the account issued so far is good any more; PATCH {"mfa":false} takes its further factors away',
    'Aucun jeton d’actualisation déjà émis pour ce compte n’est plus valable ; PATCH {"mfa":false} lui retire ses autres facteurs',
  ],
  [
    'POST /control/refresh-tokens {"partnerTenantId":"…"}',
    'A refresh token as if the integration account had signed in with several factors; also username, mfa',
    'Un jeton d’actualisation, comme si le compte d’intégration s’était connecté avec plusieurs facteurs ; aussi username, mfa',
  ],
  [
    'GET /control/inbox',
    'The mail that arrived; ?to= for one recipient; DELETE empties it',
    'Les messages arrivés ; ?to= pour un destinataire ; DELETE pour vider',
  ],
  [
    'POST /control/inbox/refusals {"address":"…","code":550}',
    'A mailbox refuses what comes by SMTP; DELETE lets all of them take mail again',
    'Une boîte refuse ce qui arrive par SMTP ; DELETE les rouvre toutes',
  ],
]

const TEXTS = {
  en: {
    title: 'Control the simulated cloud',
    now: 'The clock stands at',
    faults: 'Faults in force',
    noFaults: 'No fault is in force.',
    struck: 'struck',
    limits: 'Limits in force',
    noLimits: 'No limit is in force.',
    refused: 'calls refused',
    commands: 'What can be commanded',
    line: 'The same from a terminal: npm run simulator -- --help',
    inbox: 'Inbox',
    state: 'State',
  },
  fr: {
    title: 'Commander le nuage simulé',
    now: 'L’horloge indique',
    faults: 'Pannes en cours',
    noFaults: 'Aucune panne en cours.',
    struck: 'survenue',
    limits: 'Limites en vigueur',
    noLimits: 'Aucune limite en vigueur.',
    refused: 'appels refusés',
    commands: 'Ce qui peut être commandé',
    line: 'De même depuis un terminal : npm run simulator -- --help',
    inbox: 'Boîte de réception',
    state: 'État',
  },
} satisfies Record<Language, object>

export type Shown = { now: string; state: unknown; faults: readonly Fault[]; limits: readonly LimitState[] }

export function controlPage(acceptLanguage: string | undefined, { now, state, faults, limits }: Shown): string {
  const language = languageOf(acceptLanguage)
  const texts = TEXTS[language]
  const table = (rows: string[][]) =>
    `<table><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`
  const commands = COMMANDS.map(([request, en, fr]) => [`<code>${escapeHtml(request)}</code>`, escapeHtml(language === 'fr' ? fr : en)])
  const faultRows = faults.map(({ id, kind, calls, struck, ...rest }) => [
    escapeHtml(id),
    escapeHtml(kind),
    `<code>${escapeHtml(JSON.stringify(rest))}</code>`,
    `${texts.struck} ${struck} / ${calls}`,
  ])
  const limitRows = limits.map((limit) => [
    escapeHtml(limit.name),
    escapeHtml(`${limit.highest} / ${limit.most} ${limit.counts}, ${limit.seconds} s`),
    escapeHtml(limit.per),
    `${limit.refused} ${texts.refused}`,
  ])
  const body = `<h1>${texts.title}</h1><p>${texts.now} ${escapeHtml(now)}. <a href="/inbox">${texts.inbox}</a></p>
<h2>${texts.faults}</h2>${faults.length > 0 ? table(faultRows) : `<p class="soft">${texts.noFaults}</p>`}
<h2>${texts.limits}</h2>${limits.length > 0 ? table(limitRows) : `<p class="soft">${texts.noLimits}</p>`}
<h2>${texts.commands}</h2><p class="soft">${escapeHtml(texts.line)}</p>${table(commands)}<h2>${texts.state}</h2><pre>${escapeHtml(JSON.stringify(state, null, 2))}</pre>`
  return page({ title: texts.title, language, wide: true, body })
}
