// Tags: the partner's own words for its customers (B13).
import * as contract from '../../../contract/tags.ts'
import type { Feature } from '../../feature.ts'
import { mount } from '../../http/mount.ts'
import { createTag, deleteTag, renameTag } from './actions/change-tags.ts'
import { tagCustomers, untagCustomers } from './actions/tag-customers.ts'
import { listTags } from './tags.queries.ts'

export const tagsFeature: Feature = {
  name: 'tags',
  routes: (app) => {
    mount(app, contract.listTags, async ({ scope }) => ({ tags: await listTags(scope) }))
    mount(app, contract.createTag, ({ scope, body }) => createTag(scope, body.name))
    mount(app, contract.renameTag, ({ scope, params, body }) => renameTag(scope, params.tagId, body.name))
    mount(app, contract.deleteTag, ({ scope, params }) => deleteTag(scope, params.tagId))
    mount(app, contract.tagCustomers, ({ scope, params, body }) => tagCustomers(scope, params.tagId, body.tenantIds))
    mount(app, contract.untagCustomers, ({ scope, params, body }) => untagCustomers(scope, params.tagId, body.tenantIds))
  },
}
