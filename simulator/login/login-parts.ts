// What the sign-in service is made of. Built by simulator.ts, used by the routes.
import type { Provider } from 'oidc-provider'
import type { Consents } from './consents.ts'
import type { ClientRegistration } from './provider.ts'
import type { Resources } from './resources.ts'
import type { Tenants } from './tenants.ts'

export type LoginParts = {
  origin: string
  provider: Provider
  tenants: Tenants
  resources: Resources
  consents: Consents
  client: ClientRegistration
}
