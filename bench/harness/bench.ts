// What a bench is and what it is given. Entered by every *.bench.ts and by run.ts.
import type { Figure } from './figure.ts'
import type { Products } from './products.ts'

export type Plan = {
  products: Products
  /** The number in the budget, or a twentieth of it with --small. */
  size: (customers: number) => number
  runs: number
  /** With --small. */
  small: boolean
  say: (line: string) => void
}

export type Bench = {
  /** Of the budget, such as P1; several where one set-up answers several. */
  ids: string[]
  name: string
  /** Takes so long that it runs only where it is named. */
  long?: boolean
  run: (plan: Plan) => Promise<Figure[]>
}
