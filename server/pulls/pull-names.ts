// The queue of each resource. Entered by pulls.jobs.ts and ask.ts.
import type { PullResource } from '../../contract/pulls.ts'

/** Looks at what is due. Sent every minute by the clock, and by whoever knows that there is more to read. */
export const pullScheduleName = 'pulls.schedule'

export const pullJobName = (resource: PullResource): string => `pulls.${resource}`
