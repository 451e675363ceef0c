// `npm run conformance` on folders of its own making: what it reads, what it finds wrong, what it says of folders that are none.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asLines, type Report, reportOf } from '../../dev/conformance/report.ts'
import { runSamples } from '../../dev/conformance/run.ts'
import { readSampleFolder } from '../../dev/conformance/sample-folder.ts'

type Given = { file: string; content?: string | object; [entry: string]: unknown }

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'conformance-'))
})
afterAll(() => rmSync(root, { recursive: true }))

function folderOf(samples: readonly Given[]): string {
  const folder = mkdtempSync(join(root, 'samples-'))
  writeFileSync(join(folder, 'index.json'), JSON.stringify(samples.map(({ content: _, ...entry }) => entry)))
  for (const { file, content } of samples)
    if (content !== undefined) writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content))
  return folder
}

const run = async (samples: readonly Given[]): Promise<Report> => reportOf(await runSamples(readSampleFolder(folderOf(samples))))

function command(...args: string[]): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(import.meta.dirname, '../../dev/conformance.ts'), ...args], {
    encoding: 'utf8',
  })
  return { status, out: stdout, error: stderr }
}

const tenantId = '4fdbff88-9d6b-42e0-9713-45c922ba8001'
const customer = {
  id: tenantId,
  companyProfile: { tenantId, domain: 'contoso.com', companyName: 'Contoso' },
  relationshipToPartner: 'reseller',
}
const partner = { api: 'partner-center', kind: 'response', status: 200 }
const graph = { api: 'graph-v1.0', kind: 'response', status: 200 }
const listed = { endpoint: 'GET /v1/customers?size={size}' }

describe('a folder of samples', () => {
  it('is read in every notation and as documentation prints it', async () => {
    const report = await run([
      { ...partner, file: 'a.json', ...listed, content: `\uFEFF${JSON.stringify({ totalCount: 1, items: [customer] })}` },
      {
        ...partner,
        file: 'b.json',
        endpoint: '** GET https://api.partnercenter.microsoft.com/v1/Customers/<customer-tenant-id>/ HTTP/1.1',
        content: customer,
      },
      // The list with links to other hosts of Microsoft's, whose tokens are not ours to give away.
      {
        ...graph,
        file: 'c.json',
        endpoint: 'GET /tenantRelationships/delegatedAdminCustomers',
        content: {
          value: [{ id: tenantId, tenantId, displayName: 'C' }],
          '@odata.nextLink': 'https://graph.microsoft.com/beta/x?$skiptoken=1',
        },
      },
      {
        ...partner,
        file: 'd.json',
        endpoint: 'GET /v1/servicerequests',
        content: { items: [{ Id: '1', Title: 'T', Severity: 0, Status: 1 }] },
      },
      { ...partner, file: 'e.json', ...listed, content: '{ "items": [ { "id": "<guid>" }, ... // and so on\n ] }' },
    ])
    expect(report).toMatchObject({ samples: 5, read: 5, failures: [], mended: ['e.json'], recordsSkipped: [{ file: 'e.json' }] })
  })

  it('kind and status are found where the index leaves them out', async () => {
    const report = await run([
      { file: 'a.response.json', api: 'partner-center', ...listed, content: { items: [customer] } },
      {
        file: 'b.error.json',
        api: 'graph-v1.0',
        endpoint: 'GET /contracts',
        content: { error: { code: 'Forbidden', message: 'No.' }, status: 403 },
      },
      { file: 'c.json', ...partner, ...listed, content: { code: 3000, description: 'Not found', data: [], source: 'PartnerFD' } },
      {
        file: 'd.json',
        api: 'graph-v1.0',
        kind: 'error',
        status: 503,
        endpoint: null,
        content: { error: { code: 'serviceNotAvailable' } },
      },
    ])
    expect(report).toMatchObject({ read: 1, errorsTyped: 3, failures: [] })
  })

  it('requests are built whole, whatever the casing; a placeholder for a number stands for one, a wrong value does not', async () => {
    const request = { api: 'partner-center', kind: 'request', endpoint: 'PATCH /v1/customers/{id}/subscriptions/{sid}' }
    const body = { Id: 'x', Quantity: 2, Status: 'Active', AutoRenewEnabled: true, NewSince2026: { a: [1] } }
    const report = await run([
      { ...request, file: 'a.json', content: body },
      { ...request, file: 'b.json', content: { ...body, Quantity: '<quantity>', Status: '{status}' } },
      { ...request, file: 'c.json', content: { ...body, Quantity: 'two' } },
    ])
    expect(report).toMatchObject({
      requestsBuilt: 2,
      notCalled: [],
      failures: [{ file: 'c.json', why: expect.stringContaining('quantity') }],
    })
  })

  it('an answer without a body, an event and a refusal are known for what they are, whatever they are called', async () => {
    const ticket = { ...partner, endpoint: 'PATCH /v1/servicerequests/{id}' }
    const report = await run([
      { ...ticket, file: 'a.json', status: 204, content: '' },
      { ...ticket, file: 'b.json', status: 200, content: 'HTTP/1.1 200 OK\nMS-RequestId: 1\n' },
      { ...ticket, file: 'c.json', content: { EventName: 'test-created', ResourceName: 'test', AuditUri: null } },
      { ...ticket, file: 'd.json', content: { code: 2032, description: 'Access denied', data: [], source: 'PartnerFD' }, status: 403 },
      // A member of the same name makes no refusal of a ticket.
      { ...ticket, file: 'e.json', content: { title: 'T', status: 'closed', description: 'D' } },
      { ...ticket, file: 'f.json', kind: 'request', content: { title: 'T', status: 'closed', description: 'D' } },
    ])
    expect(report).toMatchObject({ read: 3, noticesReceived: 1, errorsTyped: 1, requestsBuilt: 1, failures: [] })
  })

  it('a collection may call its items by another name', async () => {
    const transitions = { ...partner, endpoint: 'GET /v1/customers/{id}/subscriptions/{sid}/transitions' }
    const [of, attributes] = [{ operationId: tenantId, quantity: 1 }, { objectType: 'Collection' }]
    const report = await run([{ ...transitions, file: 'a.json', content: { transition: [of], attributes } }])
    expect(report).toMatchObject({ read: 1, recordsSkipped: [], failures: [] })
  })

  it('what fails is told with file, endpoint and reason', async () => {
    const { failures } = await run([
      { ...partner, file: 'list.json', ...listed, content: { odd: true } },
      { ...partner, file: 'one.json', endpoint: 'GET /v1/customers/{id}', content: { nothing: 'known', to: 'us', at: 'all' } },
      { ...partner, file: 'text.json', ...listed, content: '<html>' },
      { ...partner, file: 'gone.json', ...listed },
      { ...partner, file: '../outside.json', ...listed },
      { ...partner, file: 'kind.json', kind: 'poem', ...listed, content: {} },
      {
        ...graph,
        kind: 'request',
        file: 'wrong.json',
        endpoint: 'POST /admin/serviceAnnouncement/messages/archive',
        content: { messageIds: 'MC1' },
      },
      { ...graph, file: 'link.json', endpoint: 'GET /contracts', content: { value: [], '@odata.nextLink': 'https://elsewhere.example/x' } },
    ])
    const whys = Object.fromEntries(failures.map(({ file, why }) => [file, why]))
    expect(whys).toEqual({
      'list.json': expect.stringContaining('not_a_collection'),
      'one.json': expect.stringContaining('no tenant ID'),
      'text.json': 'the file is not JSON, even without comments and the like',
      'gone.json': 'index.json names it, but it is not there',
      '../outside.json': 'the file lies outside the folder',
      'kind.json': expect.stringContaining('"poem"'),
      'wrong.json': expect.stringContaining('messageIds'),
      'link.json': expect.stringContaining('foreign_link'),
    })
    expect(asLines({ ...reportOf([]), failures })).toContain('FAILED list.json: GET /v1/customers?size={size}: ')
  })

  it('what we never call is told by endpoint', async () => {
    const report = await run([
      { ...partner, file: 'a.json', endpoint: 'GET /v1/invoices', content: {} },
      { ...partner, file: 'b.json', endpoint: 'GET /v1/invoices', content: {} },
      { ...graph, file: 'c.json', endpoint: 'GET https://elsewhere.example/v1.0/contracts', content: {} },
    ])
    expect(report.notCalled).toEqual([
      { endpoint: 'GET /v1/invoices', why: 'no operation of ours', files: ['a.json', 'b.json'] },
      { endpoint: 'GET https://elsewhere.example/v1.0/contracts', why: 'no operation of ours', files: ['c.json'] },
    ])
  })
})

