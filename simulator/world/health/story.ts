// How Microsoft tells an issue: the posts from the first investigation to the last word, each with its status. Pure. Entered by issues.ts and commands.ts.
import type { Random } from '../random.ts'
import type { Feature, Service } from './services.ts'

export type Status =
  | 'investigating'
  | 'serviceDegradation'
  | 'serviceInterruption'
  | 'extendedRecovery'
  | 'restoringService'
  | 'verifyingService'
  | 'serviceRestored'
  | 'falsePositive'
  | 'investigationSuspended'
  | 'postIncidentReviewPublished'
export type Classification = 'advisory' | 'incident'
export type Post = { at: number; status: Status; type: 'regular' | 'quick' | 'strategic'; text: string }

const HOUR = 3_600_000
const DAY = 24 * HOUR

const DONE: ReadonlySet<string> = new Set(['serviceRestored', 'falsePositive', 'postIncidentReviewPublished'])

export function isDone(status: Status): boolean {
  return DONE.has(status)
}

export type Subject = { service: Service; feature: Feature; classification: Classification; title: string; impact: string }

const CURRENT: Readonly<Record<Status, (subject: Subject) => string>> = {
  investigating: ({ feature }) =>
    `We're reviewing service monitoring telemetry of the ${feature.part} infrastructure to isolate the root cause.`,
  serviceDegradation: ({ feature }) =>
    `We've identified that a recent change to a ${feature.part} component is causing impact. We're developing a fix while we look for a faster mitigation.`,
  serviceInterruption: ({ feature }) =>
    `A portion of the ${feature.part} infrastructure isn't processing requests. We're rerouting traffic to healthy infrastructure.`,
  extendedRecovery: () => 'The fix is in place; the backlog will take some time to be worked off.',
  restoringService: () => 'Our fix is being deployed and has reached a large part of the affected environment.',
  verifyingService: () => 'The deployment has finished. We are monitoring the environment to make sure that service is restored.',
  serviceRestored: () => "We've confirmed with telemetry and with a subset of affected users that the impact is no longer occurring.",
  falsePositive: () => 'We have confirmed that the service was healthy and that no users were affected.',
  investigationSuspended: () => 'We have paused our investigation until more information is provided.',
  postIncidentReviewPublished: () => 'A post-incident report has been published.',
}

export function postText(
  subject: Subject,
  status: Status,
  more: { at: number; startAt: number; nextAt: number | null; said?: string },
): string {
  const stamp = (moment: number) => `${new Date(moment).toISOString().slice(0, 16).replace('T', ', ')} UTC`
  const over = isDone(status)
  const lines: [string, string][] = [
    ['Title', subject.title],
    ['User impact', over ? subject.impact.replace(' may ', ' may have been affected: they may ') : subject.impact],
    [over ? 'Final status' : 'Current status', more.said ?? CURRENT[status](subject)],
    ['Scope of impact', `Impact is specific to some users who are served through the affected ${subject.feature.part} infrastructure.`],
    ['Start time', stamp(more.startAt)],
    ...(over ? ([['End time', stamp(more.at)]] as [string, string][]) : []),
    ...(more.nextAt === null ? [] : ([['Next update by', stamp(more.nextAt)]] as [string, string][])),
  ]
  return lines.map(([name, text]) => `<p><strong>${name}:</strong> ${escaped(text)}</p>`).join('')
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (letter) => (letter === '&' ? '&amp;' : letter === '<' ? '&lt;' : '&gt;'))
}

type Beat = { share: number; status: Status }

function beatsOf(chance: Random, classification: Classification): Beat[] {
  if (chance.chance(0.04))
    return [
      { share: 0, status: 'investigating' },
      { share: 1, status: 'falsePositive' },
    ]
  const bad: Status = classification === 'incident' && chance.chance(0.35) ? 'serviceInterruption' : 'serviceDegradation'
  const middle = chance.chance(0.4) ? [{ share: 0.35 + 0.1 * chance.next(), status: bad }] : []
  return [
    { share: 0, status: 'investigating' },
    { share: 0.05 + 0.1 * chance.next(), status: bad },
    ...middle,
    { share: 0.5 + 0.2 * chance.next(), status: chance.chance(0.2) ? 'extendedRecovery' : 'restoringService' },
    ...(chance.chance(0.3) ? [{ share: 0.9, status: 'verifyingService' as const }] : []),
    { share: 1, status: 'serviceRestored' },
  ]
}

/** The whole story, also the part that has yet to happen. */
export function storyOf(chance: Random, subject: Subject, startAt: number, durationMs: number): { posts: Post[]; endAt: number } {
  const told = startAt + chance.between(10, 90) * 60_000
  const endAt = told + durationMs
  const beats = beatsOf(chance, subject.classification)
  const posts = beats.map(({ share, status }, place): Post => {
    const at = Math.round(told + share * durationMs)
    const next = beats[place + 1]
    const nextAt = next ? Math.round((told + next.share * durationMs) / (HOUR / 2) + 1) * (HOUR / 2) : null
    return {
      at,
      status,
      type: place === 0 && chance.chance(0.3) ? 'quick' : 'regular',
      text: postText(subject, status, { at, startAt, nextAt }),
    }
  })
  if (subject.classification === 'incident' && posts.at(-1)?.status === 'serviceRestored' && chance.chance(0.5)) {
    const at = endAt + chance.between(2, 5) * DAY
    const status = 'postIncidentReviewPublished'
    posts.push({ at, status, type: 'regular', text: postText(subject, status, { at: endAt, startAt, nextAt: null }) })
  }
  return { posts, endAt }
}
