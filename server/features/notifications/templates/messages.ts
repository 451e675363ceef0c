// Notices for programs: the Adaptive Card of a Teams channel and the JSON of a signed webhook. Pure.
import { digestLines } from './digest-mail.ts'
import { factsOf, headline, numbers } from './issue-mail.ts'
import type { IssueNotice, Reader } from './notice.ts'
import { dateIn, textsOf } from './texts.ts'

export type Content =
  | { what: 'issue'; notice: IssueNotice }
  | { what: 'digest'; notices: readonly IssueNotice[] }
  | { what: 'test'; at: Date }

type Block = Record<string, unknown>

const block = (text: string, extra: Block = {}): Block => ({ type: 'TextBlock', text, wrap: true, ...extra })

/** As Teams takes it on an incoming webhook, of a connector or a workflow: a message with one card of schema 1.4. */
export function teamsCard(content: Content, reader: Reader): string {
  const texts = textsOf(reader.language)
  const open = content.what === 'issue' ? [{ type: 'Action.OpenUrl', title: texts.open, url: content.notice.url }] : []
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    lang: reader.language.slice(0, 2),
    body: bodyOf(content, reader),
    actions: open,
  }
  return JSON.stringify({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card }],
  })
}

function bodyOf(content: Content, reader: Reader): Block[] {
  const texts = textsOf(reader.language)
  const large = { size: 'Large', weight: 'Bolder' }
  if (content.what === 'test')
    return [block(texts.test.subject, large), block(texts.test.lead), block(`${texts.test.sample} ${dateIn(reader, content.at)}`)]
  if (content.what === 'digest') {
    const lines = digestLines(content.notices, reader)
    return [block(texts.digest.subject(String(lines.length), lines.length === 1), large), ...lines.map((line) => block(line))]
  }
  const { notice } = content
  const facts = factsOf(notice, reader).map(([title, value]) => ({ title, value }))
  return [
    block(headline(notice, texts), { weight: 'Bolder' }),
    block(notice.title, large),
    block(numbers(notice, reader, 'none').join(' ')),
    { type: 'FactSet', facts },
    ...(notice.post ? [block(notice.post.text.slice(0, 2_000))] : []),
  ]
}

/** `type`, `timestamp` and `data`, as Standard Webhooks advises; the customers themselves are fetched from the page or its CSV. */
export function webhookBody(content: Content, at: Date): string {
  const timestamp = at.toISOString()
  if (content.what === 'test') return JSON.stringify({ type: 'test', timestamp, data: {} })
  if (content.what === 'digest') return JSON.stringify({ type: 'digest', timestamp, data: { issues: content.notices.map(dataOf) } })
  return JSON.stringify({ type: `issue.${content.notice.moment}`, timestamp, data: dataOf(content.notice) })
}

const dataOf = ({ names: _, post, ...notice }: IssueNotice) => ({
  ...notice,
  startsAt: notice.startsAt?.toISOString() ?? null,
  endsAt: notice.endsAt?.toISOString() ?? null,
  post: post && { at: post.at?.toISOString() ?? null, text: post.text },
})
