// Checks of the integration account: that one has signed in, that its token is still good and claims MFA, that Partner Center lets it in.
import type { SignInCause } from '../../../../../contract/sign-in-causes.ts'
import { concernsOneApi } from '../../../../microsoft/login/aadsts.ts'
import { MicrosoftError } from '../../../../microsoft/microsoft-error.ts'
import { organizationProfile } from '../../../../microsoft/partner-center/profiles.ts'
import { type Check, type CheckContext, CheckFailed, type Facts } from './check.ts'
import { isAdvisor, partnerTypeOf } from './partner-type.ts'

export const integrationAccount: Check = {
  after: ['configuration'],
  run: async ({ services: { microsoft }, partnerId }) => {
    const account = await microsoft.integration.connection(partnerId)
    if (!account) throw new CheckFailed('not_connected')
    return { username: account.username ?? '', signedInAt: account.signedInAt.toISOString(), renewedAt: account.renewedAt.toISOString() }
  },
}

export const partnerCenterToken: Check = {
  after: ['discovery', 'integrationAccount'],
  run: (context) =>
    unlessAdvisor(context, async ({ services: { microsoft }, partnerId, patience }) => {
      const { username } = await microsoft.diagnosis.integrationAccount(partnerId, patience)
      return { username: username ?? '' }
    }),
}

export const partnerCenter: Check = {
  after: ['partnerCenterToken'],
  run: (context) =>
    unlessAdvisor(context, async ({ services, partnerId, patience }) => {
      // One that Partner Center closes to applications: only App+User with MFA opens it.
      const { companyName, domain } = await organizationProfile(services.microsoft.partnerCenterAsUser(partnerId), patience)
      return { company: companyName ?? '', domain: domain ?? '', partnerType: await partnerTypeOf(context) }
    }),
}

/** Partner Center refuses advisors, whose app need not even ask for it. */
async function unlessAdvisor(context: CheckContext, run: (context: CheckContext) => Promise<Facts>): Promise<Facts> {
  try {
    return await run(context)
  } catch (error) {
    if (!(error instanceof MicrosoftError) || !isClosedApi(error) || !(await isAdvisor(context))) throw error
    throw new CheckFailed('advisor_refused', { partnerType: 'advisor', ...(error.code && { code: error.code }) }, 'warning')
  }
}

const isClosedApi = ({ kind, status, reason }: MicrosoftError): boolean =>
  kind === 'denied' && (reason === null ? status === 403 : concernsOneApi(reason as SignInCause))
