// The queue of each resource. Entered by pulls.jobs.ts and ask.ts.
import type { PullResource } from '../../contract/pulls.ts'

export const pullJobName = (resource: PullResource): string => `pulls.${resource}`
