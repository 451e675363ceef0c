// What PostgreSQL says when it refuses, as far as anyone acts on it. Entered by whoever writes what Microsoft sent.
import pg from 'pg'

const codeOf = (error: unknown): string => (error instanceof pg.DatabaseError ? (error.code ?? '') : '')

/** A value that cannot be stored as it is (SQLSTATE class 22): it is at fault, not the database. */
export const isDataError = (error: unknown): boolean => codeOf(error).startsWith('22')

/** Two that wait for each other (40P01), or that cannot both be right (40001): whoever is told so may simply begin again. */
const isCollision = (error: unknown): boolean => ['40P01', '40001'].includes(codeOf(error))

/** Does a transaction again, once, when it has collided with another. */
export async function againAfterCollision<Result>(transaction: () => Promise<Result>): Promise<Result> {
  try {
    return await transaction()
  } catch (error) {
    if (!isCollision(error)) throw error
    return await transaction()
  }
}
