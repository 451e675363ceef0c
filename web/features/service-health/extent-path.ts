// The stepped line and the area below it, in a square of 100 by 100, of how many customers an issue hit. Pure; entered by ExtentChart.
import type { IssueDetails } from '../../../contract/service-health.ts'

type Extent = IssueDetails['extent']

/** Leaves room for the line at its highest. */
const topAt = 4

export function extentPath(extent: Extent, until: string, most: number): { line: string; area: string } {
  const first = extent[0]
  if (!first) return { line: '', area: '' }
  const from = Date.parse(first.at)
  const span = Math.max(1, Date.parse(until) - from)
  const x = (at: string) => rounded(Math.min(100, (100 * (Date.parse(at) - from)) / span))
  const y = (affected: number) => rounded(100 - ((100 - topAt) * affected) / Math.max(1, most))
  const steps = extent.slice(1).map(({ at, affected }) => `H${x(at)}V${y(affected)}`)
  const line = `M0 ${y(first.affected)}${steps.join('')}H100`
  return { line, area: `${line}V100H0Z` }
}

const rounded = (value: number): number => Math.round(value * 100) / 100
