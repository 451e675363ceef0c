// Home: what someone sees first after signing in.
import * as contract from '../../../contract/home.ts'
import type { Feature } from '../../feature.ts'
import { mount } from '../../http/mount.ts'
import { readHome } from './home.queries.ts'

export const homeFeature: Feature = {
  name: 'home',
  routes: (app, { clock }) => mount(app, contract.readHome, ({ scope }) => readHome(scope, clock.now())),
}
