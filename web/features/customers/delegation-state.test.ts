// S27, S36, S88: when an admin center may be entered, and how delegated access is shown.
import { describe, expect, it } from 'vitest'
import { daysLeft, delegationKind, noEntryReason } from './delegation-state.ts'

const now = Date.parse('2026-03-01T12:00:00.000Z')
const endsIn = (days: number) => new Date(now + days * 86_400_000).toISOString()

describe('delegated access', () => {
  it('counts whole days to its end', () => {
    expect(daysLeft({ delegation: 'active', delegationEndsAt: endsIn(212.9) }, now)).toBe(212)
    expect(daysLeft({ delegation: 'active', delegationEndsAt: null }, now)).toBeNull()
    expect(daysLeft({ delegation: 'expired', delegationEndsAt: endsIn(-3) }, now)).toBeNull()
  })
  it('warns in its last thirty days', () => {
    expect(delegationKind({ delegation: 'active', delegationEndsAt: endsIn(30.5) }, now)).toBe('healthy')
    expect(delegationKind({ delegation: 'active', delegationEndsAt: endsIn(29.9) }, now)).toBe('warning')
    expect(delegationKind({ delegation: 'active', delegationEndsAt: null }, now)).toBe('healthy')
    expect(delegationKind({ delegation: 'expired', delegationEndsAt: endsIn(-1) }, now)).toBe('danger')
  })
  it('S36, S88: an admin center opens only with the right and an active delegation', () => {
    expect(noEntryReason({ delegation: 'active', departedAt: null }, true)).toBeNull()
    expect(noEntryReason({ delegation: 'active', departedAt: null }, false)).toBe('role')
    expect(noEntryReason({ delegation: 'expired', departedAt: null }, true)).toBe('expired')
    expect(noEntryReason({ delegation: 'active', departedAt: endsIn(-1) }, true)).toBe('departed')
  })
})
