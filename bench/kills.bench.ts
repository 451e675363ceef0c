// R1: API, worker, PostgreSQL and simulated cloud killed at random, 200 times, while people flag customers, tell them of an incident and ask
// for readings. R6: two API and three worker processes, one of them killed every 10 s for 5 minutes. Both count what is lost or done twice.
import { setTimeout as wait } from 'node:timers/promises'
import { type PullResource, pullResources } from '../contract/pulls.ts'
import type { IssueRow } from '../contract/service-health.ts'
import { urgencies } from '../server/pulls/line.ts'
import type { Bench, Plan } from './harness/bench.ts'
import { type Endings, endingAll } from './harness/endings.ts'
import { atMost, type Figure, seen } from './harness/figure.ts'
import { signIn } from './harness/person.ts'
import { asSuperuser } from './harness/postgres.ts'
import { addRecipients } from './harness/recipients.ts'
import { type Caller, createCaller } from './harness/soak/caller.ts'
import { keepAsking, keepBreaking, keepFlagging, keepLooking, keepTelling } from './harness/soak/people.ts'
import { type Kind, kinds, type Stage, startStage } from './harness/soak/stage.ts'
import { type Told, tellings } from './harness/soak/tellings.ts'

const longestMs = 15 * 60_000
const customers = 2_000
const recipients = 3

/** `oneAtATime`: the next one is killed when the last one is back, as nobody could be asked otherwise. */
type Terror = { id: 'R1' | 'R6'; victims: readonly Kind[]; kills: number; pauseMs: () => number; oneAtATime?: boolean }

export const bench: Bench = {
  ids: ['R1', 'R6'],
  name: 'kills',
  long: true,
  run: async (plan) => [
    ...(await survive(plan, { id: 'R1', victims: kinds, kills: plan.small ? 20 : 200, pauseMs: () => 1_000 + Math.random() * 4_000 })),
    ...(await survive(plan, { id: 'R6', victims: ['api', 'worker'], kills: plan.small ? 6 : 30, pauseMs: () => 10_000, oneAtATime: true })),
  ],
}

const survive = (plan: Plan, terror: Terror): Promise<Figure[]> =>
  endingAll(async (endings) => {
    const stage = await startStage({ customers: plan.size(customers), apis: 2, workers: 3 }, endings)
    const caller = createCaller(stage.origins, await signIn(stage.origins[0] as string, stage.postgres.url, stage.cloud.partnerId))
    await untilRead(stage, 0)
    plan.say(`${terror.id}: ${stage.cloud.customers} customers were read by five processes; ${terror.kills} kills begin`)
    const story = await live(stage, caller, (people) => killAll(plan, stage, terror, people), endings)
    plan.say(`${terror.id}: nobody is killed any more; everything is read once more and every message waited for`)
    return judge(terror, await recover(stage, caller, story))
  })

type Kill = { kind: Kind; at: number }
type Story = {
  kills: Kill[]
  duty: string[]
  people: People
}
type People = ReturnType<typeof begin>

/** Everybody at work while `terror` goes on. */
async function live(stage: Stage, caller: Caller, terror: (people: People) => Promise<Kill[]>, endings: Endings): Promise<Story> {
  const duty = await addRecipients(caller, async (address) => stage.mailbox.mails.filter(({ to }) => to === address), recipients)
  const issueId = await breakForAll(stage, caller)
  const { rows } = await caller.call<{ rows: { tenantId: string }[] }>(`/api/customer-notices/issues/${issueId}/customers?limit=100`)
  const tenantIds = rows.map(({ tenantId }) => tenantId)
  const stop = new AbortController()
  endings.add(() => stop.abort())
  const people = begin(stage, caller, { issueId, tenantIds }, stop.signal)
  const kills = await terror(people)
  stop.abort()
  await Promise.all([people.flags.over, people.told.over, people.broken.over, people.others])
  people.broken.issueIds.push(issueId)
  return { kills, duty, people }
}

function begin(stage: Stage, caller: Caller, { issueId, tenantIds }: { issueId: string; tenantIds: string[] }, stop: AbortSignal) {
  return {
    flags: keepFlagging(caller, tenantIds, stop),
    told: keepTelling(caller, { issueId, tenantId: tenantIds[0] as string }, stop),
    broken: keepBreaking(stage.cloud, Math.ceil(stage.cloud.customers / 10), stop),
    others: Promise.all([keepAsking(caller, stop), keepLooking(caller, tenantIds, stop)]),
  }
}

