// What the control interface can do to customers, as plain records that can be journaled and replayed. Entered by control/ and begin-world.ts.
import { comeBack, leave, rename, setDelegation } from './changes.ts'
import type { Customer, Delegation } from './customer.ts'
import { applyGdap, type GdapCommand, noting } from './gdap/commands.ts'
import { applyHealth, type HealthCommand } from './health/commands.ts'
import type { Partner } from './partner.ts'
import type { World } from './world.ts'

export type Command =
  | { name: 'add'; partner: string; count: number; customer?: { name?: string; domain?: string; delegation?: Delegation } }
  | { name: 'change'; tenantId: string; change: { name?: string; domain?: string; delegation?: Delegation } }
  | { name: 'leave'; tenantId: string }
  | { name: 'return'; tenantId: string }
  | GdapCommand
  | HealthCommand

/** Applies a command at a moment of the world's clock; gives the customers it touched. */
export function applyCommand(world: World, command: Command, at: number): { partner: Partner; customer: Customer }[] {
  if (command.name === 'add') {
    const partner = world.partner(command.partner)
    if (!partner) return []
    return Array.from({ length: command.count }, () => {
      const customer = partner.add(at, command.customer)
      if (command.customer?.delegation) setDelegation(customer, command.customer.delegation, at)
      return { partner, customer }
    })
  }
  if (command.name === 'health') {
    applyHealth(world.health, command, at)
    return []
  }
  if (command.name === 'gdap') {
    const partner = world.partner(command.partner)
    const customer = partner && applyGdap(partner, command, at)
    return customer ? [{ partner, customer }] : []
  }
  const found = world.customer(command.tenantId)
  if (!found) return []
  noting(found.partner, found.customer, at, () => applyToCustomer(found.customer, command, at))
  return [found]
}

function applyToCustomer(customer: Customer, command: Extract<Command, { tenantId: string }>, at: number): void {
  if (command.name === 'leave' && customer.leftAt === null) leave(customer, at)
  if (command.name === 'return' && customer.leftAt !== null) comeBack(customer, at)
  if (command.name === 'change') {
    rename(customer, command.change)
    if (command.change.delegation) setDelegation(customer, command.change.delegation, at)
  }
}
