// Whom the simulated cloud lets sign in, by what they are for a journey rather than by their names.
import type { StackReady } from '../../dev/stack/stack.ts'
import { product } from '../support/stack.ts'

const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad'

export type Person =
  | 'globalAdministrator'
  | 'adminAgent'
  | 'helpdeskAgent'
  | 'salesAgent'
  | 'reader'
  /** Of the main partner, in more groups than a token holds. */
  | 'inManyGroups'
  /** Global administrator of the second partner. */
  | 'otherPartner'
  /** A work account whose organisation is no partner. */
  | 'outsider'
  /** A personal account. */
  | 'personal'

export const partnerRoles = ['globalAdministrator', 'adminAgent', 'helpdeskAgent', 'salesAgent', 'reader'] as const

export function accountOf(person: Person, stack: StackReady = product()): StackReady['accounts'][number] {
  const [main, second] = stack.partners.map((partner) => partner.tenantId)
  const found = stack.accounts.filter(({ role, tenantId }) => {
    if (person === 'otherPartner') return tenantId === second
    if (person === 'personal') return tenantId === personalTenant
    if (person === 'outsider') return role === 'none' && tenantId !== personalTenant
    return tenantId === main && role === (person === 'inManyGroups' ? 'adminAgent' : person)
  })
  const account = person === 'inManyGroups' ? found[1] : found[0]
  if (!account) throw new Error(`The simulated cloud has no account for ${person}`)
  return account
}

export const usernameOf = (person: Person, stack?: StackReady): string => accountOf(person, stack).username
export const nameOf = (person: Person, stack?: StackReady): string => accountOf(person, stack).name
