// Graph's members of a group, also as users alone and as a number, and which groups somebody is in. Entered by routes.ts.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { ACCOUNTS, type Account } from '../world/accounts.ts'
import { CONTEXT, GraphProblem } from './answer.ts'
import { accountJson, accountNamed, groupNamed, personOf, USERS } from './directory.ts'
import { answerList } from './memory-list.ts'
import { IDENTITY } from './organization.ts'

type One = { Params: { id: string } }

export function registerGroupMembers(app: FastifyInstance, parts: ApiParts): void {
  const membersOf = (request: FastifyRequest<One>) => {
    const group = groupNamed(request, parts)
    return { group, members: ACCOUNTS.filter((account) => account.groups.some((one) => one.id === group.id)) }
  }
  // Every member here is a user.
  for (const [cast, type] of [
    ['', '#directoryObjects'],
    ['/microsoft.graph.user', '#users'],
  ] as const) {
    app.get<One>(`/v1.0/groups/:id/members${cast}`, IDENTITY, async (request, reply) => {
      const { group, members } = membersOf(request)
      const items = members.map((account) => ({ '@odata.type': '#microsoft.graph.user', ...accountJson(account) }))
      return answerList({ request, reply }, items, USERS, {
        address: `${parts.origin}/v1.0/groups/${group.id}/members${cast}`,
        context: `${CONTEXT}/$metadata${type}`,
      })
    })
    app.get<One>(`/v1.0/groups/:id/members${cast}/$count`, IDENTITY, async (request, reply) => {
      const { members } = membersOf(request)
      if (request.headers.consistencylevel !== 'eventual')
        throw new GraphProblem(
          400,
          'Request_BadRequest',
          '$count is not currently supported without the header ConsistencyLevel: eventual.',
        )
      return reply.type('text/plain').send(String(members.length))
    })
  }
  registerChecks(app, parts)
}

function registerChecks(app: FastifyInstance, parts: ApiParts): void {
  const among = (request: FastifyRequest, account: Account) => {
    const wanted = (request.body as { groupIds?: unknown } | null)?.groupIds
    if (!Array.isArray(wanted) || wanted.length === 0 || wanted.length > 20 || wanted.some((id) => typeof id !== 'string'))
      throw new GraphProblem(400, 'Request_BadRequest', "Invalid value specified for property 'groupIds'; at most 20 identifiers.")
    return {
      '@odata.context': `${CONTEXT}/$metadata#Collection(Edm.String)`,
      value: wanted.filter((id) => account.groups.some((group) => group.id === id)),
    }
  }
  app.post('/v1.0/me/checkMemberGroups', IDENTITY, async (request) => among(request, personOf(request, parts)))
  for (const objects of ['users', 'directoryObjects'])
    app.post<One>(`/v1.0/${objects}/:id/checkMemberGroups`, IDENTITY, async (request) => among(request, accountNamed(request, parts)))
}
