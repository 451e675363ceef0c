// Repeatable chance: every fact of the simulated world is drawn from a seed and a place, so that the order of questions never matters.

export type Random = {
  /** A number in [0, 1). */
  next(): number
  /** A whole number in [low, high]. */
  between(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  chance(probability: number): boolean
  guid(): string
}

/** Mixes whole numbers and words into one 32-bit seed. */
export function mix(...parts: (number | string)[]): number {
  let hash = 0x811c9dc5
  const stir = (value: number) => {
    hash = Math.imul(hash ^ value, 0x01000193)
    hash ^= hash >>> 15
  }
  for (const part of parts) {
    if (typeof part === 'string') for (let place = 0; place < part.length; place++) stir(part.charCodeAt(place))
    else {
      stir(part & 0xffff)
      stir(part >>> 16)
    }
    stir(0x1f)
  }
  return hash >>> 0
}

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'))

export function random(seed: number): Random {
  let state = seed >>> 0
  const word = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return (value ^ (value >>> 14)) >>> 0
  }
  const next = () => word() / 4294967296
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => {
      const found = list[Math.floor(next() * list.length)]
      if (found === undefined) throw new Error('Cannot pick from an empty list')
      return found
    },
    chance: (probability) => next() < probability,
    guid: () => guidOf(word(), word(), word(), word()),
  }
}

function guidOf(a: number, b: number, c: number, d: number): string {
  const two = (value: number, shift: number) => HEX[(value >>> shift) & 0xff] ?? '00'
  const version = HEX[0x40 | ((b >>> 8) & 0x0f)] ?? '40'
  const variant = HEX[0x80 | ((c >>> 24) & 0x3f)] ?? '80'
  return (
    `${two(a, 24)}${two(a, 16)}${two(a, 8)}${two(a, 0)}-${two(b, 24)}${two(b, 16)}-${version}${two(b, 0)}` +
    `-${variant}${two(c, 16)}-${two(c, 8)}${two(c, 0)}${two(d, 24)}${two(d, 16)}${two(d, 8)}${two(d, 0)}`
  )
}

/** The GUID that always belongs to these words. */
export function guidFor(...parts: (number | string)[]): string {
  return random(mix(...parts)).guid()
}

/** The same text in one piece: texts put together from parts would keep every part in memory. */
export function flat(text: string): string {
  return Buffer.from(text).toString()
}
