// What PostgreSQL says when it refuses or is not there, as far as anyone acts on it. Entered by whoever writes what Microsoft sent.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const codeOf = (error: unknown): string => (error instanceof pg.DatabaseError ? (error.code ?? '') : '')

/** A value that cannot be stored as it is (SQLSTATE class 22): it is at fault, not the database. */
export const isDataError = (error: unknown): boolean => codeOf(error).startsWith('22')

/** Two that wait for each other (40P01), or that cannot both be right (40001): whoever is told so may simply begin again. */
const isCollision = (error: unknown): boolean => ['40P01', '40001'].includes(codeOf(error))

/** The database is not there, is starting, or the connection to it broke: whether a commit that was under way was carried out is not known. */
export function isOutOfReach(error: unknown): boolean {
  const { code = '', message = '' } = error instanceof Error ? (error as Error & { code?: string }) : {}
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|57P01|57P02|57P03|53300|08\w{3})$/.test(code) ||
    /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/.test(message)
  )
}

const againEveryMs = 250

/**
 * For what has happened already and must be written down, such as a mail that was taken: done again until the database answers, for so
 * long at most. It must come out the same where it was carried out before. `onAway` is told of the first failure.
 */
export async function onceReachable<Result>(
  work: () => Promise<Result>,
  patienceMs: number,
  onAway?: (error: unknown) => void,
): Promise<Result> {
  let told = false
  for (const deadline = Date.now() + patienceMs; ; await sleep(againEveryMs)) {
    try {
      return await work()
    } catch (error) {
      if (!isOutOfReach(error) || Date.now() > deadline) throw error
      if (!told) onAway?.(error)
      told = true
    }
  }
}

/** Does a transaction again, once, when it has collided with another. */
export async function againAfterCollision<Result>(transaction: () => Promise<Result>): Promise<Result> {
  try {
    return await transaction()
  } catch (error) {
    if (!isCollision(error)) throw error
    return await transaction()
  }
}
