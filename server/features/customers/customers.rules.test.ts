// The original's limits at their edges.
import { describe, expect, it } from 'vitest'
import { limitsOf } from '../../db/scope.ts'
import { defaultView, noneFilterAvailable, tenantIdRange } from './customers.rules.ts'

describe('the default view', () => {
  it('S67: is «Aucun» with fewer than 100 customers', () => expect(defaultView(99, limitsOf({}))).toBe('all'))
  it('S68: is flagged with more than 100', () => expect(defaultView(101, limitsOf({}))).toBe('flagged'))
  it('D1: exactly 100 counts as large', () => {
    expect(defaultView(100, limitsOf({}))).toBe('flagged')
    expect(noneFilterAvailable(100, limitsOf({}))).toBe(false)
  })
  it('S60: «Aucun» is open below 100 only', () => expect(noneFilterAvailable(99, limitsOf({}))).toBe(true))
  it('D6: a raised limit moves the edge', () => expect(defaultView(150, limitsOf({ smallPartnerBelow: 200 }))).toBe('all'))
})

describe('tenantIdRange', () => {
  it('D14: takes the beginning of a tenant ID, with or without dashes', () => {
    const range = { from: 'b44bb1fb-c500-0000-0000-000000000000', to: 'b44bb1fb-c5ff-ffff-ffff-ffffffffffff' }
    expect(tenantIdRange('B44BB1FB-c5')).toEqual(range)
    expect(tenantIdRange('b44bb1fbc5')).toEqual(range)
  })
  it('leaves words alone that only look like one', () => {
    expect(tenantIdRange('cafe')).toBeNull()
    expect(tenantIdRange('contoso')).toBeNull()
    expect(tenantIdRange('')).toBeNull()
  })
})
