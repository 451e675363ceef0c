// B4: the ledger narrowed by words, recipient, person, issue and state; words are blind to case and accents, as in every other search.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import { searchKey } from '../../base/search-key.ts'

let api: TestApi
let partnerId: string
let admin: Person
let reader: Person
const channels = { admin: crypto.randomUUID(), reader: crypto.randomUUID(), shared: crypto.randomUUID() }

beforeAll(async () => {
  api = await startApi()
  partnerId = await api.addPartner()
  admin = await api.signIn(partnerId)
  reader = await api.signIn(partnerId, ['reader'])
  await db().updateTable('users').set({ name: 'Zoë Lefèvre' }).where('user_id', '=', reader.userId).execute()
  await db().updateTable('users').set({ name: 'Amélie Œuvrard' }).where('user_id', '=', admin.userId).execute()
  await entry({ issue_id: 'EX1', title: 'Retards à la réception', rule_name: 'Règle de nuit', of: 'reader', state: 'sent' })
  await entry({ issue_id: 'TM2', title: 'Calls drop 100%', rule_name: 'Cœur de réseau', of: 'admin', state: 'suppressed' })
  await entry({ issue_id: 'SP3', title: 'Sites are slow', rule_name: null, of: 'shared', state: 'givenUp' })
})
afterAll(() => api.stop())

const db = () => api.services.door.ofPartner(partnerId)
const targets = { admin: 'amelie@partner.example', reader: 'Zoe@partner.example', shared: 'Équipe@partner.example' }
type Given = {
  issue_id: string
  title: string
  rule_name: string | null
  of: keyof typeof channels
  state: 'sent' | 'suppressed' | 'givenUp'
}
const entry = ({ of, ...given }: Given) =>
  db()
    .insertInto('notice_entries')
    .values({
      partner_id: partnerId,
      entry_id: crypto.randomUUID(),
      change_id: given.issue_id,
      channel_id: channels[of],
      channel_kind: 'mail',
      target: targets[of],
      user_id: of === 'shared' ? null : { admin, reader }[of].userId,
      moment: 'opened',
      at: new Date(),
      ...given,
    })
    .execute()

const found = async (query: Record<string, string>, person = admin, owner = 'partner') => {
  const answer = await person.call('GET', `/api/notifications/${owner}/ledger?${new URLSearchParams(query)}`)
  const { entries, total } = answer.json() as { entries: { issueId: string }[]; total: number }
  expect(total).toBe(entries.length)
  return entries.map((one) => one.issueId).sort()
}

it.each([
  ['the number', 'ex1', ['EX1']],
  ['the title', 'RECEPTION', ['EX1']],
  ['the title, with accents', 'à la récep', ['EX1']],
  ['the recipient', 'zoe@PARTNER', ['EX1']],
  ['the recipient, without its accent', 'equipe@', ['SP3']],
  ['the rule', 'regle de  nuit', ['EX1']],
  ['the rule, its ligature written out', 'coeur', ['TM2']],
  ['the person', 'lefevre', ['EX1']],
  ['the person, its ligature written out', 'oeuvrard', ['TM2']],
  ['what all have', 'partner.example', ['EX1', 'SP3', 'TM2']],
  ['signs as they are', '0%', ['TM2']],
  ['a sign that stands for nothing else', '_', []],
  ['no two fields at once', 'EX1 retards', []],
  ['nothing', '  ', ['EX1', 'SP3', 'TM2']],
])('B4: words find by %s', async (_, search, issues) => {
  expect(await found({ search })).toEqual(issues)
})

it('B4: narrows by recipient, person, issue and state, and by all of them together', async () => {
  expect(await found({ channelId: channels.shared.toUpperCase() })).toEqual(['SP3'])
  expect(await found({ userId: reader.userId })).toEqual(['EX1'])
  expect(await found({ issueId: 'TM2' })).toEqual(['TM2'])
  expect(await found({ state: 'givenUp' })).toEqual(['SP3'])
  expect(await found({ userId: reader.userId, state: 'sent', search: 'nuit', channelId: channels.reader })).toEqual(['EX1'])
  expect(await found({ userId: reader.userId, state: 'givenUp' })).toEqual([])
})

it('B4: a person finds what is theirs alone, whomever they name', async () => {
  expect(await found({ search: 'partner' }, reader, 'own')).toEqual(['EX1'])
  expect(await found({ search: 'Œuvrard' }, reader, 'own')).toEqual([])
  expect(await found({ userId: admin.userId }, reader, 'own')).toEqual([])
})

it('B4: the database writes keys as the product does', async () => {
  const samples = ['Société Générale', 'ŒUVRE Æon ß ẞ', 'Łódź Ørsted Đà Þing ŋ Ħ', 'l’été  \t du\nn°1', 'İstanbul ﬁn', 'ΑΒΓ', '']
  for (const sample of samples) {
    const { rows } = await sql<{ key: string }>`select search_key_of(${sample}) as key`.execute(db())
    expect(rows[0]?.key).toBe(searchKey(sample))
  }
})
