// Every address of the application, each page in a file of its own that is loaded when first needed. Entered by main.tsx.
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { sessionQuery } from './api/session.ts'
import { prefetchList } from './features/customers/customers.data.ts'
import { homeQuery } from './features/home/home.data.ts'
import { syncQuery } from './features/sync/sync.data.ts'
import { needTexts } from './i18n/i18n.ts'
import { customersSearch } from './pages/customers/customers-search.ts'
import { FailedAlone, FailedPage } from './pages/FailedPage.tsx'
import { Frame } from './pages/frame/Frame.tsx'
import { messagesSearch } from './pages/messages/messages-search.ts'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import { healthSearch, issueSearch } from './pages/service-health/service-health-search.ts'
import { ledgerSearch } from './pages/settings/ledger-search.ts'
import { parseSearch, stringifySearch, textParam } from './search-params.ts'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ errorComponent: FailedAlone })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): { problem?: string; returnTo?: string } => ({
    problem: textParam(raw.problem),
    returnTo: textParam(raw.returnTo),
  }),
  loader: ({ context }) => context.queries.ensureQueryData(sessionQuery),
  component: lazyRouteComponent(() => import('./pages/sign-in/SignInPage.tsx'), 'SignInPage'),
})

/** Everything inside the frame needs someone signed in. */
const framed = createRoute({
  getParentRoute: () => root,
  id: 'framed',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery)
    if (session.active) return
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { returnTo: location.href } })
  },
  component: Frame,
  errorComponent: FailedAlone,
})

const home = createRoute({
  getParentRoute: () => framed,
  path: '/',
  // Asked for at once, while the page's own code is still on its way.
  loader: ({ context }) => void context.queries.prefetchQuery(homeQuery),
  component: lazyRouteComponent(() => import('./pages/home/HomePage.tsx'), 'HomePage'),
})

const customers = createRoute({
  getParentRoute: () => framed,
  path: '/customers',
  validateSearch: customersSearch,
  loader: ({ context: { queries }, location }) => {
    void prefetchList(queries, customersSearch(location.search))
    void queries.prefetchQuery(syncQuery)
  },
  // The page itself asks for what a change of its address needs.
  shouldReload: false,
  component: lazyRouteComponent(() => import('./pages/customers/CustomersPage.tsx'), 'CustomersPage'),
})

const customer = createRoute({
  getParentRoute: () => framed,
  path: '/customers/$tenantId',
  validateSearch: (raw: Record<string, unknown>): { tab?: string; notice?: string } => ({
    tab: textParam(raw.tab),
    notice: textParam(raw.notice),
  }),
  component: lazyRouteComponent(() => needTexts(() => import('./pages/customers/CustomerPage.tsx'), 'signInCauses'), 'CustomerPage'),
})

/** B1. A tenant ID is never a word, so the address is free. */
const absence = createRoute({
  getParentRoute: () => framed,
  path: '/customers/not-seen',
  validateSearch: (raw: Record<string, unknown>): { text?: string } => ({ text: textParam(raw.text) }),
  component: lazyRouteComponent(() => needTexts(() => import('./pages/customers/AbsencePage.tsx'), 'absence'), 'AbsencePage'),
})

const settings = createRoute({
  getParentRoute: () => framed,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/SettingsPage.tsx'), 'SettingsPage'),
})

const limits = createRoute({
  getParentRoute: () => framed,
  path: '/settings/limits',
  component: lazyRouteComponent(() => import('./pages/settings/LimitsPage.tsx'), 'LimitsPage'),
})

const tags = createRoute({
  getParentRoute: () => framed,
  path: '/settings/tags',
  component: lazyRouteComponent(() => needTexts(() => import('./pages/settings/TagsPage.tsx'), 'tags'), 'TagsPage'),
})

const statusLinks = createRoute({
  getParentRoute: () => framed,
  path: '/settings/status-page',
  component: lazyRouteComponent(() => needTexts(() => import('./pages/settings/StatusLinksPage.tsx'), 'statusLinks'), 'StatusLinksPage'),
})

const sync = createRoute({
  getParentRoute: () => framed,
  path: '/settings/synchronisation',
  component: lazyRouteComponent(() => needTexts(() => import('./pages/settings/SyncPage.tsx'), 'signInCauses'), 'SyncPage'),
})

/** What came of going to Microsoft: with the sign-in, or with admin consent. `consents`: to give consent for customers. */
type ConnectionSearch = { problem?: string; connected?: string; consentProblem?: string; consented?: string; consents?: string }

const connection = createRoute({
  getParentRoute: () => framed,
  path: '/settings/connection',
  validateSearch: (raw: Record<string, unknown>): ConnectionSearch => ({
    problem: textParam(raw.problem),
    connected: textParam(raw.connected),
    consentProblem: textParam(raw.consentProblem),
    consented: textParam(raw.consented),
    consents: textParam(raw.consents),
  }),
  component: lazyRouteComponent(
    () => needTexts(() => import('./pages/settings/ConnectionPage.tsx'), 'connection', 'signInCauses'),
    'ConnectionPage',
  ),
})

