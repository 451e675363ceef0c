// The health of Microsoft's services in this world: what is drawn for each day, and what commands have published or changed. Entered by world.ts.
import type { Issue } from './issue.ts'
import type { Message } from './message.ts'
import type { Post } from './story.ts'

export type HealthBook = {
  seed: number
  /** Midnight (UTC) of the day the world began. */
  beganAt: number
  published: Issue[]
  messages: Message[]
  /** What commands added to issues, drawn ones too. */
  changes: Map<string, { posts: Post[]; endAt: number | null }>
  drawnIssues: Map<number, Issue[]>
  drawnMessages: Map<number, Message[]>
}

export function createHealthBook(seed: number, beganAt: number): HealthBook {
  return { seed, beganAt, published: [], messages: [], changes: new Map(), drawnIssues: new Map(), drawnMessages: new Map() }
}

const MOST_DAYS = 400
const DAY = 86_400_000

/** Everything of the days before `now`, drawn once a day. */
export function drawnDays<T>(
  book: HealthBook,
  cache: Map<number, T[]>,
  days: number,
  at: { now: number; draw: (day: number) => T[] },
): T[] {
  const today = Math.floor((at.now - book.beganAt) / DAY)
  const all: T[] = []
  if (cache.size > MOST_DAYS) cache.clear()
  for (let day = today - days; day <= today; day++) {
    let drawn = cache.get(day)
    if (!drawn) {
      drawn = at.draw(day)
      cache.set(day, drawn)
    }
    all.push(...drawn)
  }
  return all
}