/** An incident that everybody has, known to the product. */
async function breakForAll(stage: Stage, caller: Caller): Promise<string> {
  const { cloud } = stage
  const answer = await fetch(`${cloud.origin}/control/incidents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ service: 'Exchange', customers: cloud.customers }),
  })
  const { id } = (await answer.json()) as { id: string }
  const began = Date.now()
  await caller.call('/api/sync/pulls', 'POST', { resources: ['health'], customers: { all: true } })
  await untilRead(stage, began, ['health'])
  const { rows } = await caller.call<{ rows: IssueRow[] }>(`/api/service-health/issues?which=all&search=${id}`)
  if (!rows[0]?.affectedNow) throw new Error(`${id} hits nobody`)
  return id
}

async function killAll(
  { say }: Plan,
  { parts, untilReady }: Stage,
  { id, victims, kills, pauseMs, oneAtATime }: Terror,
  { told }: People,
): Promise<Kill[]> {
  const done: Kill[] = []
  while (done.length < kills) {
    await wait(pauseMs())
    if (oneAtATime) await untilReady()
    const kind = victims[Math.floor(Math.random() * victims.length)] as Kind
    const alive = parts.flatMap((part) => (part.kind === kind ? (part.pid() ?? []) : []))
    const victim = alive[Math.floor(Math.random() * alive.length)]
    if (victim === undefined) continue
    process.kill(victim, 'SIGKILL')
    done.push({ kind, at: Date.now() })
    if (done.length % 20 === 0) say(`${id}: ${done.length} of ${kills} kills, ${told.addresses.length} messages acknowledged`)
  }
  return done
}

/** Waits until everything that can be read was tried since then. What is due again meanwhile does not count. */
async function untilRead({ postgres }: Stage, since: number, of: readonly PullResource[] = pullResources): Promise<void> {
  const waiting = `select count(*)::int as count from pulls
    where resource in ('${of.join("', '")}') and urgency < ${urgencies.closed}
      and (tried_at is null or tried_at < '${new Date(since).toISOString()}')`
  const ofAll = `select count(distinct resource)::int as count from pulls`
  const count = async (query: string) => (await asSuperuser<{ count: number }>(postgres, query, 'tenantry'))[0]?.count
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await wait(1000))
    if ((await count(ofAll)) === pullResources.length && (await count(waiting)) === 0) return
  throw new Error('Not everything was read within a quarter of an hour')
}

type Recovered = Story & { stage: Stage; caller: Caller; readMs: number; told: Told }

async function recover(stage: Stage, caller: Caller, story: Story): Promise<Recovered> {
  const began = Date.now()
  await stage.untilReady()
  await caller.call('/api/sync/pulls', 'POST', { resources: pullResources, customers: { all: true } })
  await untilRead(stage, began)
  const readMs = Date.now() - began
  await story.people.flags.check()
  const wanted = { once: story.people.told.addresses, duty: story.duty, issueIds: story.people.broken.issueIds }
  return { ...story, stage, caller, readMs, told: await tellings(stage.mailbox, wanted, story.kills, longestMs) }
}

function judge({ id }: Terror, { kills, people, stage, caller, readMs, told }: Recovered): Figure[] {
  const { flags } = people
  const { readings, twiceAtOnce } = stage.way.counts()
  const { made, moved, failed } = caller.requests
  const of = Object.fromEntries(kinds.map((kind) => [kind, kills.filter((kill) => kill.kind === kind).length]))
  const none = (what: string, count: number, details: Record<string, unknown>): Figure => atMost({ id, what, details }, [count], 0)
  const requests = { id, what: `requests of ${made} that failed, ${moved} more moved to another process`, details: { failed } }
  return [
    seen({ id, what: 'kills (count)', details: { of, kills } }, [kills.length]),
    none(`acknowledged flags of ${flags.acknowledged} that were lost`, flags.lost.length, { lost: flags.lost }),
    none(`messages of ${told.wanted} that no mail came of`, told.missing.length, { missing: told.missing }),
    atMost({ id, what: 'mails that came twice for one kill, at most', details: { twice: told.twice } }, [told.mostTwiceForAKill], 1),
    seen({ id, what: 'mails that came twice (count)' }, [told.twice.length]),
    none(`readings of ${readings} that began while the same was being read`, twiceAtOnce.length, { twiceAtOnce }),
    // Without PostgreSQL no request can be answered; where only processes are killed another one answers.
    id === 'R6' ? atMost(requests, [failed.length], 0) : seen(requests, [failed.length]),
    seen({ id, what: 'until everything was read anew without a hand (s)' }, [readMs / 1000]),
  ]
}
