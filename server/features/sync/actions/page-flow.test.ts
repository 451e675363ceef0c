// Two pages at a time: whichever fails is heard of, whenever it fails, and never twice; only pages without a gap before them count.
import { describe, expect, it } from 'vitest'
import { atMostTwo, withoutGap } from './page-flow.ts'

const settledLater = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A save whose end the test decides. */
function save() {
  let end = (_error?: Error): void => {}
  const saving = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve())
  })
  return { saving, end }
}

describe('saving two pages at a time', () => {
  it('begins a third only when one of two has ended', async () => {
    const saves = atMostTwo()
    const [first, second] = [save(), save()]
    await saves.begin(first.saving)
    let begun = false
    const beginning = saves.begin(second.saving).then(() => (begun = true))
    await settledLater()
    expect(begun).toBe(false)
    first.end()
    await beginning
    second.end()
    await saves.end()
  })

  it('hears of a page that failed while nobody waited for it', async () => {
    const saves = atMostTwo()
    const only = save()
    await saves.begin(only.saving)
    only.end(new Error('lost'))
    await settledLater()
    await expect(saves.end()).rejects.toThrow('lost')
  })

  it('goes no further than the page after the one that failed', async () => {
    const saves = atMostTwo()
    const [first, second] = [save(), save()]
    await saves.begin(first.saving)
    first.end(new Error('lost'))
    await settledLater()
    await expect(saves.begin(second.saving)).rejects.toThrow('lost')
    second.end()
    await saves.settled()
  })

  it('names the first of two failures', async () => {
    const saves = atMostTwo()
    const [first, second] = [save(), save()]
    await saves.begin(first.saving)
    const beginning = saves.begin(second.saving)
    second.end(new Error('second'))
    await expect(beginning).rejects.toThrow('second')
    first.end(new Error('first'))
    await expect(saves.end()).rejects.toThrow('second')
  })
})

it('R1: a page that is saved before the one before it counts only with it', () => {
  const saved = withoutGap<string | null>({ pages: 2, records: 20, skipped: 1, next: 'third' })
  expect(saved(4, { records: 7, skipped: 1, next: null })).toBeNull()
  expect(saved(3, { records: 10, skipped: 0, next: 'fourth' })).toEqual({ pages: 4, records: 37, skipped: 2, next: null })
})
