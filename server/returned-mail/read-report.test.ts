// B4: what a report of a mail that came back says, in the shapes mail systems really write, and what is none.
import { describe, expect, it } from 'vitest'
import { readReport } from './read-report.ts'

const ours = '<3b241101-e2bb-4255-8caf-4136c566a962@partner.example>'
type Shape = { type?: string; status?: string[]; returned?: { type: string; lines: string[]; headers?: string[] }; headers?: string[] }
const returnedHeaders = {
  type: 'text/rfc822-headers',
  lines: ['Subject: [Incident] Exchange Online', `Message-ID: ${ours}`, 'From: n@partner.example'],
}
const exchange = [
  'Reporting-MTA: dns;PA4PR04MB9876.eurprd04.prod.outlook.com',
  'Arrival-Date: Thu, 26 Nov 2026 10:00:00 +0000',
  '',
  'Final-Recipient: rfc822;Reader@Customer.example',
  'Action: failed',
  'Status: 5.1.10',
  'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient',
  ' reader@customer.example not found by SMTP address lookup',
]
const postfix = [
  'Reporting-MTA: dns; mail.partner.example',
  'X-Postfix-Queue-ID: 4F1A21C0043',
  '',
  'Final-Recipient: rfc822; forwarded@elsewhere.example',
  'Original-Recipient: rfc822;reader@customer.example',
  'Action: failed',
  'Status: 5.1.1',
  'Remote-MTA: dns; mx.elsewhere.example',
  'Diagnostic-Code: smtp; 550 5.1.1 <forwarded@elsewhere.example>: Recipient address rejected: User unknown',
]

function mime({
  type = 'multipart/report; report-type=delivery-status',
  status = exchange,
  returned = returnedHeaders,
  headers = [],
}: Shape = {}): Buffer {
  const { type: returnedType, lines, headers: ofReturned = [] } = returned
  const parts = [
    ['Content-Type: text/plain', '', `It did not arrive. Message-ID: <forged@partner.example>`],
    ['Content-Type: message/delivery-status', '', ...status],
    ...(returnedType ? [[`Content-Type: ${returnedType}`, ...ofReturned, '', ...lines]] : []),
  ]
  const head = [
    'From: <postmaster@partner.example>',
    'Subject: Undeliverable: x',
    'MIME-Version: 1.0',
    ...headers,
    `Content-Type: ${type}; boundary="b-1"`,
  ]
  return Buffer.from([...head, '', ...parts.flatMap((part) => ['--b-1', ...part, '']), '--b-1--', ''].join('\r\n'))
}
const without = (lines: readonly string[], name: string) => lines.filter((line) => !line.startsWith(name))
const instead = (lines: readonly string[], name: string, value: string) =>
  lines.map((line) => (line.startsWith(name) ? `${name}: ${value}` : line))