// Each call is a process of its own.
describe('the command', { timeout: 120_000 }, () => {
  it('ends with 0 and the counts, or with 1 and a line per failure; --json says the same', () => {
    const good = { ...partner, file: 'a.json', ...listed, content: { items: [customer] } }
    const passed = command('--samples', folderOf([good]))
    expect(passed).toMatchObject({ status: 0, error: '', out: expect.stringContaining('1 sample: 1 answer read') })
    const folder = folderOf([good, { ...good, file: 'b.json', content: {} }])
    expect(command('--samples', folder)).toMatchObject({ status: 1, out: expect.stringMatching(/^FAILED b\.json: GET /) })
    const told = command('--samples', folder, '--json')
    expect(told.status).toBe(1)
    expect(JSON.parse(told.out)).toMatchObject({ samples: 2, read: 1, failures: [{ file: 'b.json' }] })
  })

  it('says what to do where there is nothing to run', () => {
    const broken = folderOf([])
    writeFileSync(join(broken, 'index.json'), '[{')
    const empty = join(root, 'empty')
    mkdirSync(empty)
    const expected: [string[], RegExp][] = [
      [['--samples', join(root, 'nowhere')], /There is no folder .*nowhere\. Name one/],
      [['--samples', join(broken, 'index.json')], /is a file\. Name the folder/],
      [['--samples', empty], /holds no index\.json/],
      [['--samples', broken], /index\.json is not JSON .* Mend it/],
      [['--samples', folderOf([])], /names no samples/],
      [['--samples', ''], /takes the name of a folder/],
      [['--sample', 'x'], /--help/],
    ]
    for (const [args, says] of expected) expect(command(...args)).toMatchObject({ status: 2, out: '', error: expect.stringMatching(says) })
  })
})
