// One user of a tenant, and the signed-in person as a user. In the tenant of the token.
// https://learn.microsoft.com/graph/api/user-get
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { operation } from '../operation.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, text, texts } from '../tolerant.ts'
import { entity } from './entity.ts'

export const User = z
  .object({
    id: text,
    displayName: text,
    givenName: text,
    surname: text,
    mail: text,
    userPrincipalName: text,
    jobTitle: text,
    mobilePhone: text,
    businessPhones: texts,
    officeLocation: text,
    preferredLanguage: text,
    accountEnabled: flag,
  })
  .transform((sent) => ({
    /** Null where it was not among the fields asked for. */
    id: sent.id?.toLowerCase() ?? null,
    name: sent.displayName,
    givenName: sent.givenName,
    surname: sent.surname,
    mail: sent.mail,
    username: sent.userPrincipalName,
    jobTitle: sent.jobTitle,
    phones: [...sent.businessPhones, ...(sent.mobilePhone ? [sent.mobilePhone] : [])],
    office: sent.officeLocation,
    language: sent.preferredLanguage,
    enabled: sent.accountEnabled,
  }))
export type User = z.output<typeof User>

const query = {
  $select:
    'id,displayName,givenName,surname,mail,userPrincipalName,jobTitle,mobilePhone,businessPhones,officeLocation,preferredLanguage,accountEnabled',
}

export const getUser = operation({ api: 'graph', method: 'GET', path: '/v1.0/users/{userId}', resource: 'directory', answer: entity(User) })

/** By ID or by user principal name. Throws MicrosoftError, `gone` where there is none. */
export async function userById(source: Source, userId: string, options?: CallOptions): Promise<User> {
  return (await perform(source, getUser, { ...options, parameters: { userId }, query })).data
}

export const getMe = operation({ api: 'graph', method: 'GET', path: '/v1.0/me', resource: 'directory', answer: entity(User) })

/** The person of the token. Throws MicrosoftError, `invalid` with an application's token. */
export async function me(source: Source, options?: CallOptions): Promise<User> {
  return (await perform(source, getMe, { ...options, query })).data
}
