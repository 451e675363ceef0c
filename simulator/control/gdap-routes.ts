// The customer's side of a delegated admin relationship: its administrator approves what the partner asked for. Entered by routes.ts.
import type { FastifyInstance } from 'fastify'
import type { Runner } from '../run-command.ts'
import { findHeld, idOf, keyIn } from '../world/gdap/book.ts'
import type { Partner } from '../world/partner.ts'
import { statusOf } from '../world/relationship.ts'
import type { World } from '../world/world.ts'
import { fields, Refused, text } from './commands-read.ts'

type One = { Params: { id: string } }

export function registerGdapCommands(app: FastifyInstance, world: World, run: Runner): void {
  app.get<One>('/control/relationships/:id', async (request) => describe(world, request.params.id))
  app.post<One>('/control/relationships/:id/approve', async (request) => {
    const { partner, key, held } = find(world, request.params.id)
    const named = text(fields(request.body ?? {}, ['customer']).customer, 'customer')
    const customer = held.customer?.tenantId ?? named?.toLowerCase()
    const status = statusOf(held.relationship, world.now())
    if (status !== 'approvalPending')
      throw new Refused(409, `The relationship is ${status}; only one that waits for approval can be approved.`)
    if (customer === undefined)
      throw new Refused(400, 'The relationship names no customer: give customer, the tenant ID of the one that approves.')
    if (named !== undefined && named.toLowerCase() !== customer)
      throw new Refused(400, `The relationship is meant for the customer ${customer}.`)
    if (!partner.find(customer)) throw new Refused(404, `${partner.name} has no customer with the tenant ID ${customer}.`)
    run({ name: 'gdap', partner: partner.tenantId, key, act: 'approve', customer })
    return describe(world, request.params.id)
  })
}

function find(world: World, id: string): { partner: Partner; key: string; held: NonNullable<ReturnType<typeof findHeld>> } {
  for (const partner of world.partners) {
    const key = keyIn(id, partner)
    const held = key === undefined ? undefined : findHeld(partner, key)
    if (key !== undefined && held) return { partner, key, held }
  }
  throw new Refused(404, `No delegated admin relationship has the ID ${id}.`)
}

function describe(world: World, id: string) {
  const { partner, held } = find(world, id)
  const { relationship, customer } = held
  return {
    id: idOf(relationship, partner),
    partner: partner.tenantId,
    customer: customer?.tenantId ?? null,
    customerName: customer?.name ?? null,
    status: statusOf(relationship, world.now()),
  }
}
