// What a support ticket may be about: Azure services, and each one's kinds of problem, by the names Microsoft asks for.
// https://learn.microsoft.com/rest/api/support/services/list
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { nested, readable, text, texts } from '../tolerant.ts'
import { inTenant, version } from './support-scope.ts'

export const SupportService = z
  .object({ id: text, name: text, properties: nested({ displayName: text, resourceTypes: texts }) })
  .transform((sent) => ({
    /** What a ticket names as `serviceId`. */
    id: sent.id ?? '',
    name: sent.name ?? '',
    title: sent.properties.displayName ?? sent.name ?? '',
    resourceTypes: sent.properties.resourceTypes,
  }))
export type SupportService = z.output<typeof SupportService>

const named = ({ id, name }: { id: string; name: string }): string | null => (id && name ? null : 'no id or no name')
const resource = 'azureSupport'

export const listSupportServices = listOperation({
  api: 'azureSupport',
  method: 'GET',
  path: `${inTenant}/services`,
  resource,
  paging: 'link',
  item: SupportService,
  usable: (one) => named(one),
})

/** In the language of `accept-language`, which decides the titles alone. */
export function supportServices(source: Source, language: string, options?: CallOptions): Promise<Page<SupportService>> {
  return allOf(source, listSupportServices, { ...options, query: version, headers: { 'accept-language': language } })
}

export const getSupportService = operation({
  api: 'azureSupport',
  method: 'GET',
  path: `${inTenant}/services/{serviceName}`,
  resource,
  answer: SupportService.refine((service) => named(service) === null, 'no id or no name'),
})

/** Throws MicrosoftError, `gone` for a name that is no service's. */
export async function supportServiceByName(source: Source, serviceName: string, options?: CallOptions): Promise<SupportService> {
  return (await perform(source, getSupportService, { ...options, parameters: { serviceName }, query: version })).data
}

export const ProblemClassification = z
  .object({
    id: text,
    name: text,
    properties: nested({ displayName: text, secondaryConsentEnabled: readable(z.object({ type: text, description: text })) }),
  })
  .transform((sent) => ({
    /** What a ticket names as `problemClassificationId`. */
    id: sent.id ?? '',
    name: sent.name ?? '',
    title: sent.properties.displayName ?? sent.name ?? '',
    /** What the person is asked besides: whether another company may look into it. */
    consents: sent.properties.secondaryConsentEnabled,
  }))
export type ProblemClassification = z.output<typeof ProblemClassification>

const classifications = `${inTenant}/services/{serviceName}/problemClassifications`

export const listProblemClassifications = listOperation({
  api: 'azureSupport',
  method: 'GET',
  path: classifications,
  resource,
  paging: 'link',
  item: ProblemClassification,
  usable: (one) => named(one),
})

export function problemClassifications(
  source: Source,
  serviceName: string,
  language: string,
  options?: CallOptions,
): Promise<Page<ProblemClassification>> {
  const asked = { ...options, parameters: { serviceName }, query: version, headers: { 'accept-language': language } }
  return allOf(source, listProblemClassifications, asked)
}

export const getProblemClassification = operation({
  api: 'azureSupport',
  method: 'GET',
  path: `${classifications}/{classificationName}`,
  resource,
  answer: ProblemClassification.refine((classification) => named(classification) === null, 'no id or no name'),
})

export async function problemClassificationByName(
  source: Source,
  parameters: { serviceName: string; classificationName: string },
  options?: CallOptions,
): Promise<ProblemClassification> {
  return (await perform(source, getProblemClassification, { ...options, parameters, query: version })).data
}
