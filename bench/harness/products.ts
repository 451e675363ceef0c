// The product with its simulated cloud, one for each number of customers, its data set synchronised once and kept in bench/.cache.
// Started when a bench first asks for it, shared by those after it.
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { SyncStatus } from '../../contract/sync.ts'
import { buildWebApp, isBuilt } from '../../dev/stack/web-app.ts'
import { type RunningProduct, runProduct } from '../../tests/support/run-product.ts'
import type { Endings } from './endings.ts'
import { type Person, signIn } from './person.ts'

export const cacheDir = join(import.meta.dirname, '..', '.cache')

export type Product = RunningProduct & {
  /** By number, because autocannon and Node may try ::1 first for a name. */
  origin: string
  partnerId: string
  customers: number
  person: Person
}

export class Products {
  readonly #endings: Endings
  readonly #say: (line: string) => void
  readonly #running = new Map<number, Promise<Product>>()

  constructor(endings: Endings, say: (line: string) => void) {
    this.#endings = endings
    this.#say = say
  }

  with(customers: number): Promise<Product> {
    const running = this.#running.get(customers) ?? this.#start(customers)
    this.#running.set(customers, running)
    return running
  }

  async #start(customers: number): Promise<Product> {
    this.#say(`Starting the product with ${customers.toLocaleString('en-US')} customers`)
    const product = await startProduct({ customers, dataDir: join(cacheDir, `world-${customers}`) })
    this.#endings.add(product.stop)
    await settled(product)
    return product
  }
}

/** Without `dataDir` its data is new and goes with it. */
export async function startProduct(options: { customers: number; dataDir?: string }): Promise<Product> {
  if (!isBuilt()) await buildWebApp()
  const running = await runProduct(options)
  const main = running.partners[0]
  if (!main) throw new Error('The simulated cloud has no partner')
  const origin = running.product.replace('localhost', '127.0.0.1')
  const person = await signIn(origin, running.database, main.tenantId)
  return { ...running, origin, partnerId: main.tenantId, customers: main.customers, person }
}

/** Waits until a synchronisation has ended well and none runs, so that nothing but the bench keeps the machine busy. */
export async function settled({ person, customers }: Product): Promise<SyncStatus> {
  const began = Date.now()
  while (Date.now() < began + 600_000) {
    const status = await person.call<SyncStatus>('/api/sync')
    // One that an earlier bench stopped by ending goes on now that the server runs again.
    if (status.run?.outcome === 'failed' && Date.parse(status.run.startedAt) >= began)
      throw new Error(`The synchronisation failed: ${status.run.failure?.message}`)
    if (!status.first && status.run?.outcome === 'complete') {
      if (status.customers !== customers) throw new Error(`${status.customers} customers are stored instead of ${customers}`)
      return status
    }
    await wait(250)
  }
  throw new Error('The synchronisation did not end within ten minutes')
}
