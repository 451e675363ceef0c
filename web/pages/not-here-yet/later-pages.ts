// Which pages are still to come, and where Microsoft offers the same today. Pure.

const partnerCenter = 'https://partner.microsoft.com/dashboard'

const laterPages = [
  { key: 'subscriptions', title: 'nav.subscriptions', href: `${partnerCenter}/v2/customers/list` },
  { key: 'delegation', title: 'nav.delegation', href: `${partnerCenter}/v2/customers/list` },
  { key: 'service-requests', title: 'nav.serviceRequests', href: 'https://partner.microsoft.com/support' },
  { key: 'build-your-business', title: 'nav.buildYourBusiness', href: `${partnerCenter}/v2/customers/list` },
  { key: 'activity', title: 'nav.activity', href: partnerCenter },
  { key: 'help', title: 'nav.help', href: 'https://learn.microsoft.com/partner-center/' },
  { key: 'previous', title: 'nav.previous', href: partnerCenter },
] as const

export type LaterPage = (typeof laterPages)[number]

export function laterPageAt(pathname: string): LaterPage {
  const key = pathname.replace(/^\/|\/$/g, '')
  const page = laterPages.find((one) => one.key === key)
  if (!page) throw new Error(`No page is announced at ${pathname}`)
  return page
}
