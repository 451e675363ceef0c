// Where a click on "sign in" leads: our server, which sends the browser on to Microsoft. Pure.
import type { z } from 'zod'
import type { startSignIn } from '../../../contract/accounts.ts'

type Start = { account?: string; choose?: boolean; create?: boolean; returnTo?: string }
const path: (typeof startSignIn)['path'] = '/sign-in/start'
type Known = keyof z.input<(typeof startSignIn)['query']>

export function startAddress({ account, choose, create, returnTo }: Start): string {
  const given: [Known, string | undefined][] = [
    ['account', account],
    ['choose', choose ? 'true' : undefined],
    ['create', create ? 'true' : undefined],
    ['returnTo', returnTo],
  ]
  const query = new URLSearchParams(given.filter((pair): pair is [Known, string] => pair[1] !== undefined))
  return query.size > 0 ? `${path}?${query}` : path
}
