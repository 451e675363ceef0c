// What kind of partner this is, as far as Microsoft tells: it has no field for that, but shows who works with whom. Entered by the checks.
import type { PartnerType } from '../../../../../contract/connection.ts'
import { contractPages } from '../../../../microsoft/graph/contracts.ts'
import { MicrosoftError } from '../../../../microsoft/microsoft-error.ts'
import { partnerRelationships } from '../../../../microsoft/partner-center/relationships.ts'
import type { CheckContext } from './check.ts'

/** Whether every contract is an advisor's: Partner Center then refuses, and nothing is amiss. */
export async function isAdvisor({ services: { microsoft }, partnerId, patience }: CheckContext): Promise<boolean> {
  let some = false
  try {
    for await (const { records } of contractPages(microsoft.graph(partnerId), patience)) {
      if (records.some(({ type }) => type !== 'advisor')) return false
      some ||= records.length > 0
    }
  } catch (error) {
    // That they cannot be read is told by other checks.
    if (!(error instanceof MicrosoftError)) throw error
    return false
  }
  return some
}

/** What is refused or not answered tells nothing, and is no failure of the connection. */
export async function partnerTypeOf({ services: { microsoft }, partnerId, patience }: CheckContext): Promise<PartnerType> {
  const partnerCenter = microsoft.partnerCenterAsUser(partnerId)
  const has = async (type: Parameters<typeof partnerRelationships>[1]): Promise<boolean> =>
    (await partnerRelationships(partnerCenter, type, patience)).records.length > 0
  try {
    if (await has('IsIndirectCloudSolutionProviderOf')) return 'indirectProvider'
    if (await has('IsIndirectResellerOf')) return 'indirectReseller'
    for await (const { records } of contractPages(microsoft.graph(partnerId), patience)) {
      if (records.some(({ type }) => type === 'reseller')) return 'directBill'
      if (records.some(({ type }) => type === 'advisor')) return 'advisor'
    }
  } catch (error) {
    if (!(error instanceof MicrosoftError)) throw error
  }
  return 'unknown'
}
