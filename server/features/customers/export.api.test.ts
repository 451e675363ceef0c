// The CSV download, read back with a strict parser: RFC 4180, both flavours, exactly what the view holds.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'

let api: TestApi
let person: Person
const awkward = [
  '=1+1',
  '+33 1 23',
  '-minus',
  '@home',
  'Say "hi"',
  'Comma, Inc',
  'Semi; colon',
  'Two\nlines',
  'Société Générale',
  "'quoted",
  ' leading',
]

beforeAll(async () => {
  api = await startApi()
  const partnerId = await api.addPartner()
  person = await api.signIn(partnerId)
  await api.addCustomers(partnerId, [
    ...awkward.map((name) => ({ name, domain: 'x.example' })),
    { name: 'Pending one', delegation: 'pending', domain: null },
    { name: 'Sold anew', relationship: '=soldAnew' },
    { name: 'Gone', departed: true },
  ])
})
afterAll(() => api.stop())

/** Refuses whatever RFC 4180 does: bare quotes, bare line ends, rows of different lengths. */
function parse(text: string, separator = ','): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const cell = text[at] === '"' ? /"((?:[^"]|"")*)"/y : new RegExp(`([^"\\r\\n${separator}]*)`, 'y')
    cell.lastIndex = at
    const found = cell.exec(text)
    if (!found) throw new Error(`No cell at ${at}: ${text.slice(at, at + 40)}`)
    row.push((found[1] ?? '').replaceAll('""', '"'))
    at = cell.lastIndex
    if (text.startsWith('\r\n', at)) {
      rows.push(row)
      row = []
      at += 2
    } else if (text[at] === separator) at += 1
    else throw new Error(`Neither separator nor line end at ${at}: ${text.slice(at, at + 40)}`)
  }
  if (row.length > 0) throw new Error('The last line has no end')
  if (rows.some((each) => each.length !== rows[0]?.length)) throw new Error('Rows of different lengths')
  return rows
}

const download = async (query: string) => {
  const answer = await person.call('GET', `/api/customers/export?${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer
}
const column = (rows: string[][], heading: string) => rows.slice(1).map((row) => row[rows[0]?.indexOf(heading) ?? -1])

describe('the data flavour', () => {
  it('S31, S32: is RFC 4180 with comma, ISO dates in UTC and column names for programs', async () => {
    const answer = await download('what=everything&flavour=data')
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="customers-everything-\d{4}-\d\d-\d\d\.csv"$/)
    const rows = parse(answer.body)
    expect(rows[0]).toEqual([
      'tenant_id',
      'name',
      'domain',
      'country',
      'relationship',
      'delegation',
      'delegation_ends_at',
      'flagged_at',
      'tags',
      'added_at',
      'departed_at',
    ])
    expect(column(rows, 'added_at')[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(rows).toHaveLength(1 + awkward.length + 2)
  })
  it('defuses cells that a spreadsheet would run, and keeps every other name to the letter', async () => {
    const names = column(parse((await download('what=everything&flavour=data')).body), 'name')
    const expected = [...awkward.map((name) => (/^[=+@-]/.test(name) ? `'${name}` : name)), 'Pending one', 'Sold anew']
    expect([...names].sort()).toEqual(expected.sort())
  })
  it('B2: holds exactly what the view shows', async () => {
    expect(column(parse((await download('what=view&flavour=data&delegation=pending')).body), 'name')).toEqual(['Pending one'])
    expect(column(parse((await download('what=view&flavour=data&departed=true')).body), 'name')).toEqual(['Gone'])
    expect(column(parse((await download('what=view&flavour=data&search=soci')).body), 'name')).toEqual(['Société Générale'])
    expect(parse((await download('what=view&flavour=data&view=flagged')).body)).toHaveLength(1)
  })
})

describe('the spreadsheet flavour', () => {
  it('in French has a byte-order mark, semicolons, French headings and words, local dates', async () => {
    const { body } = await download('what=view&flavour=spreadsheet&language=fr-FR&timeZone=Europe/Paris&delegation=pending')
    expect(body.startsWith('\ufeff')).toBe(true)
    const rows = parse(body.slice(1), ';')
    expect(rows[0]?.slice(0, 3)).toEqual(['ID du locataire', 'Nom', 'Domaine principal'])
    expect(column(rows, 'Accès délégué')).toEqual(['En attente'])
    expect(column(rows, 'Ajouté')[0]).toMatch(/^\d\d\/\d\d\/\d{4} \d\d:\d\d$/)
  })
  it('in English has commas and English words', async () => {
    const { body } = await download('what=view&flavour=spreadsheet&language=en-US&timeZone=America/New_York&delegation=pending')
    expect(column(parse(body.slice(1)), 'Delegated access')).toEqual(['Pending'])
  })
  it('tells a relationship in the language of the reader, and a word that is new to us as Microsoft sent it', async () => {
    const told = async (query: string, heading: string, separator: string) => {
      const rows = parse((await download(`what=everything&${query}`)).body.replace(/^\ufeff/, ''), separator)
      const name = rows[0]?.indexOf(heading === 'relationship' ? 'name' : 'Nom') ?? -1
      return ['Sold anew', 'Pending one'].map((one) => rows.find((row) => row[name] === one)?.[rows[0]?.indexOf(heading) ?? -1])
    }
    expect(await told('flavour=spreadsheet&language=fr-FR&timeZone=Europe/Paris', 'Relation', ';')).toEqual(["'=soldAnew", 'Aucune'])
    expect(await told('flavour=data', 'relationship', ',')).toEqual(["'=soldAnew", 'none'])
  })
  it('refuses an unknown time zone with a clear message', async () => {
    const answer = await person.call('GET', '/api/customers/export?what=view&flavour=spreadsheet&timeZone=Mars/Base')
    expect(answer.json()).toMatchObject({ status: 400, code: 'invalid_input', detail: expect.stringContaining('Europe/Paris') })
  })
})

it('records who downloaded what', async () => {
  await download('what=everything&flavour=data')
  const facts = await api.services.door
    .ofPartner(person.partnerId)
    .selectFrom('facts')
    .where('kind', '=', 'customers.exported')
    .select(['actor_id', 'data'])
    .execute()
  expect(facts.at(-1)).toMatchObject({ actor_id: person.userId, data: { what: 'everything', flavour: 'data' } })
})

it('leaves no download behind that counts against the bound', async () => {
  for (let again = 0; again < 5; again += 1) await download('what=everything&flavour=data')
})

it('lets no more than three run at once, however fast they come', async () => {
  const answers = await Promise.all(
    Array.from({ length: 9 }, () => person.call('GET', '/api/customers/export?what=everything&flavour=data')),
  )
  const refused = answers.filter((answer) => answer.statusCode === 429)
  expect(refused.length).toBeGreaterThanOrEqual(1)
  expect(refused[0]?.json()).toMatchObject({ code: 'too_many_requests' })
  await download('what=everything&flavour=data')
})

it('takes no offset for a time zone: PostgreSQL reads it the other way round', async () => {
  const answer = await person.call('GET', `/api/customers/export?what=view&flavour=spreadsheet&timeZone=${encodeURIComponent('+01:00')}`)
  expect(answer.json()).toMatchObject({ status: 400, code: 'invalid_input' })
})
