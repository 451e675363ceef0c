// Raises the version of a partner's customers, as a synchronisation does with each page it changes, so that remembered totals are
// forgotten. Entered by P1 and P2.
import pg from 'pg'

export type VersionClock = { raise: () => Promise<void>; stop: () => Promise<void> }

/** `everyMs` 0 raises only when asked to. */
export async function versionClock(databaseUrl: string, partnerId: string, everyMs: number): Promise<VersionClock> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  let last: Promise<void> = Promise.resolve()
  const raise = () => {
    last = client
      .query('update partners set customers_version = customers_version + 1 where partner_id = $1', [partnerId])
      .then(() => undefined)
    return last
  }
  const timer = everyMs > 0 ? setInterval(() => void raise(), everyMs) : undefined
  return {
    raise,
    async stop() {
      clearInterval(timer)
      await last
      await client.end()
    },
  }
}
