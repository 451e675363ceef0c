// What is told of an issue as it goes: opened, updated, resolved, reopened, each once, whatever order its customers are read in. Pure.
import type { IssueClass, OverReason } from '../../../contract/service-health.ts'
import type { Fact, IssueFact } from '../../facts/facts.ts'

/** What has been announced so far. `unseen`: that it hits nobody any more or is not to be seen, while Microsoft had not resolved it. */
export type Told = 'open' | 'unseen' | 'over' | null

export type StoredIssue = {
  issue_id: string
  service: string
  classification: IssueClass
  title: string
  status: string
  resolved: boolean
  affected_now: number
  told: Told
}

/** `lost`: how many of those that left did so because they are no longer read. */
export type Move = { entered: number; left: number; lost: number }

/** `lookAround`: the other customers are to be asked whether it hits them as well. */
export type Chapter = { told: Told; facts: Fact[]; lookAround: boolean }

const factOf = (issue: StoredIssue): IssueFact => ({
  issueId: issue.issue_id,
  service: issue.service,
  classification: issue.classification,
  title: issue.title,
})

/**
 * When customers entered or left. One that Microsoft calls resolved is not opened by a tenant that lags behind, which still reports it.
 * `issue` stands as it was before.
 */
export function afterMove(issue: StoredIssue, move: Move): Chapter {
  const { entered, left } = move
  let told = issue.told
  const facts: Fact[] = []
  let lookAround = false
  if (told !== 'open' && entered > 0 && !issue.resolved) {
    facts.push({ kind: told === null ? 'issue.opened' : 'issue.reopened', data: factOf(issue) })
    told = 'open'
    lookAround = true
  } else if (told === 'open' && entered + left > 0) {
    facts.push({ kind: 'issue.extent-changed', data: { issueId: issue.issue_id, entered, left } })
  }
  if (told === 'open' && issue.affected_now + entered - left <= 0) {
    const why = whyOver(issue, move)
    facts.push({ kind: 'issue.resolved', data: { ...factOf(issue), why } })
    told = why === 'resolved' ? 'over' : 'unseen'
  }
  return { told, facts, lookAround }
}

/** Where the last ones were lost sight of, nobody knows whether it still hits them. */
function whyOver({ resolved }: StoredIssue, { left, lost }: Move): OverReason {
  if (resolved) return 'resolved'
  return lost === left ? 'noAccess' : 'nobodyHit'
}

/** When Microsoft changed what it says. `before` stands as it was, `issue` as it is now but for what was told of it. */
export function afterChange(before: StoredIssue & { posts: number }, issue: StoredIssue & { posts: number }): Chapter {
  const same = { told: before.told, facts: [], lookAround: false }
  if (before.told === 'over' && before.resolved && !issue.resolved && issue.affected_now > 0)
    return { told: 'open', facts: [{ kind: 'issue.reopened', data: factOf(issue) }], lookAround: true }
  if (before.told !== 'open' && before.told !== 'unseen') return same
  if (issue.resolved) return { ...same, told: 'over', facts: [{ kind: 'issue.resolved', data: { ...factOf(issue), why: 'resolved' } }] }
  if (before.told === 'unseen') return same
  const isOther = issue.classification !== before.classification
  if (!isOther && issue.posts === before.posts && issue.status === before.status) return same
  const turned = !isOther ? {} : issue.classification === 'incident' ? ({ raised: true } as const) : ({ lowered: true } as const)
  return { ...same, facts: [{ kind: 'issue.updated', data: { ...factOf(issue), status: issue.status, ...turned } }] }
}
