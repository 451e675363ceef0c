// Someone signed in: rows in the identity tables as the sign-in writes them, and the cookie that belongs to them.
// Whoever calls with it goes through the product's whole session and scope check.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { hashOf, newSecret } from '../../server/base/ids.ts'
import { csrfTokenOf, sessionCookie } from '../../server/http/session.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export type Person = {
  secret: string
  cookie: string
  /** GETs (or does what `method` says) and reads JSON; throws for anything but success. */
  call: <Answer>(path: string, method?: Method, body?: object) => Promise<Answer>
}

export async function signIn(origin: string, databaseUrl: string, partnerId: string): Promise<Person> {
  const secret = newSecret()
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const id = randomUUID()
    await client.query(
      `with person as (
         insert into users (partner_id, object_id, username, name, roles) values ($1, $2::uuid, $2::uuid::text || '@bench.example', 'Bench', '{globalAdministrator}')
         returning user_id
       ), browser as (
         insert into browsers (token_hash, active_partner_id, active_user_id) select $3, $1, user_id from person
         returning browser_id, active_user_id
       )
       insert into browser_accounts (partner_id, browser_id, user_id, signed_in_at) select $1, browser_id, active_user_id, now() from browser`,
      [partnerId, id, hashOf(secret)],
    )
  } finally {
    await client.end()
  }
  const cookie = `${sessionCookie}=${secret}`
  const call = async <Answer>(path: string, method = 'GET', body?: object): Promise<Answer> => {
    const headers = { cookie, 'x-csrf-token': csrfTokenOf(secret), ...(body && { 'content-type': 'application/json' }) }
    const response = await fetch(`${origin}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as Answer
  }
  return { secret, cookie, call }
}
