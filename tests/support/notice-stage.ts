// What tests of notices begin with: a partner with customers, a person with a verified address, a mail server that is asked what it took, and a
// clock that is put forward. Anew for each test, on one database and server a file. Entered by tests of notices.
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { LedgerEntry } from '../../contract/notice-ledger.ts'
import type { Db } from '../../server/db/db.ts'
import { tellAndDeliver } from '../../server/features/notifications/notifications.jobs.ts'
import { type Person, startApi, type TestApi } from './api.ts'
import { type MailServer, startMailServer } from './mail-server.ts'
import { verifiedAddress } from './notice-rules.ts'
import { withClock } from './notices.ts'

export type NoticeStage = {
  server: MailServer
  api: TestApi
  partnerId: string
  person: Person
  /** Of the customers, in order. */
  ids: string[]
  /** Of the person's address. */
  channelId: string
  services: ReturnType<typeof withClock>
  db(): Db
  /** Tells what happened and sends what is due. */
  run(): Promise<void>
  later(minutes: number): void
  ledger(owner?: 'own' | 'partner'): Promise<LedgerEntry[]>
}

export type NoticeSetting = {
  customers: readonly string[]
  address?: string /** Where the clock stands first; now where it is left out. */
  at?: Date
}

export function noticeStage({ customers, address = 'reader@partner.example', at }: NoticeSetting): NoticeStage {
  const stage = {
    db: () => stage.api.services.door.ofPartner(stage.partnerId),
    run: () => tellAndDeliver(stage.services, stage.partnerId, new AbortController().signal),
    later: (minutes) => stage.services.setClock(new Date(stage.services.clock.now().getTime() + minutes * 60_000)),
    ledger: async (owner = 'own') => (await stage.person.call('GET', `/api/notifications/${owner}/ledger`)).json().entries,
  } as NoticeStage
  beforeAll(async () => {
    stage.server = await startMailServer()
    stage.api = await startApi({ SMTP_URL: stage.server.url })
  })
  afterAll(async () => {
    await stage.api.stop()
    await stage.server.stop()
  })
  beforeEach(async () => {
    const { api, server } = stage
    Object.assign(server.refuse, { recipient: null, message: null, words: null })
    stage.partnerId = await api.addPartner()
    stage.person = await api.signIn(stage.partnerId)
    stage.ids = await api.addCustomers(
      stage.partnerId,
      customers.map((name) => ({ name })),
    )
    server.taken.length = 0
    stage.channelId = await verifiedAddress(stage.person, server, address)
    server.taken.length = 0
    stage.services = withClock(api.services, at ?? new Date())
  })
  return stage
}
