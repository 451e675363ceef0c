// Consent for our application in a customer's tenant, given by the partner on the customer's behalf. With a user's token.
// https://learn.microsoft.com/partner-center/developer/control-panel-vendor-apis
import { z } from 'zod'
import { MicrosoftError } from '../microsoft-error.ts'
import { operation } from '../operation.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { nothing } from './fields.ts'
import { type ChangeOptions, Guid, optionalText, request, Text } from './request-body.ts'

export const ConsentBody = request({
  applicationId: Guid,
  displayName: optionalText,
  applicationGrants: z
    .array(
      request({
        /** The application whose API is opened, such as Graph's. */
        enterpriseApplicationId: Guid,
        /** Names of permissions, separated by commas. */
        scope: Text,
      }),
    )
    .min(1)
    .max(100),
})
export type ConsentBody = z.input<typeof ConsentBody>

const api = 'partnerCenter' as const
const path = '/v1/customers/{customerId}/applicationconsents'
const resource = 'consent'

export const postApplicationConsent = operation({
  api,
  method: 'POST',
  path,
  resource,
  body: ConsentBody,
  answer: nothing,
  // Given twice it exists.
  repeatable: true,
})
export const deleteApplicationConsent = operation({ api, method: 'DELETE', path: `${path}/{applicationId}`, resource, answer: nothing })

/** `existed` where it had been given before, which Microsoft reports as a failure. Throws MicrosoftError, `denied` without the GDAP role. */
export async function createApplicationConsent(
  source: Source,
  customerId: string,
  body: ConsentBody,
  options?: ChangeOptions,
): Promise<'given' | 'existed'> {
  try {
    await perform(source, postApplicationConsent, { ...options, parameters: { customerId }, body })
    return 'given'
  } catch (error) {
    if (error instanceof MicrosoftError && /permission entry already exists/i.test(error.message)) return 'existed'
    throw error
  }
}

/** What is not there any more is as good as removed. */
export async function removeApplicationConsent(
  source: Source,
  { customerId, applicationId }: { customerId: string; applicationId: string },
  options?: ChangeOptions,
): Promise<void> {
  try {
    await perform(source, deleteApplicationConsent, { ...options, parameters: { customerId, applicationId } })
  } catch (error) {
    if (!(error instanceof MicrosoftError && error.kind === 'gone')) throw error
  }
}
