// Counts what a piece of work asks of PostgreSQL, so that a test can hold it to a bound that is no time. Entered by tests of bulk work.
import type pg from 'pg'

export type Statements = { count: number /** Of the statement that gave most. */; mostRows: number }

type Asking = (...given: unknown[]) => Promise<{ rows?: unknown[] }> | undefined

/** `count` runs the work and gives what it asked through this pool. One work at a time. */
export function statementsOf(pool: pg.Pool): { count(work: () => Promise<unknown>): Promise<Statements> } {
  let counted: Statements | undefined
  const known = new WeakSet<pg.PoolClient>()
  pool.on('acquire', (client) => {
    if (known.has(client)) return
    known.add(client)
    const ask = client.query.bind(client) as unknown as Asking
    const counting: Asking = (...given) => {
      const answer = ask(...given)
      const into = counted
      if (!into) return answer
      into.count += 1
      return answer?.then((result) => {
        into.mostRows = Math.max(into.mostRows, result.rows?.length ?? 0)
        return result
      })
    }
    client.query = counting as unknown as typeof client.query
  })
  return {
    async count(work) {
      const mine = { count: 0, mostRows: 0 }
      counted = mine
      try {
        await work()
      } finally {
        counted = undefined
      }
      return mine
    },
  }
}
