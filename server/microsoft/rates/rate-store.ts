// What the rates need of the place that all processes share. Made of PostgreSQL by db/rate-budgets.ts and handed in by main.ts.

/** What refusals (429) have taught about one budget. Times in milliseconds of the shared clock. */
export type Lesson = {
  /** In all, since the budget was first refused. */
  refused: number
  inARow: number
  refusedAt: number
  pausedUntil: number
  /** Calls a minute that are taken to be allowed, as of `refusedAt`; null where only the pause was learned. */
  perMinute: number | null
}

export type Usage = { resource: string; used: number; waiting: number; refused: number }

export type RateStore = {
  /** The clock of the database, which all processes agree on. */
  now(): number
  /** Takes permits under a key; returns how many had been taken before, and when the key is forgotten. One round trip. */
  take(partnerId: string, key: string, permits: number, keepSeconds: number): Promise<{ before: number; endsInMs: number }>
  /** Every lesson of the partner that may still matter, by budget. */
  lessons(partnerId: string): Promise<Map<string, Lesson>>
  /** Replaces a lesson by what `learn` makes of it, one process at a time. */
  learn(partnerId: string, budget: string, learn: (before: Lesson | null) => Lesson): Promise<Lesson>
  /** What this process used in the last minute. Replaces what it said before. */
  report(partnerId: string, usage: readonly Usage[]): Promise<void>
  /** The same of all processes together. */
  usage(partnerId: string): Promise<Usage[]>
}

/** What all partners of the application share is counted under no partner. */
export const wholeApplication = '00000000-0000-0000-0000-000000000000'
