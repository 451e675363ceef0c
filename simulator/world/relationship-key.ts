// The first half of a relationship's `{guid}-{guid}`. It carries its customer's place, so that one among a hundred thousand is found
// without a list of them. Pure. Entered by customer.ts and gdap/.

const STEP = 0x9e3779b1
const BACK = inverseOf(STEP)

/** The odd number that undoes a multiplication by `odd` in 32 bits. */
function inverseOf(odd: number): number {
  let inverse = odd
  for (let turn = 0; turn < 5; turn++) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse))
  return inverse >>> 0
}

export function keyOf(guid: string, index: number): string {
  return (Math.imul(index + 1, STEP) >>> 0).toString(16).padStart(8, '0') + guid.slice(8)
}

/** The customer's place that a key speaks of; nothing says that the customer has such a relationship. */
export function indexIn(key: string): number {
  return (Math.imul(Number.parseInt(key.slice(0, 8), 16), BACK) >>> 0) - 1
}
