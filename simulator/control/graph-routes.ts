// Commands about Graph's answers: a post of the message center appears, documented oddities of dates are turned on, the
// partner becomes one of another kind. Entered by routes.ts.
import type { FastifyInstance } from 'fastify'
import { type ApiParts, PARTNER_KINDS } from '../api-parts.ts'
import { freeMessageId, saltFor } from '../world/health/commands.ts'
import { shareOf } from '../world/health/reach.ts'
import { serviceNamed } from '../world/health/services.ts'
import { guidFor } from '../world/random.ts'
import { fields, flag, number, Refused, text, texts, whole } from './commands-read.ts'

const CATEGORIES = ['preventOrFixIssue', 'planForChange', 'stayInformed'] as const
const SEVERITIES = ['normal', 'high', 'critical'] as const
const DAY = 86_400_000
const SHOWN_DAYS = 90

function oneOf<T extends string>(known: readonly T[], value: unknown, name: string): T | undefined {
  const found = known.find((one) => one === value)
  if (value !== undefined && !found) throw new Refused(400, `${name} must be one of ${known.join(', ')}.`)
  return found
}

export function registerGraphCommands(app: FastifyInstance, parts: ApiParts): void {
  const { world, run, quirks } = parts
  app.post('/control/messages', async (request, reply) => {
    const known = ['service', 'title', 'text', 'category', 'severity', 'actByDays', 'major', 'share', 'tenants', 'attachment']
    const asked = fields(request.body, known)
    const service = serviceNamed(text(asked.service, 'service') ?? '')
    const title = text(asked.title, 'title')
    if (!service || title === undefined) throw new Refused(400, 'Give service, by its name or ID, and title.')
    const id = freeMessageId(world.health)
    const tenantIds = texts(asked.tenants, 'tenants')?.map((one) => one.toLowerCase())
    const days = asked.actByDays === undefined ? undefined : whole(asked.actByDays, 'actByDays', 0, 3650)
    const attachment = text(asked.attachment, 'attachment')
    run({
      name: 'health',
      act: 'message',
      id,
      service: service.id,
      days: SHOWN_DAYS,
      message: {
        title,
        actBy: days === undefined ? null : Math.floor(world.now() / DAY + days) * DAY,
        category: oneOf(CATEGORIES, asked.category, 'category') ?? 'planForChange',
        severity: oneOf(SEVERITIES, asked.severity, 'severity') ?? 'normal',
        tags: ['Admin impact'],
        major: flag(asked.major, 'major') ?? false,
        html: `<p>${(text(asked.text, 'text') ?? title).replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`)}</p>`,
        details: [],
        attachments:
          attachment === undefined
            ? []
            : [{ id: guidFor(id, 'attachment'), name: 'details.csv', contentType: 'text/csv', text: attachment }],
        reach: {
          salt: saltFor(id, world.seed),
          below: shareOf(number(asked.share, 'share', 0, 1) ?? 1),
          ...(tenantIds ? { tenantIds } : {}),
        },
      },
    })
    return reply.code(201).send({ id })
  })
  app.post('/control/quirks', async (request) => {
    const asked = fields(request.body, ['emptyDates', 'partnerKind'])
    const emptyDates = flag(asked.emptyDates, 'emptyDates')
    const partnerKind = oneOf(PARTNER_KINDS, asked.partnerKind, 'partnerKind')
    if (emptyDates === undefined && !partnerKind)
      throw new Refused(400, `Give emptyDates, true or false, or partnerKind, one of ${PARTNER_KINDS.join(', ')}.`)
    quirks.emptyDates = emptyDates ?? quirks.emptyDates
    quirks.partnerKind = partnerKind ?? quirks.partnerKind
    return quirks
  })
}
