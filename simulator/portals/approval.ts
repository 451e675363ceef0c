// Where a customer's global administrator approves a delegated admin relationship: the address in the partner's invitation leads here. Entered by routes.ts.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { escapeHtml, type Language, languageOf, page } from '../page-shell.ts'
import { type Customer, domainsOf } from '../world/customer.ts'
import { findHeld, type Held, keyIn } from '../world/gdap/book.ts'
import type { Partner } from '../world/partner.ts'
import { displayNameOf, rolesOf, statusOf } from '../world/relationship.ts'
import { roleName } from '../world/roles.ts'

type One = { Params: { id: string }; Body: { customer?: string } | undefined }
type Found = Held & { partner: Partner; key: string }

const TEXTS = {
  en: {
    title: 'Approve partner roles',
    lead: 'A partner asks to administer services of your organisation.',
    partner: 'Partner',
    name: 'Request',
    duration: 'Duration',
    customer: 'Your organisation',
    roles: 'Roles',
    approve: 'Approve all',
    domain: 'Domain or tenant ID of your organisation',
    as: 'You act as the global administrator of the organisation.',
    approved: 'The roles are approved.',
    unknown: 'This invitation is not valid.',
    noCustomer: 'No organisation is known by that name.',
    closed: 'This request no longer waits for approval; it is',
    going: 'Opening the invitation',
  },
  fr: {
    title: 'Approuver les rôles du partenaire',
    lead: 'Un partenaire demande à administrer des services de votre organisation.',
    partner: 'Partenaire',
    name: 'Demande',
    duration: 'Durée',
    customer: 'Votre organisation',
    roles: 'Rôles',
    approve: 'Tout approuver',
    domain: 'Domaine ou ID de locataire de votre organisation',
    as: 'Vous agissez en tant qu’administrateur général de l’organisation.',
    approved: 'Les rôles sont approuvés.',
    unknown: 'Cette invitation n’est pas valide.',
    noCustomer: 'Aucune organisation ne porte ce nom.',
    closed: 'Cette demande n’attend plus d’approbation ; son état est',
    going: 'Ouverture de l’invitation',
  },
}

/** What stands behind the # never reaches a server: the page itself goes on to where it can be read. */
const GO_ON =
  '<script>const id=/granularAdminRelationships\\/([^/?]+)/.exec(location.hash)?.[1];if(id)location.replace("/portals/approve/"+encodeURIComponent(id))</script>'

export function registerApproval(app: FastifyInstance, parts: ApiParts): void {
  app.get('/portals/admin.microsoft.com/AdminPortal/Home', async (request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    return html(reply, 200, page({ title: TEXTS[language].going, language, body: `<h1>${TEXTS[language].going}</h1>${GO_ON}` }))
  })
  app.get<One>('/portals/approve/:id', async (request, reply) => answer(parts, request, reply))
  app.post<One>('/portals/approve/:id', async (request, reply) => {
    const found = find(parts, request.params.id)
    if (!found || statusOf(found.relationship, parts.world.now()) !== 'approvalPending') return answer(parts, request, reply)
    const customer = found.customer ?? customerNamed(found.partner, request.body?.customer ?? '')
    if (!customer) return answer(parts, request, reply, 'noCustomer')
    parts.run({ name: 'gdap', partner: found.partner.tenantId, key: found.key, act: 'approve', customer: customer.tenantId })
    return answer(parts, request, reply, 'approved')
  })
}

function html(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(text)
}

function find({ world }: ApiParts, id: string): Found | undefined {
  for (const partner of world.partners) {
    const key = keyIn(id, partner)
    const held = key === undefined ? undefined : findHeld(partner, key)
    if (key !== undefined && held) return { ...held, partner, key }
  }
  return undefined
}

function customerNamed(partner: Partner, named: string): Customer | undefined {
  const wanted = named.trim().toLowerCase()
  const found = partner.find(wanted) ?? partner.customers.find((one) => wanted !== '' && domainsOf(one).includes(wanted))
  return found?.leftAt === null ? found : undefined
}

function answer(parts: ApiParts, request: FastifyRequest<One>, reply: FastifyReply, said?: 'approved' | 'noCustomer'): FastifyReply {
  const language = languageOf(request.headers['accept-language'])
  const texts = TEXTS[language]
  const found = find(parts, request.params.id)
  if (!found) return html(reply, 404, page({ title: texts.unknown, language, body: `<h1 class="warn">${texts.unknown}</h1>` }))
  const status = statusOf(found.relationship, parts.world.now())
  const message =
    said === 'approved'
      ? `<p><strong>${texts.approved}</strong></p>`
      : said === 'noCustomer'
        ? `<p class="warn">${texts.noCustomer}</p>`
        : status === 'approvalPending'
          ? `<p>${texts.lead}</p>`
          : `<p class="warn">${texts.closed} ${status}.</p>`
  const form = status === 'approvalPending' ? formOf(language, request.url, found) : ''
  const body = `<h1>${texts.title}</h1>${message}${factsOf(language, found, parts.world.now())}${form}`
  return html(reply, said === 'noCustomer' ? 400 : 200, page({ title: texts.title, language, body, wide: true, data: { status } }))
}

function factsOf(language: Language, { relationship, customer, partner }: Found, now: number): string {
  const texts = TEXTS[language]
  const facts: [string, string][] = [
    [texts.partner, partner.name],
    [texts.name, displayNameOf(relationship)],
    [texts.duration, relationship.asked?.duration ?? `P${relationship.durationDays}D`],
    ...(customer ? [[texts.customer, customer.name] as [string, string]] : []),
    [texts.roles, rolesOf(relationship, now).map(roleName).join(', ')],
  ]
  return `<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>`
}

function formOf(language: Language, address: string, { customer }: Found): string {
  const texts = TEXTS[language]
  const named = customer ? '' : `<p><label>${texts.domain}<br><input name="customer" required></label></p>`
  return `<form method="post" action="${escapeHtml(address)}">${named}<p class="soft">${texts.as}</p><div class="row"><button class="primary" name="approve" value="all">${texts.approve}</button></div></form>`
}
