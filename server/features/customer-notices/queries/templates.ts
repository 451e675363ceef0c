// The templates in force: the partner's own where it has one, else those that come with the product.
import {
  type Message,
  type NoticeKind,
  type NoticeLanguage,
  noticeKinds,
  noticeLanguages,
  type Templates,
} from '../../../../contract/notice-templates.ts'
import type { Scope } from '../../../db/scope.ts'
import { defaultTemplates } from '../default-templates.ts'

type Reader = Pick<Scope, 'db' | 'partnerId'>

export async function noticeLanguageOf({ db, partnerId }: Reader): Promise<NoticeLanguage> {
  const row = await db.selectFrom('partners').where('partner_id', '=', partnerId).select('notice_language').executeTakeFirstOrThrow()
  return row.notice_language
}

const ownTemplates = ({ db, partnerId }: Reader) =>
  db
    .selectFrom('notice_templates as t')
    .leftJoin('users as u', (on) => on.onRef('u.partner_id', '=', 't.partner_id').onRef('u.user_id', '=', 't.changed_by'))
    .where('t.partner_id', '=', partnerId)
    .select(['t.kind', 't.language', 't.subject', 't.body', 't.changed_at', 'u.name'])
    .execute()

/** Those of one kind, in each language. */
export async function templatesOf(scope: Reader, kind: NoticeKind): Promise<Record<NoticeLanguage, Message>> {
  const own = await ownTemplates(scope)
  const of = (language: NoticeLanguage) =>
    own.find((row) => row.kind === kind && row.language === language) ?? defaultTemplates[language][kind]
  return { fr: of('fr'), en: of('en') }
}

export async function readTemplates(scope: Reader): Promise<Templates> {
  const [own, language] = await Promise.all([ownTemplates(scope), noticeLanguageOf(scope)])
  const templates = noticeKinds.flatMap((kind) =>
    noticeLanguages.map((each) => {
      const changed = own.find((row) => row.kind === kind && row.language === each)
      const { subject, body } = changed ?? defaultTemplates[each][kind]
      return {
        kind,
        language: each,
        subject,
        body,
        changed: changed ? { by: changed.name ?? '', at: changed.changed_at.toISOString() } : null,
      }
    }),
  )
  return { templates, language }
}
