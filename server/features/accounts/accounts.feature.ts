// Accounts: signing in with Microsoft, several accounts in one browser, switching, signing out.
import type { Feature } from '../../feature.ts'
import { accountJobs } from './accounts.jobs.ts'
import { mountAccounts } from './accounts.routes.ts'

export const accountsFeature: Feature = { name: 'accounts', routes: mountAccounts, jobs: accountJobs }
