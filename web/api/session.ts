// Who is signed in here: the session query and what changes it. Entered by the route guard, the frame and the sign-in page.
import { type QueryClient, queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { forgetAccount, readSession, Session, signOut, signOutAll, switchAccount } from '../../contract/accounts.ts'
import type { Permission } from '../../contract/permissions.ts'
import { call, connectSession } from './client.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => keepToken(await call<typeof readSession>('GET', '/api/session', { signal })),
  staleTime: 5 * 60_000,
})

function keepToken(session: Session): Session {
  connectSession({ csrfToken: session.csrfToken, accountId: session.active?.id })
  return session
}

/** Where to sign in, coming back to `returnTo` afterwards. */
export const signInAddress = (returnTo: string) => (returnTo === '/' ? '/sign-in' : `/sign-in?returnTo=${encodeURIComponent(returnTo)}`)

/** A full navigation: it also drops everything the signed-out account had loaded. */
function goToSignIn(): void {
  if (location.pathname !== '/sign-in') location.assign(signInAddress(location.pathname + location.search))
}

export function startSession(queries: QueryClient): void {
  connectSession({ onSignedOut: goToSignIn, renew: () => queries.fetchQuery({ ...sessionQuery, staleTime: 0 }) })
}

export const useSession = (): Session => useSuspenseQuery(sessionQuery).data

/** The account in use, on pages behind the sign-in guard. */
export function useActiveAccount(): NonNullable<Session['active']> {
  const { active } = useSession()
  if (!active) throw new Error('This page is shown only to someone signed in')
  return active
}

/** Whether the account in use holds a right. The server decides; this only spares people buttons that would be refused. */
export const useMay = (right: Permission): boolean => useSession().active?.permissions.includes(right) ?? false

type AccountChange = { change: 'switch' | 'signOut' | 'forget'; accountId: string } | { change: 'signOutAll' }

/** Changes who is signed in. Another account starts afresh at `returnTo`, with nothing loaded for the one before. */
export function useAccountChange(returnTo = '/') {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: applyChange,
    onSuccess: (session, { change }) => {
      const before = queries.getQueryData(sessionQuery.queryKey)?.active?.id
      keepToken(session)
      // Leaving the page comes first: nothing on it may be drawn for an account that is no longer there.
      if (!session.active && location.pathname !== '/sign-in') return goToSignIn()
      if (session.active && (change === 'switch' || session.active.id !== before)) return location.assign(returnTo)
      queries.setQueryData(sessionQuery.queryKey, session)
    },
  })
}

function applyChange(wanted: AccountChange): Promise<Session> {
  if (wanted.change === 'signOutAll') return call<typeof signOutAll>('POST', '/api/session/sign-out-all')
  const body = { accountId: wanted.accountId }
  if (wanted.change === 'switch') return call<typeof switchAccount>('POST', '/api/session/switch', { body })
  if (wanted.change === 'signOut') return call<typeof signOut>('POST', '/api/session/sign-out', { body })
  return call<typeof forgetAccount>('POST', '/api/session/forget', { body })
}
