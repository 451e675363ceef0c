// The texts that are loaded with their pages only. The two patterns that name them, in i18n.ts and all-*.ts, must be literals; a test
// compares them with this list. Entered by i18n.ts.

export const pageNamespaces = [
  'absence',
  'connection',
  'customerNotices',
  'messages',
  'notifications',
  'serviceHealth',
  'signInCauses',
  'statusLinks',
  'tags',
] as const
export type PageNamespace = (typeof pageNamespaces)[number]
