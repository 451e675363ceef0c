// What a bench gives back: one figure beside its baseline, its budget and the verdict. Entered by every bench and by the report.
import { median, type Samples } from './statistics.ts'

export type Figure = {
  id: string
  /** Ends with the unit in brackets. */
  what: string
  figure: number
  baseline: number | null
  ratio: number | null
  /** As written in the budget; null where the figure is only there to be looked at. */
  budget: string | null
  ok: boolean | null
  /** Smallest and largest of the runs. */
  spread: [number, number]
  baselineSpread: [number, number] | null
  /** Everything else worth keeping: single runs, plans, settings. Goes to the results file only. */
  details: Record<string, unknown>
}

type Named = { id: string; what: string; details?: Record<string, unknown> }

const round = (value: number): number => Number(value.toPrecision(4))

function compared({ id, what, details = {} }: Named, samples: Samples, baseline: Samples): Figure & { ratio: number } {
  // Runs are interleaved, so each is held against the baseline measured in the same seconds.
  const pairs = samples.flatMap((sample, run) => (baseline[run] ? [sample / baseline[run]] : []))
  return {
    id,
    what,
    figure: round(median(samples)),
    baseline: round(median(baseline)),
    ratio: round(median(pairs)),
    budget: null,
    ok: null,
    spread: [round(Math.min(...samples)), round(Math.max(...samples))],
    baselineSpread: [round(Math.min(...baseline)), round(Math.max(...baseline))],
    details: { ...details, runs: samples.map(round), baselineRuns: baseline.map(round) },
  }
}

/** The budget is the least the ratio may be. */
export function atLeastTimes(named: Named, samples: Samples, baseline: Samples, least: number): Figure {
  const figure = compared(named, samples, baseline)
  return { ...figure, budget: `>= ${least} x`, ok: figure.ratio >= least }
}

/** The budget is the most the ratio may be. */
export function atMostTimes(named: Named, samples: Samples, baseline: Samples, most: number): Figure {
  const figure = compared(named, samples, baseline)
  return { ...figure, budget: `<= ${most} x`, ok: figure.ratio <= most }
}

/** Beside a baseline, without a budget. */
export const besides = (named: Named, samples: Samples, baseline: Samples): Figure => compared(named, samples, baseline)

/** The budget is a count, a size or a goal in itself. */
export function atMost({ id, what, details = {} }: Named, samples: Samples, most: number, name = '<='): Figure {
  const figure = round(median(samples))
  return {
    id,
    what,
    figure,
    baseline: null,
    ratio: null,
    budget: `${name} ${most}`,
    ok: figure <= most,
    spread: [round(Math.min(...samples)), round(Math.max(...samples))],
    baselineSpread: null,
    details: { ...details, runs: samples.map(round) },
  }
}

/** The least a share or a count may be. */
export function atLeast(named: Named, samples: Samples, least: number): Figure {
  const figure = atMost(named, samples, least, '>=')
  return { ...figure, ok: figure.figure >= least }
}

/** No budget of its own. */
export const seen = (named: Named, samples: Samples): Figure => ({
  ...atMost(named, samples, Number.POSITIVE_INFINITY),
  budget: null,
  ok: null,
})
