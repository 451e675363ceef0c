// Values of the contract the browser needs at run time, named here so that no validation library reaches it; the types keep them in step.
import type { messageCategories as contract } from '../../../contract/messages.ts'

export const messageCategories: typeof contract = ['preventOrFixIssue', 'planForChange', 'stayInformed']
