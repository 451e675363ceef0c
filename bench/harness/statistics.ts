// Medians, and runs that take turns so that a busy moment of the machine hits both sides. Entered by every bench.
export type Samples = readonly number[]

export function quantile(samples: Samples, share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? Number.NaN
  return low + ((sorted[Math.ceil(at)] ?? Number.NaN) - low) * (at - Math.floor(at))
}

export const median = (samples: Samples): number => quantile(samples, 0.5)

/** Runs each of `sides` once to warm up, then `times` times in turn. */
export async function takeTurns<Side extends string, Result>(
  times: number,
  sides: Record<Side, () => Promise<Result>>,
): Promise<Record<Side, Result[]>> {
  const results = Object.fromEntries(Object.keys(sides).map((side) => [side, []])) as unknown as Record<Side, Result[]>
  for (let run = -1; run < times; run += 1) {
    for (const side of Object.keys(sides) as Side[]) {
      const result = await sides[side]()
      if (run >= 0) results[side].push(result)
    }
  }
  return results
}

/** Milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
