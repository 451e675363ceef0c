// Memory after long work: garbage that V8 would keep is given back, and asking again does no harm.
import { expect, it } from 'vitest'
import { giveBackMemory } from './give-back-memory.ts'

it('P7: collects what nobody holds any more, each time it is asked', async () => {
  for (let turn = 0; turn < 2; turn += 1) {
    const gone = new WeakRef({ page: new Array(100_000).fill(turn) })
    // A weak reference holds until the end of the turn in which it was made.
    await new Promise((resolve) => setImmediate(resolve))
    giveBackMemory()
    expect(gone.deref()).toBeUndefined()
  }
})
