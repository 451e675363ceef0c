// R4: whatever is thrown at a route, the answer is a proper one: no 5xx, no stack trace, a problem where it is refused.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, startApi, type TestApi } from '../../tests/support/api.ts'

type Operation = { method: string; path: string; query: string[]; body: string[] }

let api: TestApi
let person: Person
let operations: Operation[]
let tenantId: string

beforeAll(async () => {
  api = await startApi()
  const partnerId = await api.addPartner()
  person = await api.signIn(partnerId)
  ;[tenantId] = (await api.addCustomers(partnerId, [{ name: 'Contoso' }])) as [string]
  operations = Object.entries(api.app.swagger().paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(
      methods as Record<
        string,
        { parameters?: { name: string; in: string }[]; requestBody?: { content: Record<string, { schema: { properties?: object } }> } }
      >,
    )
      // These ask Microsoft, which has no place in this test; and the last would end the session.
      .filter(() => !/^\/(sign-in|connection)\/|\/(refresh|absence|checks|consents)$|^\/api\/session\/sign-out-all$/.test(path))
      .map(([method, { parameters = [], requestBody }]) => ({
        method,
        path,
        query: parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name),
        body: Object.keys(requestBody?.content['application/json']?.schema.properties ?? {}),
      })),
  )
})
afterAll(() => api.stop())

const strange = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    'true',
    '-1',
    '1e309',
    'NaN',
    '__proto__',
    "'; drop table customers; --",
    '%',
    '\u0000',
    '😀',
    '2026-02-30',
    '00000000-0000-0000-0000-000000000000',
    'flagged',
    'all',
    'name',
    'data',
  ),
  fc.integer().map(String),
)
const value = fc.oneof(strange, fc.jsonValue({ maxDepth: 2 }))

it('R4: no request makes the server fail', async () => {
  const runs = 1500
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.array(strange, { minLength: 6, maxLength: 6 }),
      fc.array(value, { minLength: 4, maxLength: 4 }),
      fc.boolean(),
      async (pick, texts, values, real) => {
        const { method, path, query, body } = operations[pick % operations.length] as Operation
        const url = path.replace(/\{(\w+)\}/g, (_, name) =>
          real && name === 'tenantId' ? tenantId : encodeURIComponent((texts[0] ?? '').toWellFormed() || 'x'),
        )
        const search = new URLSearchParams(query.map((name, index) => [name, (texts[index % 6] ?? '').toWellFormed()]))
        const payload = method === 'get' ? undefined : Object.fromEntries(body.map((name, index) => [name, values[index % 4]]))
        const answer = await person.call(method.toUpperCase() as 'GET', `${url}?${search}`, payload as object)
        expect(answer.statusCode, `${method} ${url}?${search} ${JSON.stringify(payload)} ${answer.body.slice(0, 200)}`).toBeLessThan(500)
        expect(answer.body).not.toMatch(/node_modules|\.ts:\d+/)
        // A page for people is told in HTML.
        const isPage = String(answer.headers['content-type']).startsWith('text/html')
        if (answer.statusCode >= 400 && !isPage) expect(answer.json()).toHaveProperty('code')
      },
    ),
    { numRuns: runs },
  )
}, 60_000)
