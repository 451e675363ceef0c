// What can be done to the health of services, as plain records that can be journaled and replayed. Entered by ../commands.ts and control/.
import { random } from '../random.ts'
import type { HealthBook } from './book.ts'
import type { Issue } from './issue.ts'
import { currentIssues, titleOf } from './issues.ts'
import type { Message } from './message.ts'
import type { Reach } from './reach.ts'
import { type Feature, SERVICES, type Service, serviceNamed } from './services.ts'
import { type Classification, isDone, type Post, postText, type Status, type Subject } from './story.ts'

export type HealthCommand = { name: 'health' } & (
  | {
      act: 'break'
      id: string
      service: string
      classification: Classification
      status: Status
      reach: Reach
      title?: string
      feature?: string
      /** How long it has been going on before anybody was told. */
      sinceMs: number
    }
  | { act: 'post'; id: string; status: Status; text?: string; type: Post['type'] }
  | {
      act: 'message'
      id: string
      service: string
      message: Omit<Message, 'id' | 'services' | 'startAt' | 'endAt' | 'updatedAt'>
      days: number
    }
)

const DAY = 86_400_000
const UPDATE_MS = 7_200_000

function serviceOf(named: string): Service {
  return serviceNamed(named) ?? SERVICES[0]
}

export function applyHealth(book: HealthBook, command: HealthCommand, at: number): void {
  if (command.act === 'break') book.published.push(broken(command, at))
  else if (command.act === 'post') addPost(book, command, at)
  else {
    const { id, message, service, days } = command
    book.messages.push({ ...message, id, services: [serviceOf(service)], startAt: at, endAt: at + days * DAY, updatedAt: null })
  }
}

export function freeIssueId(book: HealthBook, service: Service): string {
  return `${service.prefix}${1_900_001 + book.published.length}`
}

export function freeMessageId(book: HealthBook): string {
  return `MC${1_900_001 + book.messages.length}`
}

function broken(command: HealthCommand & { act: 'break' }, at: number): Issue {
  const service = serviceOf(command.service)
  const named = service.features.find((one) => one.name.toLowerCase() === command.feature?.toLowerCase())
  const feature: Feature = named ?? service.features[0]
  const startAt = at - command.sinceMs
  const title = command.title ?? titleOf(feature, service)
  const subject: Subject = { service, feature, classification: command.classification, title, impact: `Users ${feature.trouble}.` }
  const post = (status: Status, when: number): Post => ({
    at: when,
    status,
    type: 'regular',
    text: postText(subject, status, { at: when, startAt, nextAt: when + UPDATE_MS }),
  })
  return { ...subject, id: command.id, startAt, endAt: null, posts: [post(command.status, at)], reach: command.reach }
}

function addPost(book: HealthBook, command: HealthCommand & { act: 'post' }, at: number): void {
  currentIssues(book, at)
  const issue = findIssue(book, command.id)
  if (!issue) return
  const change = book.changes.get(command.id) ?? { posts: [], endAt: null }
  const { status, text, type } = command
  const over = isDone(status)
  const told = postText(issue, status, {
    at,
    startAt: issue.startAt,
    nextAt: over ? null : at + UPDATE_MS,
    ...(text === undefined ? {} : { said: text }),
  })
  change.posts.push({ at, status, type, text: told })
  // What was drawn for later no longer comes true.
  change.endAt = over ? at : change.endAt
  book.changes.set(command.id, change)
}

export function findIssue(book: HealthBook, id: string): Issue | undefined {
  const wanted = id.toUpperCase()
  const published = book.published.find((issue) => issue.id === wanted)
  if (published) return published
  for (const issues of book.drawnIssues.values()) {
    const found = issues.find((issue) => issue.id === wanted)
    if (found) return found
  }
  return undefined
}

/** A salt of its own for each command. */
export function saltFor(id: string, seed: number): number {
  return Math.floor(random(seed ^ id.length).next() * 2 ** 31) ^ Number(id.replace(/\D/g, ''))
}
