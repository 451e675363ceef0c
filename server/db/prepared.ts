// Statements that the busiest routes and the readings send all the time: PostgreSQL parses and plans them once for each connection.
// Entered by db.ts, and by queries that put `prepared` behind their first word (`.modifyFront(prepared)`).
import { type PostgresPoolClient, sql } from 'kysely'
import type pg from 'pg'

const mark = '/* prepared */'
export const prepared = sql.raw(mark)
const marked = /^\s*\w+ \/\* prepared \*\//

/** A connection keeps what it has prepared for as long as it lives: more texts than this are sent as any other. */
const mostNames = 50
const names = new Map<string, string>()

function nameOf(text: unknown): string | undefined {
  if (typeof text !== 'string' || !marked.test(text)) return undefined
  if (!names.has(text) && names.size < mostNames) names.set(text, `prepared_${names.size}`)
  return names.get(text)
}

/** The client, whose marked statements go out under a name. Kysely knows no names, so this stands between it and the driver. */
export function preparing(client: pg.PoolClient): PostgresPoolClient {
  const query = (text: string, values: unknown[]) => {
    const name = nameOf(text)
    return name ? client.query({ name, text, values }) : client.query(text, values)
  }
  return Object.assign(Object.create(client), { query }) as PostgresPoolClient
}
