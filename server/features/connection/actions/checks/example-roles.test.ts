// Whether the example relationship is assigned, and with which roles.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { neededRoles } from '../../../../../contract/connection.ts'
import { type ReplyingServer, startReplyingServer } from '../../../../../tests/support/replying-server.ts'
import { refuseUnassigned } from './example-roles.ts'

let server: ReplyingServer
beforeAll(async () => {
  server = await startReplyingServer()
})
afterAll(() => server.close())

const example = { tenantId: 't', name: 'Contoso', relationshipId: 'r', relationship: 'Service desk' }
const [support, consent, reader] = neededRoles.map(({ roleId }) => roleId)

async function looked(...assigned: [status: string, ...roles: (string | undefined)[]][]) {
  server.reply({
    body: {
      value: assigned.map(([status, ...roles], number) => ({
        id: `a${number}`,
        status,
        accessContainer: { accessContainerId: 'g', accessContainerType: 'securityGroup' },
        accessDetails: { unifiedRoles: roles.map((roleDefinitionId) => ({ roleDefinitionId })) },
      })),
    },
  })
  return await refuseUnassigned(server.source, example, {}).then(
    () => 'ok',
    ({ checkCause, facts, state }) => ({ checkCause, facts, state }),
  )
}

it('warns of a relationship that no group has been given, or whose groups hold too little', async () => {
  const warning = { state: 'warning', facts: { example: 'Service desk' } }
  expect(await looked()).toEqual({ ...warning, checkCause: 'not_assigned' })
  expect(await looked(['pending', support, reader], ['deleted', support])).toEqual({ ...warning, checkCause: 'not_assigned' })
  expect(await looked(['active', support])).toEqual({
    state: 'warning',
    checkCause: 'roles_missing',
    facts: { example: 'Service desk', missing: ['Global reader'] },
  })
})

it('is content with what reading needs, from one group or several, or with everything', async () => {
  expect(await looked(['active', support], ['active', reader])).toBe('ok')
  expect(await looked(['active', support, consent, reader])).toBe('ok')
  expect(await looked(['Active', '62e90394-69f5-4237-9190-012177145e10'])).toBe('ok')
})
