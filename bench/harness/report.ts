// The table people read, the array programs read, and the file that keeps everything. Entered by run.ts.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Figure } from './figure.ts'

const resultsDir = join(import.meta.dirname, '..', 'results')

const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 })
const withSpread = (value: number | null, spread: [number, number] | null): string => {
  if (value === null) return '-'
  return spread && spread[0] !== spread[1] ? `${number(value)} (${number(spread[0])}-${number(spread[1])})` : number(value)
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map((row) => [
    row.id,
    row.what,
    withSpread(row.figure, row.spread),
    withSpread(row.baseline, row.baselineSpread),
    row.ratio === null ? '-' : `${number(row.ratio)} x`,
    row.budget ?? '-',
    row.ok === null ? '-' : row.ok ? 'ok' : 'short',
  ])
  const all = [['id', 'what', 'figure', 'baseline', 'ratio', 'budget', ''], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  return `${all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n')}\n`
}

export const asJson = (figures: readonly Figure[]): string =>
  JSON.stringify(figures.map(({ id, what, figure, baseline, ratio, budget, ok }) => ({ id, what, figure, baseline, ratio, budget, ok })))

function commit(): string | null {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') ? ' with changes' : ''}`
  } catch {
    return null
  }
}

export type Result = { startedAt: Date; small: boolean; figures: readonly Figure[]; failures: readonly { name: string; message: string }[] }

/** Returns the file's name. */
export function keep({ startedAt, small, figures, failures }: Result): string {
  mkdirSync(resultsDir, { recursive: true })
  const file = join(resultsDir, `${startedAt.toISOString().replaceAll(':', '-').slice(0, 19)}.json`)
  const machine = { cores: cpus().length, model: cpus()[0]?.model, memoryBytes: totalmem(), load: loadavg(), node: process.version }
  writeFileSync(file, JSON.stringify({ startedAt, commit: commit(), small, machine, failures, figures }, null, 1))
  return file
}
