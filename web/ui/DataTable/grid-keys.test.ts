// The keyboard of the DataTable: moving, selecting, opening, one-letter shortcuts.
import { describe, expect, it } from 'vitest'
import { actOfKey } from './grid-keys.ts'

const state = { active: 5, rowCount: 100, pageRows: 10 }
const press = (key: string, more: { shift?: boolean; ctrl?: boolean; alt?: boolean } = {}) =>
  actOfKey({ key, shift: false, ctrl: false, alt: false, ...more }, state)

describe('actOfKey', () => {
  it('moves by a row, by a page and to both ends', () => {
    expect(press('ArrowDown')).toEqual({ act: 'move', to: 6 })
    expect(press('ArrowUp')).toEqual({ act: 'move', to: 4 })
    expect(press('PageDown')).toEqual({ act: 'move', to: 15 })
    expect(press('PageUp')).toEqual({ act: 'move', to: 0 })
    expect(press('Home')).toEqual({ act: 'move', to: 0 })
    expect(press('End')).toEqual({ act: 'move', to: 99 })
  })
  it('starts at the first row', () => {
    expect(actOfKey({ key: 'ArrowDown', shift: false, ctrl: false, alt: false }, { ...state, active: -1 })).toEqual({ act: 'move', to: 0 })
  })
  it('goes nowhere in an empty list', () => {
    expect(actOfKey({ key: 'End', shift: false, ctrl: false, alt: false }, { active: -1, rowCount: 0, pageRows: 1 })).toBeNull()
  })
  it('selects with Space, Shift and Ctrl+A', () => {
    expect(press(' ')).toEqual({ act: 'toggle' })
    expect(press(' ', { shift: true })).toEqual({ act: 'extendHere' })
    expect(press('ArrowDown', { shift: true })).toEqual({ act: 'extend', to: 6 })
    expect(press('a', { ctrl: true })).toEqual({ act: 'selectAll' })
  })
  it('hands letters over as shortcuts, but not with Ctrl or Alt', () => {
    expect(press('F')).toEqual({ act: 'shortcut', key: 'f' })
    expect(press('/')).toEqual({ act: 'shortcut', key: '/' })
    expect(press('f', { ctrl: true })).toBeNull()
    expect(press('p', { alt: true })).toBeNull()
  })
  it('opens with Enter and the menu with its key or Shift+F10', () => {
    expect(press('Enter')).toEqual({ act: 'open' })
    expect(press('ContextMenu')).toEqual({ act: 'menu' })
    expect(press('F10', { shift: true })).toEqual({ act: 'menu' })
    expect(press('F10')).toBeNull()
  })
})
