// The slow life of the world: with every simulated day some customers appear, are renamed, approve, leave and return. The same seed lives the same life.
import { approvePending, comeBack, leave, rename } from './changes.ts'
import { countryOf, delegationOf } from './customer.ts'
import { noting } from './gdap/commands.ts'
import { companyName } from './names.ts'
import type { Partner } from './partner.ts'
import { mix, random } from './random.ts'

/** Lets one day pass for a partner; `at` is the moment the changes take. */
export function liveOneDay(partner: Partner, seed: number, day: number, at: number): void {
  const chance = random(mix(seed, partner.seedWord, 'day', day))
  const { customers } = partner
  const rate = (perThousand: number) => Math.floor((customers.length * perThousand) / 1000 + chance.next())
  const anyone = () => customers[chance.between(0, customers.length - 1)]
  const times = (count: number, happen: () => void) => {
    for (let turn = 0; turn < count; turn++) happen()
  }
  if (customers.length === 0) return
  times(rate(0.6), () => void partner.add(at))
  times(rate(0.8), () => {
    const customer = anyone()
    if (customer?.leftAt === null) rename(customer, { name: companyName(chance, countryOf(customer)) })
  })
  times(rate(1), () => {
    const customer = anyone()
    if (customer?.leftAt === null && delegationOf(customer, at) === 'pending')
      noting(partner, customer, at, () => approvePending(customer, at))
  })
  times(rate(0.3), () => {
    const customer = anyone()
    if (customer?.leftAt === null) noting(partner, customer, at, () => leave(customer, at))
  })
  times(rate(0.1), () => {
    const customer = customers.find((one) => one.leftAt !== null && at - one.leftAt > 3 * 86_400_000)
    if (customer) noting(partner, customer, at, () => comeBack(customer, at))
  })
}
