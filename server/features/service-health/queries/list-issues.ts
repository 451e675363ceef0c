// A window of the issues with their exact total.
import { sql } from 'kysely'
import type { z } from 'zod'
import { choiceOf } from '../../../../contract/customer-choice.ts'
import type { IssueFilter, issueSorts, listIssues as listContract } from '../../../../contract/service-health.ts'
import { searchKey } from '../../../base/search-key.ts'
import { issueColumns, issuesFor, toIssueRow } from '../../../db/issue-rows.ts'
import type { Scope } from '../../../db/scope.ts'

type Window = { offset: number; limit: number }

export async function listIssues(
  scope: Scope,
  filter: IssueFilter,
  { offset, limit }: Window,
): Promise<z.output<(typeof listContract)['response']>> {
  const [counted, rows] = await Promise.all([
    selected(scope, filter)
      .select((of) => of.fn.countAll<string>().as('total'))
      .executeTakeFirstOrThrow(),
    ordered(scope, filter).offset(offset).limit(limit).select(issueColumns).execute(),
  ])
  return { rows: rows.map(toIssueRow), total: Number(counted.total), offset }
}

function selected(scope: Scope, { which, service, classification, search, ...choice }: IssueFilter) {
  const text = searchKey(search)
  return scope.db
    .selectFrom(issuesFor(scope, choiceOf(choice)).as('i'))
    .$if(which === 'open', (query) => query.where('i.state', '=', 'open'))
    .$if(which === 'past', (query) => query.where('i.state', '<>', 'open'))
    .$if(service !== '', (query) => query.where('i.service', '=', service))
    .$if(classification !== '', (query) => query.where('i.classification', '=', classification as 'incident'))
    .$if(text !== '', (query) =>
      query.where((is) =>
        is.or([
          is(sql<boolean>`starts_with(lower(i.issue_id), ${text})`, '=', true),
          is(sql<number>`strpos(i.title_key, ${text})`, '>', 0),
        ]),
      ),
    )
}

type Sort = (typeof issueSorts)[number]

const columns = {
  affected: 'i.affected_now',
  started: 'i.starts_at',
  modified: 'i.modified_at',
  ended: 'i.ends_at',
  title: 'i.title_key',
  service: 'i.service',
} as const satisfies Record<Sort, string>

/** Equal ones: those that hit most customers first, then the newest. */
function ordered(scope: Scope, filter: IssueFilter) {
  const sort = filter.sort ?? (filter.which === 'open' ? 'affected' : 'started')
  const way = filter.direction ?? (sort === 'title' || sort === 'service' ? 'asc' : 'desc')
  return selected(scope, filter)
    .orderBy(columns[sort], (order) => (way === 'desc' ? order.desc().nullsLast() : order.asc().nullsLast()))
    .orderBy('i.affected_now', 'desc')
    .orderBy('i.starts_at', (order) => order.desc().nullsLast())
    .orderBy('i.issue_id')
}