describe('B4: a mail that came back', () => {
  it('from Exchange: address, status, words over two lines, and which mail of ours it was', async () => {
    expect(await readReport(mime())).toEqual({
      messageId: ours,
      failed: [
        {
          addresses: ['reader@customer.example'],
          status: '5.1.10',
          said: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient reader@customer.example not found by SMTP address lookup',
        },
      ],
    })
  })
  it('from Exchange, which had given the mail an ID of its own: known by the header of ours', async () => {
    const theirs = 'Message-ID: <AM9PR04MB1234@AM9PR04MB1234.eurprd04.prod.outlook.com>'
    const lines = [theirs, 'Subject: x', `X-Tenantry-Message-ID:`, ` ${ours}`]
    expect(await readReport(mime({ returned: { type: 'text/rfc822-headers', lines } }))).toMatchObject({ messageId: ours })
  })
  it('from Postfix: forwarded, with the whole mail behind it', async () => {
    const returned = {
      type: 'message/rfc822',
      headers: ['Content-Description: Undelivered Message'],
      lines: [
        'Received: by mail.partner.example',
        'Message-Id:',
        ` ${ours}`,
        'Subject: x',
        'Content-Type: text/plain',
        '',
        'Message-ID: <other@partner.example>',
      ],
    }
    expect(await readReport(mime({ status: postfix, returned }))).toMatchObject({
      messageId: ours,
      failed: [
        {
          addresses: ['reader@customer.example', 'forwarded@elsewhere.example'],
          status: '5.1.1',
          said: expect.stringMatching(/^550 5.1.1 </),
        },
      ],
    })
  })
  it('in base 64, in capitals, with a status in words behind it, and without a diagnosis', async () => {
    const plain = instead(
      without(exchange, 'Diagnostic-Code').filter((line) => !line.startsWith(' ')),
      'Status',
      '5.2.1 (disabled)',
    )
    const status = Buffer.from(plain.join('\n').replaceAll('Action: failed', 'ACTION: Failed')).toString('base64')
    const report = mime({ status: [status] })
      .toString()
      .replace('message/delivery-status', 'MESSAGE/delivery-status\r\nContent-Transfer-Encoding: base64')
    expect(await readReport(Buffer.from(report))).toMatchObject({ failed: [{ status: '5.2.1', said: 'Status 5.2.1' }] })
  })
  it('of several recipients those that failed', async () => {
    const status = [
      ...exchange,
      '',
      'Final-Recipient: rfc822; b@c.example',
      'Action: relayed',
      'Status: 2.0.0',
      '',
      'Final-Recipient: rfc822; d@c.example',
      'Action: failed',
      'Status: 5.0.0',
    ]
    expect(await readReport(mime({ status }))).toMatchObject({ failed: [{ status: '5.1.10' }, { addresses: ['d@c.example'] }] })
  })
})

describe('B4: what says nothing of an address', () => {
  it.each([
    ['delayed', 'Action', 'delayed'],
    ['relayed', 'Action', 'relayed'],
    ['delivered', 'Action', 'delivered'],
    ['a status that may pass', 'Status', '4.4.7'],
    ['no status', 'Status', 'unknown'],
    ['a status that is none', 'Status', '5.1.1.1'],
    ['an address that is none', 'Final-Recipient', 'x400; /S=reader/'],
  ])('%s', async (_, name, value) => {
    expect(await readReport(mime({ status: instead(exchange, name, value) }))).toEqual({ ignored: 'notFailed' })
  })
  it.each([
    ['a letter', { type: 'multipart/mixed' }, 'notAReport'],
    ['a receipt', { type: 'multipart/report; report-type=disposition-notification' }, 'notAReport'],
    ['without the returned mail', { returned: { type: '', lines: [] } }, 'nothingReturned'],
    [
      'without its Message-ID, which the text names',
      { returned: { type: 'text/rfc822-headers', lines: ['Subject: x', '', `Message-ID: ${ours}`] } },
      'nothingReturned',
    ],
    ['without the fields of the message', { status: exchange.slice(3) }, 'malformed'],
    ['with nothing for machines', { status: ['Nothing here'] }, 'malformed'],
    [
      'of more recipients than a mail of ours has',
      { status: Array.from({ length: 102 }, () => [...exchange.slice(3, 6), '']).flat() },
      'malformed',
    ],
  ] as [string, Shape, string][])('%s', async (_, shape, ignored) => {
    expect(await readReport(mime(shape))).toEqual({ ignored })
  })
  it('what is larger than a mail of ours, or no mail at all', async () => {
    expect(await readReport(Buffer.alloc(9 * 1024 * 1024, 'a'))).toEqual({ ignored: 'tooLarge' })
    for (const nonsense of [
      Buffer.alloc(0),
      Buffer.from('\0\0\0'),
      Buffer.from('Content-Type: multipart/report; report-type=delivery-status'),
      Buffer.alloc(100_000, '--b-1\r\n'),
    ])
      expect(await readReport(nonsense)).toMatchObject({ ignored: expect.stringMatching(/^(notAReport|malformed)$/) })
  })
})
