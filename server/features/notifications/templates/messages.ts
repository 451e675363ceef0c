// Notices for programs: the Adaptive Card of a Teams channel and the JSON of a signed webhook. Pure.
import { digestLines } from './digest-mail.ts'
import { endingLines, endingSubject } from './ending-mail.ts'
import { factsOf, headline, numbers, shapeOf } from './issue-mail.ts'
import { shapes } from './layout.ts'
import type { EndingNotice, IssueNotice, Reader } from './notice.ts'
import { dateIn, isOne, numberIn, textsOf } from './texts.ts'

export type Content =
  | { what: 'issue'; notice: IssueNotice }
  /** `url`: the page of all issues. */
  | { what: 'digest'; notices: readonly IssueNotice[]; url: string }
  | { what: 'ending'; notice: EndingNotice }
  | { what: 'test'; at: Date }

type Block = Record<string, unknown>

const block = (text: string, extra: Block = {}): Block => ({ type: 'TextBlock', text, wrap: true, ...extra })
const large = { size: 'Large', weight: 'Bolder' }

/** Teams takes 28 KB a message: so many lines, and characters of each and of Microsoft's own texts, stay below it whatever they hold. */
const mostLines = 20
const mostLineLength = 300
const mostPostLength = 2_000

/** As Teams takes it on an incoming webhook, of a connector or a workflow: a message with one card of schema 1.4. */
export function teamsCard(content: Content, reader: Reader): string {
  const url = urlOf(content)
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    lang: reader.language.slice(0, 2),
    body: bodyOf(content, reader),
    actions: url ? [{ type: 'Action.OpenUrl', title: textsOf(reader.language).open, url }] : [],
  }
  return JSON.stringify({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card }],
  })
}

function urlOf(content: Content): string | null {
  if (content.what === 'test') return null
  return content.what === 'digest' ? content.url : content.notice.url
}

function bodyOf(content: Content, reader: Reader): Block[] {
  const texts = textsOf(reader.language)
  if (content.what === 'test')
    return [block(texts.test.subject, large), block(texts.test.lead), block(`${texts.test.sample} ${dateIn(reader, content.at)}`)]
  if (content.what === 'digest') {
    const n = content.notices.length
    return [
      block(texts.digest.subject(numberIn(reader, n), isOne(reader, n)), large),
      ...linesOf(digestLines(content.notices, reader), reader),
    ]
  }
  if (content.what === 'ending')
    return [
      block(`${shapes.advisory} ${endingSubject(content.notice, reader)}`, large),
      block(texts.ending[content.notice.kind].lead),
      ...linesOf(endingLines(content.notice, reader), reader),
    ]
  const { notice } = content
  const facts = factsOf(notice, reader).map(([title, value]) => ({ title, value }))
  return [
    block(`${shapes[shapeOf(notice)]} ${headline(notice, texts)}`, { weight: 'Bolder' }),
    block(notice.title, large),
    block(numbers(notice, reader, 'none').join(' ')),
    { type: 'FactSet', facts },
    ...(notice.post ? [block(notice.post.text.slice(0, mostPostLength))] : []),
  ]
}

function linesOf(lines: readonly string[], reader: Reader): Block[] {
  const others = lines.length - mostLines
  const shown = lines
    .slice(0, mostLines)
    .map((line) => (line.length > mostLineLength ? `${line.slice(0, mostLineLength - 1)}\u2026` : line))
  const more = others > 0 ? [textsOf(reader.language).andMore(numberIn(reader, others), isOne(reader, others))] : []
  return [...shown, ...more].map((line) => block(line))
}

/** `type`, `timestamp` and `data`, as Standard Webhooks advises; the customers themselves are fetched from the page or its CSV. */
export function webhookBody(content: Content, at: Date): string {
  const timestamp = at.toISOString()
  if (content.what === 'test') return JSON.stringify({ type: 'test', timestamp, data: {} })
  if (content.what === 'digest') return JSON.stringify({ type: 'digest', timestamp, data: { issues: content.notices.map(dataOf) } })
  if (content.what === 'ending') {
    const { kind, total, url, ends } = content.notice
    const type = kind.replace('-', '.')
    return JSON.stringify({ type, timestamp, data: { total, url, ends: ends.map((end) => ({ ...end, at: end.at.toISOString() })) } })
  }
  return JSON.stringify({ type: `issue.${content.notice.moment}`, timestamp, data: dataOf(content.notice) })
}

const dataOf = ({ names: _, post, ...notice }: IssueNotice) => ({
  ...notice,
  startsAt: notice.startsAt?.toISOString() ?? null,
  endsAt: notice.endsAt?.toISOString() ?? null,
  post: post && { at: post.at?.toISOString() ?? null, text: post.text },
})
