// What the sign-in service is made of. Built by simulator.ts, used by the routes and by control/.
import type { Provider } from 'oidc-provider'
import type { Faults } from '../faults/faults.ts'
import type { AdapterFactory } from './adapter.ts'
import type { Consents } from './consents.ts'
import type { People } from './people.ts'
import type { ClientRegistration } from './provider.ts'
import type { Registration } from './registration.ts'
import type { Resources } from './resources.ts'
import type { Tenants } from './tenants.ts'

export type LoginParts = {
  origin: string
  provider: Provider
  tenants: Tenants
  resources: Resources
  consents: Consents
  people: People
  registration: Registration
  tokens: AdapterFactory
  faults: Faults
  client: ClientRegistration
  /** The world's clock: refresh tokens live by it. */
  now: () => number
}
