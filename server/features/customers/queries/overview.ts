// The totals of each view, what the filters offer, the limits in force and the default view: what the list page needs before its first row.
import { LRUCache } from 'lru-cache'
import { CustomerFilter, type CustomersOverview } from '../../../../contract/customers.ts'
import type { NamedTag } from '../../../../contract/tags.ts'
import { openings, recentDays } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import { defaultView, noneFilterAvailable } from '../customers.rules.ts'
import { totalOf } from './totals.ts'

const everyone = CustomerFilter.parse({})

export async function readOverview(scope: Scope): Promise<CustomersOverview> {
  const [total, departed, flagged, opened, countries, tags] = await Promise.all([
    totalOf(scope, everyone),
    totalOf(scope, { ...everyone, departed: true }),
    countFlags(scope),
    countOpened(scope),
    countriesOf(scope),
    tagsOf(scope),
  ])
  return {
    total,
    departed,
    flagged,
    recent: Math.min(opened, scope.limits.recent),
    countries,
    tags,
    noneFilterAvailable: noneFilterAvailable(total, scope.limits),
    defaultView: defaultView(total, scope.limits),
    limits: { ...scope.limits, recentDays },
  }
}

export async function countFlags(scope: Scope): Promise<number> {
  const { flags } = await scope.db
    .selectFrom('flags')
    .where('partner_id', '=', scope.partnerId)
    .select((of) => of.fn.countAll<string>().as('flags'))
    .executeTakeFirstOrThrow()
  return Number(flags)
}

async function countOpened(scope: Scope): Promise<number> {
  const { opened } = await scope.db
    .selectFrom(openings(scope).as('o'))
    .select((of) => of.fn.countAll<string>().as('opened'))
    .executeTakeFirstOrThrow()
  return Number(opened)
}

const remembered = new LRUCache<string, string[]>({ max: 500 })

async function countriesOf(scope: Scope): Promise<string[]> {
  const key = `${scope.partnerId} ${scope.customersVersion}`
  const known = remembered.get(key)
  if (known) return known
  const rows = await scope.db
    .selectFrom('customers')
    .where('partner_id', '=', scope.partnerId)
    .where('country', 'is not', null)
    .select('country')
    .distinct()
    .orderBy('country')
    .execute()
  const countries = rows.flatMap((row) => row.country ?? [])
  remembered.set(key, countries)
  return countries
}

const tagsOf = ({ partnerId, db }: Scope): Promise<NamedTag[]> =>
  db.selectFrom('tags').where('partner_id', '=', partnerId).orderBy('name_key').select(['tag_id as tagId', 'name']).execute()
