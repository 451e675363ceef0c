// Which accounts a browser is signed in with: a cookie that lists their user names. It is a simulator, so the cookie is neither secret nor sealed.
import { type Account, accountByUsername } from '../world/accounts.ts'

const NAME = 'sim_accounts'

export function signedInAccounts(cookieHeader: string | undefined): Account[] {
  const found = (cookieHeader ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${NAME}=`))
  if (!found) return []
  const names = found
    .slice(NAME.length + 1)
    .replaceAll('%20', ' ')
    .replaceAll('%40', '@')
    .split(' ')
  return names.map(accountByUsername).filter((account): account is Account => account !== undefined)
}

export function cookieWith(accounts: readonly Account[]): string {
  const names = [...new Set(accounts.map((account) => account.username))]
  const age = names.length > 0 ? 86_400 : 0
  return `${NAME}=${encodeURIComponent(names.join(' '))}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}`
}
