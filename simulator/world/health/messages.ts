// Posts of the message center: some drawn for every day, some published by command; how each stands at a moment. Entered by graph/ and control/.
import { mix, type Random, random } from '../random.ts'
import { drawnDays, type HealthBook } from './book.ts'
import { pickService } from './issues.ts'
import type { Message } from './message.ts'
import { hasService, reaches, shareOf, type Tenant } from './reach.ts'
import { SERVICES, type Service } from './services.ts'

export type MessageNow = Message & { modifiedAt: number }

const DAY = 86_400_000
const SHOWN_DAYS = 75

const SUBJECTS = [
  ['New feature', 'will soon offer a new pane for settings', 'stayInformed'],
  ['Change of default', 'will turn on stricter defaults for sharing', 'planForChange'],
  ['Retirement', 'will retire a feature that few organisations use', 'planForChange'],
  ['Upcoming change', 'will ask for consent before apps read files', 'planForChange'],
  ['Action required', 'needs updated DNS records to go on working', 'preventOrFixIssue'],
  ['Improved', 'will load lists faster', 'stayInformed'],
  ['General availability', 'will bring a feature out of preview', 'stayInformed'],
] as const

function drawDay(book: HealthBook, day: number): Message[] {
  const chance = random(mix(book.seed, 'messages', day))
  return Array.from({ length: chance.between(1, 4) }, (_, place) => drawMessage(book, chance, day, place))
}

function drawMessage(book: HealthBook, chance: Random, day: number, place: number): Message {
  const first = pickService(chance)
  const services = [...new Set([first, ...(chance.chance(0.2) ? [chance.pick(SERVICES)] : [])])]
  const [kind, what, category] = chance.pick(SUBJECTS)
  const startAt = book.beganAt + day * DAY + chance.between(0, DAY - 1)
  const privacy = chance.chance(0.04)
  const acts = category !== 'stayInformed' && chance.chance(0.6)
  const title = privacy ? 'Data privacy: information about personal data in your organisation' : `${kind}: ${first.name} ${what}`
  return {
    id: `MC${1_090_000 + (day + 400) * 13 + place}`,
    title,
    startAt,
    endAt: startAt + chance.between(60, 150) * DAY,
    actBy: acts ? Math.floor((startAt + chance.between(10, 100) * DAY) / DAY) * DAY : null,
    category: privacy ? 'stayInformed' : category,
    severity: category === 'preventOrFixIssue' ? chance.pick(['high', 'critical'] as const) : chance.chance(0.1) ? 'high' : 'normal',
    tags: privacy ? ['Data privacy'] : [...(acts ? ['Admin impact'] : []), ...(chance.chance(0.5) ? ['User impact'] : []), kind],
    major: category === 'planForChange' && chance.chance(0.4),
    services,
    html: messageText(first, what, startAt),
    details: privacy
      ? []
      : [
          { name: 'RoadmapIds', value: String(chance.between(80_000, 499_999)) },
          { name: 'ExternalLink', value: `https://support.microsoft.com/office/${chance.guid()}` },
          { name: 'Platforms', value: chance.pick(['Web', 'Desktop, Web', 'Desktop, Web, iOS, Android']) },
        ],
    attachments: privacy
      ? [{ id: chance.guid(), name: 'affected-users.csv', contentType: 'text/csv', text: 'UserPrincipalName,Date\r\n' }]
      : [],
    reach: { salt: mix(book.seed, 'message reach', day, place), below: shareOf(chance.pick([1, 1, 1, 0.6, 0.2])) },
    updatedAt: chance.chance(0.25) ? startAt + chance.between(3, 40) * DAY : null,
  }
}

function messageText(service: Service, what: string, startAt: number): string {
  const month = new Date(startAt + 30 * DAY).toISOString().slice(0, 7)
  return (
    `<p>${service.name} ${what}.</p><p><b>When this will happen</b></p><p>We will begin rolling out in ${month} and expect to complete within four weeks.</p>` +
    '<p><b>How this will affect your organization</b></p><p>No action is needed for most organizations; settings that were changed by an administrator stay as they are.</p>' +
    '<p><b>What you can do to prepare</b></p><p>Inform your users and update your documentation as appropriate.</p>'
  )
}

function messageAt(message: Message, now: number): MessageNow | undefined {
  if (message.startAt > now || message.endAt <= now) return undefined
  const { updatedAt } = message
  if (updatedAt === null || updatedAt > now) return { ...message, modifiedAt: message.startAt }
  const day = new Date(updatedAt).toISOString().slice(0, 10)
  return {
    ...message,
    title: `(Updated) ${message.title}`,
    tags: ['Updated message', ...message.tags],
    html: `<p>Updated ${day}: We have updated the rollout timeline below. Thank you for your patience.</p>${message.html}`,
    modifiedAt: updatedAt,
  }
}

/** Those a tenant sees, newest first. */
export function messagesOf(book: HealthBook, tenant: Tenant, now: number): MessageNow[] {
  const drawn = drawnDays(book, book.drawnMessages, SHOWN_DAYS, { now, draw: (day) => drawDay(book, day) })
  return [...drawn, ...book.messages]
    .filter((message) => message.services.some((service) => hasService(service, tenant)) && reaches(message.reach, tenant))
    .map((message) => messageAt(message, now))
    .filter((message): message is MessageNow => message !== undefined)
    .sort((a, b) => b.startAt - a.startAt || (a.id < b.id ? 1 : -1))
}
