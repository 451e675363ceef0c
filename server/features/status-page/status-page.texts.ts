// The words of the signed-out status page, which is made on the server and loads nothing.
import type { HealthState } from '../../../contract/health-states.ts'
import type { StatusLanguage } from './status-page.rules.ts'

type Texts = {
  title: string
  of: (partner: string) => string
  calm: string
  trouble: (incidents: number, advisories: number) => string
  unknown: string
  open: string
  none: string
  services: string
  service: string
  state: string
  affected: string
  states: Record<HealthState, string>
  kinds: Record<'incident' | 'advisory', string>
  customers: (count: number) => string
  more: (count: number) => string
  since: string
  updated: string
  original: string
  read: (at: string) => string
  lately: (read: number, of: number) => string
  neverRead: string
  stale: string
  other: string
  reload: string
  problems: Record<'notThere' | 'tooMany' | 'notNow', { title: string; why: string }>
}

const plural = (locale: StatusLanguage) => {
  const rules = new Intl.PluralRules(locale)
  const number = new Intl.NumberFormat(locale)
  return (count: number, one: string, other: string) => `${number.format(count)} ${rules.select(count) === 'one' ? one : other}`
}
const english = plural('en')
const french = plural('fr')

export const statusTexts: Record<StatusLanguage, Texts> = {
  en: {
    title: 'Service status',
    of: (partner) => (partner ? `Service status for customers of ${partner}` : 'Service status'),
    calm: 'No open incident or advisory.',
    trouble: (incidents, advisories) =>
      `${english(incidents, 'open incident', 'open incidents')}, ${english(advisories, 'open advisory', 'open advisories')}.`,
    unknown: 'How services stand is not known now.',
    open: 'Open incidents and advisories',
    none: 'None.',
    services: 'Services',
    service: 'Service',
    state: 'State',
    affected: 'Customers affected',
    states: { healthy: 'Healthy', advisory: 'Advisory', incident: 'Incident', unknown: 'Unknown' },
    kinds: { incident: 'Incident', advisory: 'Advisory' },
    customers: (count) => english(count, 'customer affected', 'customers affected'),
    more: (count) => `and ${english(count, 'more', 'more')}`,
    since: 'Since',
    updated: 'Last update',
    original: 'Titles are Microsoft’s own, in their original language.',
    read: (at) => `Last read from Microsoft: ${at} UTC.`,
    lately: (read, of) =>
      `${new Intl.NumberFormat('en').format(read)} of ${english(of, 'customer', 'customers')} read in the last two hours.`,
    neverRead: 'Nothing has been read from Microsoft yet.',
    stale: 'This is more than two hours old and may no longer hold.',
    other: 'Français',
    reload: 'Reload',
    problems: {
      notThere: {
        title: 'There is nothing here',
        why: 'The link is mistyped, or it was revoked. Ask whoever gave it to you for a new one.',
      },
      tooMany: { title: 'One moment', why: 'This page was opened too often from where you are. Reload it in a minute.' },
      notNow: { title: 'Not available right now', why: 'Something on our side does not answer. Reload the page in a minute.' },
    },
  },
  fr: {
    title: 'État des services',
    of: (partner) => (partner ? `État des services pour les clients de ${partner}` : 'État des services'),
    calm: 'Aucun incident ni avis en cours.',
    trouble: (incidents, advisories) =>
      `${french(incidents, 'incident en cours', 'incidents en cours')}, ${french(advisories, 'avis en cours', 'avis en cours')}.`,
    unknown: 'L’état des services n’est pas connu actuellement.',
    open: 'Incidents et avis en cours',
    none: 'Aucun.',
    services: 'Services',
    service: 'Service',
    state: 'État',
    affected: 'Clients touchés',
    states: { healthy: 'Sain', advisory: 'Avis', incident: 'Incident', unknown: 'Inconnu' },
    kinds: { incident: 'Incident', advisory: 'Avis' },
    customers: (count) => french(count, 'client touché', 'clients touchés'),
    more: (count) => `et ${french(count, 'autre', 'autres')}`,
    since: 'Depuis le',
    updated: 'Dernière mise à jour',
    original: 'Les titres sont ceux de Microsoft, dans leur langue d’origine.',
    read: (at) => `Dernière lecture chez Microsoft\u202f: ${at} UTC.`,
    lately: (read, of) =>
      `${french(read, 'client lu', 'clients lus')} sur ${new Intl.NumberFormat('fr').format(of)} au cours des deux dernières heures.`,
    neverRead: 'Rien n’a encore été lu chez Microsoft.',
    stale: 'Ces informations datent de plus de deux heures et ne sont peut-être plus exactes.',
    other: 'English',
    reload: 'Actualiser',
    problems: {
      notThere: {
        title: 'Il n’y a rien ici',
        why: 'Le lien est mal saisi ou a été révoqué. Demandez-en un nouveau à la personne qui vous l’a donné.',
      },
      tooMany: {
        title: 'Un instant',
        why: 'Cette page a été ouverte trop souvent depuis votre réseau. Actualisez-la dans une minute.',
      },
      notNow: {
        title: 'Indisponible pour le moment',
        why: 'Un élément de notre côté ne répond pas. Actualisez la page dans une minute.',
      },
    },
  },
}
