// Checks of the integration account: that one has signed in, that its token is still good and claims MFA, that Partner Center lets it in.
import { organizationProfile } from '../../../../microsoft/partner-center/profiles.ts'
import { type Check, CheckFailed } from './check.ts'
import { partnerTypeOf } from './partner-type.ts'

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
  run: async ({ services: { microsoft }, partnerId, patience }) => {
    const { username } = await microsoft.diagnosis.integrationAccount(partnerId, patience)
    return { username: username ?? '' }
  },
}

export const partnerCenter: Check = {
  after: ['partnerCenterToken'],
  run: async (context) => {
    const { services, partnerId, patience } = context
    // One that Partner Center closes to applications: only App+User with MFA opens it.
    const { companyName, domain } = await organizationProfile(services.microsoft.partnerCenterAsUser(partnerId), patience)
    return { company: companyName ?? '', domain: domain ?? '', partnerType: await partnerTypeOf(context) }
  },
}
