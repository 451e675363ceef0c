// Whose data a query may see and in whose name an action is done: the first parameter of every query and action.
import type { Permission, Role } from '../../contract/permissions.ts'
import { type Limits, limitBounds } from '../../contract/settings.ts'
import type { Db } from './db.ts'

export type Scope = {
  partnerId: string
  /** Bound to the partner: row-level security hides everyone else's rows. */
  db: Db
  userId: string
  roles: readonly Role[]
  permissions: readonly Permission[]
  limits: Limits
  /** Grows with every change to the partner's customers: what totals are remembered under. */
  customersVersion: string
}

/** The product's own background work for one partner: no person, no rights to check. */
export type WorkScope = { partnerId: string; db: Db; userId: null }

/** The limits of the original, with whatever an administrator has raised. */
export function limitsOf(raised: Partial<Limits>): Limits {
  return {
    smallPartnerBelow: raised.smallPartnerBelow ?? limitBounds.smallPartnerBelow.default,
    flagged: raised.flagged ?? limitBounds.flagged.default,
    recent: raised.recent ?? limitBounds.recent.default,
    searchResults: raised.searchResults ?? limitBounds.searchResults.default,
  }
}
