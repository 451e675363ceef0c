// Settings: the limits of the original, which an administrator may raise (D6).
import * as contract from '../../../contract/settings.ts'
import type { Feature } from '../../feature.ts'
import { mount } from '../../http/mount.ts'
import { changeLimits } from './settings.actions.ts'

export const settingsFeature: Feature = {
  name: 'settings',
  routes: (app) => {
    mount(app, contract.readLimits, async ({ scope }) => scope.limits)
    mount(app, contract.changeLimits, ({ scope, body }) => changeLimits(scope, body))
  },
}