const serviceHealth = createRoute({
  getParentRoute: () => framed,
  path: '/service-health',
  validateSearch: healthSearch,
  component: lazyRouteComponent(
    () => needTexts(() => import('./pages/service-health/ServiceHealthPage.tsx'), 'serviceHealth'),
    'ServiceHealthPage',
  ),
})

const service = createRoute({
  getParentRoute: () => framed,
  path: '/service-health/$service',
  validateSearch: healthSearch,
  component: lazyRouteComponent(() => needTexts(() => import('./pages/service-health/ServicePage.tsx'), 'serviceHealth'), 'ServicePage'),
})

const issue = createRoute({
  getParentRoute: () => framed,
  path: '/service-health/issues/$issueId',
  validateSearch: issueSearch,
  component: lazyRouteComponent(
    () => needTexts(() => import('./pages/service-health/IssuePage.tsx'), 'serviceHealth', 'customerNotices'),
    'IssuePage',
  ),
})

const tell = createRoute({
  getParentRoute: () => framed,
  path: '/service-health/issues/$issueId/tell',
  validateSearch: (raw: Record<string, unknown>): { search?: string; only?: string } => ({
    search: textParam(raw.search),
    only: textParam(raw.only),
  }),
  component: lazyRouteComponent(() => needTexts(() => import('./pages/service-health/TellPage.tsx'), 'customerNotices'), 'TellPage'),
})

const customerMessages = createRoute({
  getParentRoute: () => framed,
  path: '/settings/customer-messages',
  validateSearch: (raw: Record<string, unknown>): { kind?: string; language?: string } => ({
    kind: textParam(raw.kind),
    language: textParam(raw.language),
  }),
  component: lazyRouteComponent(
    () => needTexts(() => import('./pages/settings/CustomerMessagesPage.tsx'), 'customerNotices'),
    'CustomerMessagesPage',
  ),
})

const messages = createRoute({
  getParentRoute: () => framed,
  path: '/service-health/messages',
  validateSearch: messagesSearch,
  component: lazyRouteComponent(
    () => needTexts(() => import('./pages/messages/MessagesPage.tsx'), 'messages', 'serviceHealth'),
    'MessagesPage',
  ),
})

const message = createRoute({
  getParentRoute: () => framed,
  path: '/service-health/messages/$messageId',
  component: lazyRouteComponent(() => needTexts(() => import('./pages/messages/MessagePage.tsx'), 'messages'), 'MessagePage'),
})

const notifications = createRoute({
  getParentRoute: () => framed,
  path: '/settings/notifications',
  component: lazyRouteComponent(
    () => needTexts(() => import('./pages/settings/NotificationsPage.tsx'), 'notifications'),
    'NotificationsPage',
  ),
})

const noticeLedger = createRoute({
  getParentRoute: () => framed,
  path: '/settings/notifications/ledger',
  validateSearch: ledgerSearch,
  component: lazyRouteComponent(
    () => needTexts(() => import('./pages/settings/NoticeLedgerPage.tsx'), 'notifications'),
    'NoticeLedgerPage',
  ),
})

/** Inside the frame, so that someone lost still has the navigation. */
const anythingElse = createRoute({ getParentRoute: () => framed, path: '$', component: NotFoundPage })

const notHereYet = lazyRouteComponent(() => import('./pages/not-here-yet/NotHereYetPage.tsx'), 'NotHereYetPage')
const laterPage = <const P extends string>(path: P) =>
  createRoute({
    getParentRoute: () => framed,
    path,
    validateSearch: (raw: Record<string, unknown>): { customer?: string } => ({ customer: textParam(raw.customer) }),
    component: notHereYet,
  })

const tree = root.addChildren([
  signIn,
  framed.addChildren([
    home,
    customers,
    absence,
    customer,
    settings,
    limits,
    tags,
    statusLinks,
    sync,
    connection,
    serviceHealth,
    service,
    issue,
    messages,
    message,
    tell,
    customerMessages,
    notifications,
    noticeLedger,
    laterPage('/service-requests'),
    laterPage('/subscriptions'),
    laterPage('/delegation'),
    laterPage('/build-your-business'),
    laterPage('/activity'),
    laterPage('/help'),
    laterPage('/previous'),
    anythingElse,
  ]),
])

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: FailedPage,
    scrollRestoration: true,
    scrollToTopSelectors: ['#main'],
  })

export type AppRouter = ReturnType<typeof makeRouter>

/** Of the page at the browser's address, before anybody knows who is signed in. */
export function fetchCode(router: AppRouter): void {
  for (const { options } of router.getMatchedRoutes(router.latestLocation.pathname)[0])
    if (options.component && 'preload' in options.component) void options.component.preload?.()
}

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter
  }
}
