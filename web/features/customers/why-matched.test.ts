// S33, D14: a row tells why a search found it, wherever the matching column has no room.
import { describe, expect, it } from 'vitest'
import { whyMatched } from './why-matched.ts'

const row = { name: 'Fabrikam SA', domain: 'contoso39.fr', tenantId: 'c58a5aa6-d02d-4ef1-a952-b04e8334aa81', matched: null } as const
const allShown = new Set(['name', 'domain', 'tenantId'])
const nameOnly = new Set(['name'])

describe('S33, D14: why a customer was found', () => {
  it('is not told where the name shows it, or where nothing was searched', () => {
    expect(whyMatched(row, 'fabri', nameOnly)).toBeNull()
    expect(whyMatched({ ...row, matched: 'word' }, 'sa', nameOnly)).toBeNull()
    // The server knows of ways to match that the browser does not.
    expect(whyMatched({ ...row, matched: 'name' }, 'ファブリカム', nameOnly)).toBeNull()
    expect(whyMatched(row, ' ', nameOnly)).toBeNull()
  })
  it('is the domain, unless its column shows it', () => {
    expect(whyMatched({ ...row, matched: 'domain' }, 'contoso', nameOnly)).toBe('domain')
    expect(whyMatched({ ...row, matched: 'domain' }, 'contoso', allShown)).toBeNull()
    expect(whyMatched(row, 'contoso', nameOnly)).toBe('domain')
  })
  it('is the tenant ID, unless its column shows it', () => {
    expect(whyMatched({ ...row, matched: 'tenantId' }, 'c58a5', nameOnly)).toBe('tenantId')
    expect(whyMatched(row, 'c58a5', nameOnly)).toBe('tenantId')
    expect(whyMatched(row, 'c58a5', allShown)).toBeNull()
  })
  it('is another domain, which no column shows', () => {
    expect(whyMatched({ ...row, matched: 'otherDomain' }, 'shop', allShown)).toBe('otherDomain')
    expect(whyMatched(row, 'shop', allShown)).toBe('otherDomain')
  })
})
