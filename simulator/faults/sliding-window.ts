// Counts what happened in the last so many seconds, in sixty slots: cheap enough for one per tenant. A slot is forgotten as soon as its
// beginning is old enough, so that a caller who keeps a limit to the second is never refused. Entered by limits.ts.

const SLOTS = 60

export class SlidingWindow {
  readonly #slotMs: number
  readonly #windowMs: number
  #slots: number[] = []
  #counts: number[] = []
  #total = 0

  constructor(seconds: number) {
    this.#windowMs = seconds * 1000
    this.#slotMs = this.#windowMs / SLOTS
  }

  used(now: number): number {
    let gone = 0
    while (gone < this.#slots.length && (this.#slots[gone] ?? 0) * this.#slotMs + this.#windowMs <= now) {
      this.#total -= this.#counts[gone] ?? 0
      gone++
    }
    if (gone > 0) {
      this.#slots.splice(0, gone)
      this.#counts.splice(0, gone)
    }
    return this.#total
  }

  add(now: number, cost: number): void {
    const slot = Math.floor(now / this.#slotMs)
    const last = this.#slots.length - 1
    if (this.#slots[last] === slot) this.#counts[last] = (this.#counts[last] ?? 0) + cost
    else {
      this.#slots.push(slot)
      this.#counts.push(cost)
    }
    this.#total += cost
  }

  /** How long until `cost` more fits below `most`. */
  waitMs(now: number, cost: number, most: number): number {
    let left = this.used(now)
    for (let place = 0; place < this.#slots.length; place++) {
      if (left + cost <= most) break
      left -= this.#counts[place] ?? 0
      if (left + cost <= most) return (this.#slots[place] ?? 0) * this.#slotMs + this.#windowMs - now
    }
    return left + cost <= most ? 0 : this.#windowMs
  }
}
