// Templates of messages to customers (B3), in fr and en: what they are made of, and changing them with a live preview.
import { z } from 'zod'
import { route } from './route.ts'

const Instant = z.iso.datetime()

export const noticeLanguages = ['fr', 'en'] as const
export const NoticeLanguage = z.enum(noticeLanguages)
export type NoticeLanguage = z.infer<typeof NoticeLanguage>

export const noticeKinds = ['opened', 'updated', 'resolved'] as const
export const NoticeKind = z.enum(noticeKinds)
export type NoticeKind = z.infer<typeof NoticeKind>

/** Everything a template may stand in for, in the order an editor offers it. Written `{customer}`. */
export const noticePlaceholders = [
  'customer',
  'service',
  'title',
  'issue',
  'since',
  'ended',
  'meanwhile',
  'nextUpdate',
  'partner',
  'sender',
] as const
export type NoticePlaceholder = (typeof noticePlaceholders)[number]

/** Bounds of what is written; a line of a mail holds no control characters. */
export const Subject = z
  .string()
  .min(1)
  .max(250)
  .regex(/^\P{Cc}*$/u, 'must be one line')
export const Body = z.string().min(1).max(8_000)

export const Message = z.object({ subject: z.string(), body: z.string() })
export type Message = z.infer<typeof Message>

export const NoticeTemplate = z.object({
  kind: NoticeKind,
  language: NoticeLanguage,
  subject: z.string(),
  body: z.string(),
  changed: z.object({ by: z.string(), at: Instant }).nullable().describe('Null for the one that comes with the product'),
})
export type NoticeTemplate = z.infer<typeof NoticeTemplate>
export const Templates = z.object({ templates: z.array(NoticeTemplate), language: NoticeLanguage })
export type Templates = z.infer<typeof Templates>

const Template = z.object({ kind: NoticeKind, language: NoticeLanguage })
export const readTemplates = route({
  method: 'GET',
  path: '/api/customer-notices/templates',
  access: 'customers.read',
  response: Templates,
  summary: "The templates of messages to customers, and the partner's default language.",
})
export const changeTemplate = route({
  method: 'PUT',
  path: '/api/customer-notices/templates/:kind/:language',
  access: 'templates.change',
  params: Template,
  body: z.object({ subject: Subject, body: Body }),
  response: Templates,
  summary: 'Changes a template. A placeholder that is not on the list is refused with its name.',
})
export const resetTemplate = route({
  method: 'DELETE',
  path: '/api/customer-notices/templates/:kind/:language',
  access: 'templates.change',
  params: Template,
  response: Templates,
  summary: 'Takes the template that comes with the product again.',
})
export const previewTemplate = route({
  method: 'POST',
  path: '/api/customer-notices/templates/preview',
  access: 'templates.change',
  body: Template.extend({ subject: z.string().max(250), body: z.string().max(8_000) }),
  response: Message,
  summary: 'A template filled in with an example, nothing stored. A placeholder that is not on the list is refused with its name.',
})
export const changeNoticeLanguage = route({
  method: 'PUT',
  path: '/api/customer-notices/language',
  access: 'templates.change',
  body: z.object({ language: NoticeLanguage }),
  response: Templates,
  summary: 'The language of messages to customers whose own language is not known.',
})
