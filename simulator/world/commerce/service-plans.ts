// The service plans inside licences, by family. Entered by catalog-products.ts.
import type { ServicePlan } from './catalog-item.ts'

const plan = (id: string, serviceName: string, displayName: string, targetType: ServicePlan['targetType'] = 'User'): ServicePlan => ({
  id,
  serviceName,
  displayName,
  targetType,
})

const FAMILIES: Readonly<Record<string, readonly ServicePlan[]>> = {
  mail: [plan('9aaf7827-d63c-4b61-89c3-182f06f82e5c', 'EXCHANGE_S_STANDARD', 'Exchange Online (Plan 1)')],
  apps: [plan('43de0ff5-c92c-492b-9116-175376d08c38', 'OFFICESUBSCRIPTION', 'Microsoft 365 Apps for Enterprise')],
  suite: [
    plan('efb87545-963c-4e0d-99df-69c6916d9eb0', 'EXCHANGE_S_ENTERPRISE', 'Exchange Online (Plan 2)'),
    plan('5dbe027f-2339-4123-9542-606e4d348a72', 'SHAREPOINTENTERPRISE', 'SharePoint (Plan 2)'),
    plan('57ff2da0-773e-42df-b2af-ffb7a2317929', 'TEAMS1', 'Microsoft Teams'),
  ],
  secure: [
    plan('6c57d4b6-3b23-47a5-9bc9-69f17b4947b3', 'RMS_S_PREMIUM', 'Azure Information Protection Premium P1'),
    plan('c1ec4a95-1f05-45b3-a911-aa3fa01094f5', 'INTUNE_A', 'Microsoft Intune Plan 1'),
    plan('bea4c11e-220a-4e6d-8eb8-8ea15d019f90', 'RMS_S_ENTERPRISE', 'Azure Rights Management'),
    plan('41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'AAD_PREMIUM', 'Microsoft Entra ID P1'),
    plan('8a256a2b-b617-496d-b51b-e76466e88db0', 'MFA_PREMIUM', 'Microsoft Azure Multi-Factor Authentication'),
  ],
  entra: [
    plan('113feb6c-3fe4-4440-bddc-54d774bf0318', 'EXCHANGE_S_FOUNDATION', 'Exchange Foundation', 'Tenant'),
    plan('41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'AAD_PREMIUM', 'Microsoft Entra ID P1'),
    plan('8a256a2b-b617-496d-b51b-e76466e88db0', 'MFA_PREMIUM', 'Microsoft Azure Multi-Factor Authentication'),
  ],
  analytics: [
    plan('113feb6c-3fe4-4440-bddc-54d774bf0318', 'EXCHANGE_S_FOUNDATION', 'Exchange Foundation', 'Tenant'),
    plan('70d33638-9c74-4d01-bfd3-562de28bd4ba', 'BI_AZURE_P2', 'Power BI Pro'),
  ],
  voice: [plan('4828c8ec-dc2e-4779-b502-87ac9ce28ab7', 'MCOEV', 'Microsoft 365 Phone System')],
}

export function plans(families: string): readonly ServicePlan[] {
  return families.split(' ').flatMap((family) => FAMILIES[family] ?? [])
}
