// A database that is away for a moment. Entered by tests of what must be written down all the same.
import type { DbDoor } from '../../server/db/db.ts'

/** The next so many connections are refused, as by a PostgreSQL that is starting again. */
export function refuseConnections({ pool }: DbDoor, times: number): void {
  const connect = pool.connect.bind(pool)
  let left = times
  const refusing = () => {
    left -= 1
    if (left === 0) pool.connect = connect
    return Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))
  }
  pool.connect = refusing as typeof pool.connect
}
