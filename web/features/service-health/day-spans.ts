// Which of the last days were troubled, neighbouring ones as one span, so that they can be told in words. Pure.
import type { HealthDay } from '../../../contract/service-health.ts'

export type DaySpan = { from: string; to: string }

/** `days`: one after the other, oldest first. */
export function daySpans(days: readonly HealthDay[], state: HealthDay['state']): DaySpan[] {
  const spans: DaySpan[] = []
  let open: DaySpan | undefined
  for (const { day, state: stateThen } of days) {
    if (stateThen !== state) open = undefined
    else if (open) open.to = day
    else {
      open = { from: day, to: day }
      spans.push(open)
    }
  }
  return spans
}
