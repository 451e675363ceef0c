// Les avis en français. Notices in French.
import type { Texts } from './wording.ts'

export const fr: Texts = {
  kind: { incident: 'Incident', advisory: 'Avis' },
  moment: { opened: 'Nouveau', updated: 'Mise à jour', resolved: 'Résolu' },
  notReported: 'Plus signalé',
  stillGoingOn: 'Microsoft ne le signale plus pour vos clients, mais y travaille encore.',
  lowered: 'Ramené à un avis',
  isAdvisoryNow:
    'Microsoft l’a ramené à un avis et y travaille encore. Cette règle n’annonce que les incidents : il n’en sera plus rien dit.',
  status: {
    serviceoperational: 'Sain',
    investigating: 'Analyse en cours',
    restoringservice: 'Rétablissement du service',
    verifyingservice: 'Vérification du service',
    servicerestored: 'Service rétabli',
    postincidentreviewpublished: 'Rapport post-incident publié',
    servicedegradation: 'Dégradation du service',
    serviceinterruption: 'Interruption du service',
    extendedrecovery: 'Rétablissement prolongé',
    falsepositive: 'Faux positif',
    investigationsuspended: 'Analyse suspendue',
    resolved: 'Résolu',
    mitigatedexternal: 'Atténué hors de Microsoft',
    mitigated: 'Atténué',
    resolvedexternal: 'Résolu hors de Microsoft',
    confirmed: 'Confirmé',
    reported: 'Signalé',
  },
  labelled: (name, value) => `${name}\u202f: ${value}`,
  hits: (n, one, some) =>
    some
      ? `${n} des clients choisis ${one ? 'est touché' : 'sont touchés'}.`
      : `${n} ${one ? 'client est touché' : 'clients sont touchés'}.`,
  hit: (n, one, some) =>
    some
      ? `${n} des clients choisis ${one ? 'a été touché' : 'ont été touchés'}.`
      : `${n} ${one ? 'client a été touché' : 'clients ont été touchés'}.`,
  before: (n) => `Nombre annoncé précédemment : ${n}.`,
  nobodyYet: 'Plus aucun client n’est touché.',
  andMore: (n, one) => `et ${n} ${one ? 'autre' : 'autres'}`,
  attached: 'La liste complète est jointe.',
  tooLong: 'La liste est trop longue pour être jointe ; elle figure sur la page de l’événement.',
  facts: {
    service: 'Service',
    feature: 'Fonctionnalité',
    status: 'État',
    number: 'Numéro',
    started: 'Début',
    ended: 'Fin',
    customers: 'Clients',
  },
  impact: 'Impact',
  lastPost: (at) => (at ? `Message de Microsoft du ${at}` : 'Message de Microsoft'),
  original: 'Texte de Microsoft, dans sa langue d’origine.',
  open: 'Ouvrir dans Tenantry',
  why: (ruleName) => `Vous recevez ce message en vertu de la règle « ${ruleName} ».`,
  change: 'Modifier ce que vous recevez',
  unknown: 'inconnu',
  digest: {
    subject: (n, one) => `Récapitulatif de l’état des services : ${n} ${one ? 'événement' : 'événements'}`,
    lead: (n, one) => `${n} ${one ? 'événement a évolué' : 'événements ont évolué'} depuis le dernier récapitulatif.`,
  },
  ending: {
    'delegation-ending': {
      subject: (n, one) => `${n} ${one ? 'délégation arrive' : 'délégations arrivent'} à expiration`,
      lead: 'Une fois la délégation expirée, seul le client peut en accorder une nouvelle.',
    },
    'subscription-ending': {
      subject: (n, one) => `${n} ${one ? 'abonnement arrive' : 'abonnements arrivent'} à expiration`,
      lead: 'Convenez avec chaque client de leur renouvellement.',
    },
  },
  ends: (at) => `expire le ${at}`,
  test: {
    subject: '[Test] Notifications de Tenantry',
    lead: 'Ceci est un test. Rien ne s’est produit et il n’y a rien à faire.',
    sample: 'Les avis d’incident parviennent bien à cette adresse. Ils sont rédigés dans cette langue et indiquent l’heure ainsi :',
  },
  csv: {
    tenantId: 'ID du locataire',
    name: 'Nom',
    domain: 'Domaine principal',
    country: 'Pays',
    since: 'Touché depuis',
    until: 'Touché jusqu’au',
    because: 'Motif de fin',
  },
  csvName: 'clients-touches',
}
