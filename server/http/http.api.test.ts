// What every answer has in common: probes, headers, problems, the API's description.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, startApi, type TestApi } from '../../tests/support/api.ts'

let api: TestApi
let person: Person
beforeAll(async () => {
  api = await startApi()
  person = await api.signIn(await api.addPartner())
})
afterAll(() => api.stop())

const get = (url: string) => api.app.inject({ url })

describe('for operators', () => {
  it('is alive and ready', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'alive' })
    expect((await get('/readyz')).json()).toEqual({ status: 'ready' })
  })
  it('gives its figures to Prometheus, by route and not by address', async () => {
    await person.call('GET', '/api/customers?search=secret-name')
    const { body, headers } = await get('/metrics')
    expect(headers['content-type']).toContain('text/plain')
    expect(body).toMatch(/tenantry_http_request_seconds_count\{method="GET",route="\/api\/customers",status="200"\} 1/)
    expect(body).not.toContain('secret-name')
  })
})

describe('headers', () => {
  it('allows no inline script, no framing and no sniffing', async () => {
    const { headers } = await get('/api/session')
    expect(headers['content-security-policy']).toMatch(/script-src 'self'(;|$)/)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cache-control']).toBe('no-store')
  })
  it('names each request', async () => {
    const answer = await get('/api/nothing-here')
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.json()).toMatchObject({ code: 'not_found', status: 404, requestId: answer.headers['x-request-id'] })
    expect(answer.headers['content-type']).toBe('application/problem+json')
  })
})

describe('bad input', () => {
  const send = (payload: string) =>
    api.app.inject({
      method: 'PUT',
      url: '/api/settings/limits',
      headers: { cookie: person.cookie, 'x-csrf-token': person.csrfToken, 'content-type': 'application/json' },
      payload,
    })

  it('that is not JSON is a clear 400', async () =>
    expect((await send('{"flagged":')).json()).toMatchObject({ status: 400, code: 'invalid_input' }))
  it('that is too large is a 413', async () =>
    expect((await send(`"${'x'.repeat(300_000)}"`)).json()).toMatchObject({ status: 413, code: 'too_large' }))
  it('of the wrong shape names each field', async () => {
    const { fields } = (await send('{"flagged":"many","recent":30,"searchResults":100,"smallPartnerBelow":1e9}')).json()
    expect(fields.map((field: { path: string }) => field.path).sort()).toEqual(['flagged', 'smallPartnerBelow'])
  })
  it('in a path or a query never becomes a 500', async () => {
    for (const url of [
      '/api/customers?search=%00',
      '/api/customers?search=%F0%9F%92%A9',
      `/api/customers?search=${'a'.repeat(201)}`,
      '/api/customers/%00',
      '/api/customers?offset=99999999',
      '/api/customers?sort=__proto__',
    ]) {
      expect((await person.call('GET', url)).statusCode, url).toBeLessThan(500)
    }
  })
  it('in an address that no route can read is told as anything else: to a program as a problem, to who follows a link as a page', async () => {
    const broken = await get('/api/customers/%E0%A4')
    expect(broken.json()).toMatchObject({ status: 400, code: 'invalid_input' })
    expect(broken.headers).toMatchObject({ 'content-type': 'application/problem+json', 'x-content-type-options': 'nosniff' })
    expect((await get(`/api/customers/${'x'.repeat(300)}`)).json()).toMatchObject({ status: 404, code: 'not_found' })
    const follow = (url: string) => api.app.inject({ url, headers: { accept: 'text/html' } })
    for (const [url, page] of [
      ['/status/%E0%A4', '/status/unknown'],
      ['/customers/%E0%A4', '/not-found'],
    ] as const)
      expect((await follow(url)).headers.location, url).toBe(page)
  })
  it('with a null character, which no text of the database can hold, is refused wherever it stands', async () => {
    for (const url of ['/api/messages/%00', '/api/customers?search=a%00b', '/api/service-health/issues/EX%00'])
      expect((await person.call('GET', url)).json(), url).toMatchObject({
        status: 400,
        code: 'invalid_input',
        detail: expect.stringContaining('null character'),
      })
    for (const text of ['"\\u0000"', '{"name":"a\\u0000"}', '{"a\\u0000":1}', `${'['.repeat(50_000)}"\\u0000"${']'.repeat(50_000)}`])
      expect((await send(text)).json(), text.slice(0, 20)).toMatchObject({ status: 400, code: 'invalid_input' })
    // What only looks like one is a text like any other.
    expect((await person.call('GET', '/api/customers?search=%2500')).statusCode).toBe(200)
  })
})

describe('the API describes itself', () => {
  it('as OpenAPI 3.1 with every route, its parameters and its answer', async () => {
    const document = (await get('/api/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    const list = document.paths['/api/customers'].get
    expect(list.parameters.map((parameter: { name: string }) => parameter.name)).toEqual(
      expect.arrayContaining(['search', 'view', 'offset', 'limit']),
    )
    expect(list.responses['200'].content['application/json'].schema.properties).toHaveProperty('total')
    expect(document.paths).toHaveProperty(['/api/customers/{tenantId}/flag', 'put', 'requestBody'])
    expect(document.paths).not.toHaveProperty('/metrics')
  })
  it('and as a page to read', async () => {
    const page = await get('/api/docs')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.body).toContain('<code>/api/customers/{tenantId}/flag</code>')
    expect(page.body).toContain('Needs the right customers.flag: globalAdministrator.')
    expect(page.body).not.toContain('<script')
  })
})

describe('the web app', () => {
  it('is served fresh, its hashed files for a year and compressed, its pages by the same document', async () => {
    const { mkdtempSync, mkdirSync, writeFileSync, rmSync } = await import('node:fs')
    const { tmpdir } = await import('node:os')
    const { join } = await import('node:path')
    const dir = mkdtempSync(join(tmpdir(), 'tenantry-web-'))
    mkdirSync(join(dir, 'assets'))
    writeFileSync(join(dir, 'index.html'), '<!doctype html><title>Tenantry</title>')
    const built = await startApi({ TENANTRY_WEB_DIR: dir })
    try {
      // A build that comes while the server runs is found.
      writeFileSync(join(dir, 'assets', 'index-1.js'), 'plain')
      writeFileSync(join(dir, 'assets', 'index-1.js.br'), 'compressed')
      const page = await built.app.inject({ url: '/customers/anything?tab=health' })
      expect(page.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' })
      const asset = await built.app.inject({ url: '/assets/index-1.js', headers: { 'accept-encoding': 'br' } })
      expect(asset.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br' })
      expect(asset.body).toBe('compressed')
      expect((await built.app.inject({ url: '/assets/gone.js' })).statusCode).toBe(404)
      expect((await built.app.inject({ url: '/assets/..%2f..%2fpackage.json' })).statusCode).toBeGreaterThanOrEqual(400)
      expect((await built.app.inject({ url: '/api/gone' })).json().code).toBe('not_found')
    } finally {
      await built.stop()
      rmSync(dir, { recursive: true })
    }
  })
})
