// Incidents and advisories: some drawn for every day of the world, some published by command; how each stands at a moment. Entered by graph/ and control/.
import { COUNTRIES } from '../countries.ts'
import { mix, type Random, random } from '../random.ts'
import { drawnDays, type HealthBook } from './book.ts'
import type { Issue } from './issue.ts'
import { hasService, type Reach, reaches, shareOf, type Tenant } from './reach.ts'
import { type Feature, SERVICES, type Service } from './services.ts'
import { type Classification, isDone, type Status, type Subject, storyOf } from './story.ts'

export type IssueNow = Issue & { status: Status; resolved: boolean; modifiedAt: number }

const DAY = 86_400_000
const HOUR = 3_600_000
/** The history Microsoft keeps for the admin center. */
const HISTORY_DAYS = 40
const LONGEST_DAYS = 28
const WEIGHT = SERVICES.reduce((sum, service) => sum + service.weight, 0)

export function pickService(chance: Random): Service {
  let left = chance.next() * WEIGHT
  for (const service of SERVICES) {
    left -= service.weight
    if (left < 0) return service
  }
  return SERVICES[0]
}

function drawDay(book: HealthBook, day: number): Issue[] {
  const chance = random(mix(book.seed, 'issues', day))
  return Array.from({ length: chance.between(1, 4) }, (_, place) => drawIssue(book, chance, day, place))
}

export function titleOf({ trouble }: Feature, service: Service): string {
  return `Some users ${trouble} in ${service.name}`.replace(/ in (.*) in \1$/, ' in $1')
}

function drawIssue(book: HealthBook, chance: Random, day: number, place: number): Issue {
  const service = pickService(chance)
  const feature = chance.pick(service.features)
  const classification: Classification = chance.chance(0.3) ? 'incident' : 'advisory'
  const title = titleOf(feature, service)
  const subject: Subject = { service, feature, classification, title, impact: `Users ${feature.trouble}.` }
  const startAt = book.beganAt + day * DAY + chance.between(0, DAY - 1)
  const long = classification === 'advisory' && chance.chance(0.4)
  const durationMs = long ? chance.between(3, LONGEST_DAYS - 3) * DAY : chance.between(1, classification === 'incident' ? 14 : 40) * HOUR
  const { posts, endAt } = storyOf(chance, subject, startAt, durationMs)
  return {
    ...subject,
    id: `${service.prefix}${1_180_000 + (day + 400) * 17 + place}`,
    startAt,
    endAt,
    posts,
    reach: drawReach(chance, mix(book.seed, 'reach', day, place)),
  }
}

/** A scale unit, a region, a country or everybody. */
function drawReach(chance: Random, salt: number): Reach {
  const kind = chance.next()
  if (kind < 0.25) return { salt, below: shareOf(0.7), countries: [chance.pick(COUNTRIES).code, 'FR'].slice(0, chance.between(1, 2)) }
  return { salt, below: shareOf(chance.pick([0.02, 0.05, 0.05, 0.12, 0.25, 0.6, 1])) }
}

function changed(book: HealthBook, issue: Issue): Issue {
  const change = book.changes.get(issue.id)
  if (!change) return issue
  const { endAt } = change
  const before = endAt === null ? issue.posts : issue.posts.filter((post) => post.at <= endAt)
  return {
    ...issue,
    endAt: endAt ?? issue.endAt,
    posts: [...before, ...change.posts].sort((a, b) => a.at - b.at),
  }
}

/** As it stands at a moment; undefined before anybody was told. */
export function issueAt(issue: Issue, now: number): IssueNow | undefined {
  const posts = issue.posts.filter((post) => post.at <= now)
  const last = posts.at(-1)
  if (!last) return undefined
  const resolved = isDone(last.status)
  return { ...issue, posts, endAt: resolved ? issue.endAt : null, status: last.status, resolved, modifiedAt: last.at }
}

/** Every issue Microsoft still tells of, newest first. */
export function issuesNow(book: HealthBook, now: number): IssueNow[] {
  const drawn = drawnDays(book, book.drawnIssues, HISTORY_DAYS + LONGEST_DAYS, { now, draw: (day) => drawDay(book, day) })
  return [...drawn, ...book.published]
    .map((issue) => issueAt(changed(book, issue), now))
    .filter((issue): issue is IssueNow => issue !== undefined && (issue.endAt === null || issue.endAt > now - HISTORY_DAYS * DAY))
    .sort((a, b) => b.startAt - a.startAt || (a.id < b.id ? 1 : -1))
}

/** The list is the same for every tenant and asked for by thousands at once. */
const lately = new WeakMap<HealthBook, { now: number; count: number; issues: IssueNow[] }>()

export function currentIssues(book: HealthBook, now: number): IssueNow[] {
  const known = lately.get(book)
  const count = book.published.length + [...book.changes.values()].reduce((sum, change) => sum + change.posts.length, 0)
  // Posts are minutes apart; half a second later nothing else can have been told, but for a command.
  if (known && known.count === count && Math.abs(now - known.now) < 500) return known.issues
  const issues = issuesNow(book, now)
  lately.set(book, { now, count, issues })
  return issues
}

export function concerns(issue: Issue, tenant: Tenant): boolean {
  return (issue.reach.tenantIds !== undefined || hasService(issue.service, tenant)) && reaches(issue.reach, tenant)
}

export function issuesOf(book: HealthBook, tenant: Tenant, now: number): IssueNow[] {
  return currentIssues(book, now).filter((issue) => concerns(issue, tenant))
}

const WORST: readonly Status[] = [
  'serviceInterruption',
  'serviceDegradation',
  'investigating',
  'restoringService',
  'extendedRecovery',
  'verifyingService',
]

/** How a service is said to be, with these issues. */
export function serviceStatus(issues: readonly IssueNow[]): Status | 'serviceOperational' {
  return WORST.find((status) => issues.some((issue) => issue.status === status)) ?? 'serviceOperational'
}
