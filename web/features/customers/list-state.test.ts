// The rules of what the list shows: default view, search first, first results or the whole list.
import { describe, expect, it } from 'vitest'
import { listState, nextSort, sortShown, viewOf, withSearch } from './list-state.ts'

const limits = { smallPartnerBelow: 100, flagged: 30, recent: 30, searchResults: 100, recentDays: 14 }
const small = { defaultView: 'all', noneFilterAvailable: true, limits } as const
const large = { defaultView: 'flagged', noneFilterAvailable: false, limits } as const

describe('default view', () => {
  it('S67: all customers for a small partner', () => expect(listState({}, small)).toMatchObject({ view: 'all', mode: 'whole' }))
  it('S68, D1: flagged customers for a large one', () => expect(listState({}, large)).toMatchObject({ view: 'flagged', mode: 'whole' }))
  it('the address wins', () => expect(viewOf({ view: 'recent' }, large)).toBe('recent'))
  it('waits for the rules where the address does not say', () => {
    expect(listState({}, undefined)).toBeUndefined()
    expect(listState({ view: 'all' }, undefined)).toBeUndefined()
    expect(listState({ view: 'flagged' }, undefined)?.query).toEqual({ view: 'flagged' })
  })
})

describe('all customers of a large partner', () => {
  it('D5: asks to search first', () => expect(listState({ view: 'all' }, large)?.mode).toBe('searchFirst'))
  it('S73: shows the first results of a search', () =>
    expect(listState({ view: 'all', search: 'co' }, large)).toMatchObject({ mode: 'first', cap: 100 }))
  it('D6: as many of them as the partner has set', () =>
    expect(listState({ view: 'all', search: 'co' }, { ...large, limits: { ...limits, searchResults: 250 } })?.cap).toBe(250))
  it('S73: and of a filter', () => expect(listState({ view: 'all', country: 'FR' }, large)?.mode).toBe('first'))
  it('shows at once what Home leads to', () => {
    const { query, mode } = listState({ view: 'all', endsWithin: '30', pinned: '1' }, large) ?? {}
    expect([query, mode]).toEqual([{ view: 'all', endsWithin: '30', pinned: 'true' }, 'first'])
  })
  it('D5: shows everything on demand', () => {
    expect(listState({ view: 'all', all: '1' }, large)?.mode).toBe('whole')
    expect(listState({ view: 'all', search: 'co', all: '1' }, large)?.mode).toBe('whole')
  })
  it('a search of blanks is none', () => expect(listState({ view: 'all', search: '  ' }, large)?.mode).toBe('searchFirst'))
})

describe('typing', () => {
  it('S69: begins a search among all customers, whatever the view', () => {
    expect(withSearch({ view: 'flagged' }, 'c', undefined)).toMatchObject({ view: 'all', search: 'c' })
    expect(viewOf({ search: 'c' }, large)).toBe('all')
  })
  it('stays in a view chosen during the search', () =>
    expect(withSearch({ view: 'flagged', search: 'c' }, 'co', 'recent').view).toBe('flagged'))
  it('returns to the view it came from when emptied', () => {
    expect(withSearch({ view: 'all', search: 'c' }, '', 'recent')).toMatchObject({ view: 'recent', search: undefined })
  })
})

describe('sorting', () => {
  it('D2: recents come last opened first, by visits with one click', () => {
    expect(sortShown({ view: 'recent' })).toEqual({ key: 'lastOpened', direction: 'desc' })
    expect(nextSort({ view: 'recent' }, 'visits')).toEqual({ sort: 'visits', direction: undefined })
  })
  it('turns round on the second click and back on the third', () => {
    expect(nextSort({ view: 'all' }, 'name')).toEqual({ sort: 'name', direction: 'desc' })
    expect(nextSort({ view: 'all', sort: 'name', direction: 'desc' }, 'name')).toEqual({ sort: 'name', direction: undefined })
  })
  it('a search without a sort is ordered by best match', () => expect(sortShown({ view: 'all', search: 'co' })).toBeUndefined())
})
