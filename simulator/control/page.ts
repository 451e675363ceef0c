// The page that lists what the control interface can do. Entered by routes.ts.
import { escapeHtml, languageOf, page } from '../page-shell.ts'

const COMMANDS: readonly [request: string, en: string, fr: string][] = [
  ['GET /control/state', 'Clock, totals of each partner, memory', 'Horloge, totaux de chaque partenaire, mémoire'],
  ['GET /control/accounts', 'The accounts one can sign in with', 'Les comptes avec lesquels se connecter'],
  [
    'POST /control/clock {"advanceSeconds":86400}',
    'Move the clock forward; or {"set":"2030-01-31T12:00:00Z"}',
    'Avancer l’horloge ; ou {"set":"2030-01-31T12:00:00Z"}',
  ],
  [
    'POST /control/customers {"name":"Contoso Oy"}',
    'A customer appears; also domain, delegation, partner; or {"count":50}',
    'Un client apparaît ; aussi domain, delegation, partner ; ou {"count":50}',
  ],
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
    'POST /control/refresh-tokens {"partnerTenantId":"…"}',
    'A refresh token as if the integration account had signed in with several factors; also username, mfa',
    'Un jeton d’actualisation, comme si le compte d’intégration s’était connecté avec plusieurs facteurs ; aussi username, mfa',
  ],
  [
    'GET /control/inbox',
    'The mail that arrived; ?to= for one recipient; DELETE empties it',
    'Les messages arrivés ; ?to= pour un destinataire ; DELETE pour vider',
  ],
]

export function controlPage(acceptLanguage: string | undefined, state: string): string {
  const language = languageOf(acceptLanguage)
  const title = language === 'fr' ? 'Commander le nuage simulé' : 'Control the simulated cloud'
  const rows = COMMANDS.map(
    ([request, en, fr]) => `<tr><td><code>${escapeHtml(request)}</code></td><td>${escapeHtml(language === 'fr' ? fr : en)}</td></tr>`,
  ).join('')
  const body = `<h1>${title}</h1><table><tbody>${rows}</tbody></table><p><a href="/inbox">${language === 'fr' ? 'Boîte de réception' : 'Inbox'}</a></p><pre>${escapeHtml(state)}</pre>`
  return page({ title, language, wide: true, body })
}
