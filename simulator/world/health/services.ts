// The Microsoft 365 services whose health is told, with Microsoft's own identifiers and the beginnings of their issues' ids. Entered by the files beside it and control/.

export type Feature = { name: string; group: string; trouble: string; part: string }
export type Service = {
  id: string
  name: string
  /** Beginning of its issues' ids. */
  prefix: string
  /** How often something happens there. */
  weight: number
  /** The share of tenants that have it. */
  share: number
  features: readonly [Feature, ...Feature[]]
}

const feature = (name: string, group: string, trouble: string, part: string): Feature => ({ name, group, trouble, part })

export const SERVICES: readonly [Service, ...Service[]] = [
  {
    id: 'Exchange',
    name: 'Exchange Online',
    prefix: 'EX',
    weight: 20,
    share: 1,
    features: [
      feature('E-mail timely delivery', 'E-Mail and calendar access', 'may see delays sending or receiving email messages', 'mail flow'),
      feature(
        'E-Mail and calendar access',
        'E-Mail and calendar access',
        'may be unable to open their mailbox in any connection method',
        'mailbox',
      ),
      feature(
        'Management and Provisioning',
        'Management and Provisioning',
        'may be unable to migrate mailboxes in the Exchange admin center',
        'migration',
      ),
    ],
  },
  {
    id: 'microsoftteams',
    name: 'Microsoft Teams',
    prefix: 'TM',
    weight: 18,
    share: 1,
    features: [
      feature('Audio and Video', 'Teams Components', 'may lose audio or video during meetings', 'media relay'),
      feature('Chat', 'Teams Components', 'may see messages arrive late in chats', 'chat'),
      feature('Files', 'Teams Components', 'may be unable to open files in channels', 'file access'),
    ],
  },
  {
    id: 'SharePoint',
    name: 'SharePoint Online',
    prefix: 'SP',
    weight: 12,
    share: 1,
    features: [
      feature('SharePoint Features', 'SharePoint Features', 'may be unable to open sites', 'site access'),
      feature('Search', 'SharePoint Features', 'may see search results that are not up to date', 'search index'),
    ],
  },
  {
    id: 'OneDriveForBusiness',
    name: 'OneDrive for Business',
    prefix: 'OD',
    weight: 7,
    share: 1,
    features: [feature('OneDrive for Business', 'OneDrive', 'may be unable to synchronise files', 'synchronisation')],
  },
  {
    id: 'OrgLiveID',
    name: 'Microsoft Entra',
    prefix: 'AD',
    weight: 5,
    share: 1,
    features: [
      feature('Sign-In', 'Authentication', 'may be asked to sign in again', 'authentication'),
      feature('Administration', 'Administration', 'may be unable to change groups in the admin center', 'directory'),
    ],
  },
  {
    id: 'OSDPPlatform',
    name: 'Microsoft 365 suite',
    prefix: 'MO',
    weight: 11,
    share: 1,
    features: [
      feature('Portal', 'Portal', 'may be unable to open the Microsoft 365 admin center', 'portal'),
      feature('Administration', 'Portal', 'may see usage reports that are not up to date', 'reporting'),
    ],
  },
  {
    id: 'O365Client',
    name: 'Microsoft 365 apps',
    prefix: 'OC',
    weight: 5,
    share: 1,
    features: [feature('Office Professional Plus', 'Installation', 'may be unable to activate desktop apps', 'activation')],
  },
  {
    id: 'officeonline',
    name: 'Microsoft 365 for the web',
    prefix: 'OO',
    weight: 3,
    share: 1,
    features: [feature('Word', 'Office for the web', 'may be unable to open documents in the browser', 'document editing')],
  },
  {
    id: 'Intune',
    name: 'Microsoft Intune',
    prefix: 'IT',
    weight: 7,
    share: 0.45,
    features: [
      feature('Device Management', 'Intune', 'may see devices reported as not compliant', 'compliance'),
      feature('App Management', 'Intune', 'may be unable to install assigned apps', 'app delivery'),
    ],
  },
  {
    id: 'Microsoft365Defender',
    name: 'Microsoft Defender XDR',
    prefix: 'DZ',
    weight: 6,
    share: 0.5,
    features: [feature('Incidents', 'Microsoft Defender', 'may see alerts arrive late', 'alert pipeline')],
  },
  {
    id: 'cloudappsecurity',
    name: 'Microsoft Defender for Cloud Apps',
    prefix: 'CS',
    weight: 2,
    share: 0.25,
    features: [feature('Activity log', 'Cloud App Security', 'may see gaps in the activity log', 'activity log')],
  },
  {
    id: 'purview',
    name: 'Microsoft Purview',
    prefix: 'MP',
    weight: 4,
    share: 0.6,
    features: [feature('Audit', 'Compliance', 'may be unable to search the audit log', 'audit search')],
  },
  {
    id: 'PowerBIcom',
    name: 'Power BI',
    prefix: 'PB',
    weight: 4,
    share: 0.4,
    features: [feature('PowerBI.com', 'PowerBI', 'may see reports fail to refresh', 'refresh')],
  },
  {
    id: 'PowerApps',
    name: 'Power Apps in Microsoft 365',
    prefix: 'PA',
    weight: 3,
    share: 0.5,
    features: [feature('Service', 'PowerApps', 'may be unable to open apps they made', 'app launch')],
  },
  {
    id: 'MicrosoftFlow',
    name: 'Power Automate in Microsoft 365',
    prefix: 'PF',
    weight: 3,
    share: 0.5,
    features: [feature('Service', 'Microsoft Flow', 'may see flows run late', 'trigger')],
  },
  {
    id: 'DynamicsCRM',
    name: 'Dynamics 365 Apps',
    prefix: 'CR',
    weight: 4,
    share: 0.15,
    features: [feature('Sign In', 'Dynamics', 'may be unable to open their organisation', 'organisation access')],
  },
  {
    id: 'Planner',
    name: 'Planner',
    prefix: 'PL',
    weight: 2,
    share: 0.9,
    features: [feature('Planner', 'Planner', 'may be unable to open plans', 'plan access')],
  },
  {
    id: 'ProjectForTheWeb',
    name: 'Project for the web',
    prefix: 'PJ',
    weight: 1,
    share: 0.2,
    features: [feature('Project', 'Project', 'may see tasks saved late', 'task')],
  },
  {
    id: 'yammer',
    name: 'Microsoft Viva',
    prefix: 'VV',
    weight: 2,
    share: 0.7,
    features: [feature('Viva Engage', 'Viva', 'may be unable to post in communities', 'community')],
  },
  {
    id: 'Bookings',
    name: 'Microsoft Bookings',
    prefix: 'BK',
    weight: 2,
    share: 0.6,
    features: [feature('Bookings', 'Bookings', 'may be unable to take appointments', 'calendar')],
  },
  {
    id: 'Forms',
    name: 'Microsoft Forms',
    prefix: 'FM',
    weight: 1,
    share: 0.9,
    features: [feature('Service', 'Forms', 'may be unable to see new answers', 'answer storage')],
  },
  {
    id: 'Copilot',
    name: 'Microsoft Copilot (Microsoft 365)',
    prefix: 'CP',
    weight: 5,
    share: 0.3,
    features: [feature('Copilot', 'Copilot', 'may receive no answer from Copilot in apps', 'request routing')],
  },
]

/** By id or name, in any case. */
export function serviceNamed(named: string): Service | undefined {
  const wanted = named.trim().toLowerCase()
  return SERVICES.find(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted)
}
