// Changes a template, takes the product's own again, changes the default language; shows a template filled in with an example.
import {
  type Message,
  type NoticeKind,
  type NoticeLanguage,
  noticePlaceholders,
  type Templates,
} from '../../../../contract/notice-templates.ts'
import { AppError } from '../../../base/errors.ts'
import type { Scope } from '../../../db/scope.ts'
import { announce } from '../../../facts/announce.ts'
import { fill, unknownPlaceholders, valuesFor } from '../customer-notices.rules.ts'
import { noticeLanguageOf, readTemplates } from '../queries/templates.ts'
import { writerOf } from './prepare-message.ts'

type Which = { kind: NoticeKind; language: NoticeLanguage }

export async function changeTemplate(scope: Scope, { kind, language }: Which, { subject, body }: Message): Promise<Templates> {
  refuseUnknown({ subject, body })
  const own = { subject, body, changed_by: scope.userId }
  await scope.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('notice_templates')
      .values({ partner_id: scope.partnerId, kind, language, ...own })
      .onConflict((on) => on.columns(['partner_id', 'kind', 'language']).doUpdateSet({ ...own, changed_at: new Date() }))
      .execute()
    await announce(trx, scope, { kind: 'notice-template.changed', data: { template: kind, language, reset: false } })
  })
  return readTemplates(scope)
}

export async function resetTemplate(scope: Scope, { kind, language }: Which): Promise<Templates> {
  await scope.db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('notice_templates')
      .where('partner_id', '=', scope.partnerId)
      .where('kind', '=', kind)
      .where('language', '=', language)
      .executeTakeFirst()
    if (numDeletedRows > 0n)
      await announce(trx, scope, { kind: 'notice-template.changed', data: { template: kind, language, reset: true } })
  })
  return readTemplates(scope)
}

export async function changeNoticeLanguage(scope: Scope, language: NoticeLanguage): Promise<Templates> {
  const from = await noticeLanguageOf(scope)
  if (from !== language)
    await scope.db.transaction().execute(async (trx) => {
      await trx.updateTable('partners').set({ notice_language: language }).where('partner_id', '=', scope.partnerId).execute()
      await announce(trx, scope, { kind: 'notice-language.changed', data: { from, to: language } })
    })
  return readTemplates(scope)
}

export async function previewTemplate(scope: Scope, { language, ...template }: Which & Message, now: Date): Promise<Message> {
  refuseUnknown(template)
  const writer = await writerOf(scope)
  const hour = 3_600_000
  const example = {
    customer: { name: 'Contoso SA', country: language === 'fr' ? 'FR' : 'GB' },
    issue: {
      issueId: 'EX123456',
      service: 'Exchange Online',
      title: 'Some users can’t send or receive email messages',
      startsAt: new Date(now.getTime() - 2 * hour),
      endsAt: now,
    },
    since: now,
    nextUpdateAt: new Date(now.getTime() + 2 * hour),
    words: { meanwhile: '', nextUpdate: '' },
    ...writer,
  }
  return fill(template, valuesFor(language, example))
}

function refuseUnknown(template: Message): void {
  const unknown = unknownPlaceholders(template)
  if (unknown.length === 0) return
  throw new AppError('invalid_input', {
    detail: `${unknown.join(', ')} is no placeholder. Use ${noticePlaceholders.map((name) => `{${name}}`).join(', ')}.`,
    context: { unknown, known: noticePlaceholders },
  })
}
