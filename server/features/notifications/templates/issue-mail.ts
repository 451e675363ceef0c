// The mail about one issue: what it is, whom it hits, what Microsoft wrote last. Pure.
import { escapeHtml, factsHtml, factsText, htmlFrame, link, type Shape, shapeHtml, shapes, whyHtml, whyText } from './layout.ts'
import type { IssueNotice, Reader, Why, Written } from './notice.ts'
import { dateIn, isOne, momentIn, numberIn, statusIn, textsOf } from './texts.ts'
import type { Texts } from './wording.ts'

/** What became of the list of customers. */
export type ListState = 'attached' | 'tooLong' | 'none'

/** The same for every mail of an issue, so that programs keep them together; what follows the first begins with Re. */
export const issueSubject = ({ kind, service, title, issueId }: IssueNotice, texts: Texts, follows: boolean): string =>
  `${follows ? 'Re: ' : ''}[${texts.kind[kind]}] ${texts.labelled(service, title)} (${issueId})`
    .replaceAll(/[^\S\u202f]+/g, ' ')
    .slice(0, 250)

export function issueMail(notice: IssueNotice, reader: Reader, why: Why & { follows: boolean; list: ListState }): Written {
  const texts = textsOf(reader.language)
  const subject = issueSubject(notice, texts, why.follows)
  const text = [...issueText(notice, reader, why.list), whyText(why, texts)].join('\n\n')
  const html = htmlFrame({
    language: reader.language,
    title: subject,
    body: issueHtml(notice, reader, why.list),
    footer: whyHtml(why, texts),
  })
  return { subject, text: `${text}\n`, html }
}

export function issueText(notice: IssueNotice, reader: Reader, list: ListState): string[] {
  const texts = textsOf(reader.language)
  const { post, impact } = notice
  return [
    `${shapes[shapeOf(notice)]} ${headline(notice, texts)}\n${notice.title}`,
    numbers(notice, reader, list).join(' '),
    factsText(factsOf(notice, reader), texts),
    ...(impact ? [`${texts.impact}\n${impact}`] : []),
    ...(post ? [`${texts.lastPost(post.at && dateIn(reader, post.at))}${texts.original && `\n${texts.original}`}\n${post.text}`] : []),
    texts.labelled(texts.open, notice.url),
  ]
}

export function issueHtml(notice: IssueNotice, reader: Reader, list: ListState): string {
  const texts = textsOf(reader.language)
  const { post, impact } = notice
  const foreign = (html: string): string => `<div lang="en" dir="ltr">${html}</div>`
  return [
    `<p style="margin:0;font-weight:600">${shapeHtml(shapeOf(notice))} ${escapeHtml(headline(notice, texts))}</p>`,
    `<h1 lang="en" style="font-size:20px;line-height:1.3;margin:4px 0 12px">${escapeHtml(notice.title)}</h1>`,
    `<p style="margin:0 0 12px">${escapeHtml(numbers(notice, reader, list).join(' '))}</p>`,
    factsHtml(factsOf(notice, reader)),
    ...(impact ? [`<h2 style="font-size:16px;margin:16px 0 4px">${texts.impact}</h2>${foreign(`<p>${escapeHtml(impact)}</p>`)}`] : []),
    ...(post
      ? [
          `<h2 style="font-size:16px;margin:16px 0 4px">${escapeHtml(texts.lastPost(post.at && dateIn(reader, post.at)))}</h2>`,
          ...(texts.original ? [`<p style="font-size:13px;margin:0">${escapeHtml(texts.original)}</p>`] : []),
          foreign(post.html),
        ]
      : []),
    `<p>${link(notice.url, texts.open)}</p>`,
  ].join('\n')
}

/** What is over is well, whatever it was; of what is only reported no longer nobody knows. */
export const shapeOf = ({ moment, resolved, kind, why }: IssueNotice): Shape =>
  resolved || (moment === 'resolved' && why !== 'nobodyHit' && why !== 'lowered') ? 'healthy' : kind

/** Its first line: what became of what. */
export const headline = (notice: IssueNotice, texts: Texts): string =>
  `${momentIn(texts, notice)} · ${texts.kind[notice.kind]} · ${notice.service}`

/** Whom it hits, in sentences. */
export function numbers(notice: IssueNotice, reader: Reader, list: ListState): string[] {
  const texts = textsOf(reader.language)
  const { affected, lastTold, names, someOnly, moment, why } = notice
  const sentence = moment === 'resolved' ? texts.hit : texts.hits
  const others = affected - names.length
  return [
    ...(why === null || why === 'resolved' ? [] : [why === 'lowered' ? texts.isAdvisoryNow : texts.stillGoingOn]),
    affected === 0 ? texts.nobodyYet : sentence(numberIn(reader, affected), isOne(reader, affected), someOnly),
    ...(lastTold !== null && lastTold !== affected && moment === 'updated' ? [texts.before(numberIn(reader, lastTold))] : []),
    ...(names.length > 0
      ? [`${names.join(', ')}${others > 0 ? ` ${texts.andMore(numberIn(reader, others), isOne(reader, others))}` : ''}.`]
      : []),
    ...(list === 'attached' ? [texts.attached] : list === 'tooLong' ? [texts.tooLong] : []),
  ]
}

export function factsOf(notice: IssueNotice, reader: Reader): [string, string][] {
  const texts = textsOf(reader.language)
  const { service, feature, status, issueId, startsAt, endsAt } = notice
  return [
    [texts.facts.service, service],
    ...(feature ? [[texts.facts.feature, feature] as [string, string]] : []),
    [texts.facts.status, statusIn(texts, status)],
    [texts.facts.number, issueId],
    [texts.facts.started, startsAt ? dateIn(reader, startsAt) : texts.unknown],
    ...(endsAt ? [[texts.facts.ended, dateIn(reader, endsAt)] as [string, string]] : []),
  ]
}
