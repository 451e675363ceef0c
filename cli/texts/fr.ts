// What the command line says in French. Entered by say.ts.
import type { TextKey } from './en.ts'

export const fr: Record<TextKey, string> = {
  'help.all': `Veille sur la connexion de Tenantry à Microsoft. Interroge un serveur en marche ; ne modifie rien, sauf indication contraire.

  tenantry doctor              vérifie chaque partie de la connexion et dit que faire
  tenantry connect             guide pas à pas dans la connexion d’un vrai partenaire
  tenantry sync status         état de la lecture de chaque client
  tenantry sync now            lit les clients maintenant

  tenantry COMMANDE --help     ce qu’une commande accepte
{where}`,
  'help.doctor': `Vérifie maintenant chaque partie de la connexion à Microsoft, une ligne pour chacune, et dit que faire pour ce qui ne va pas.

  tenantry doctor [--json] [options]

  --json             afficher les résultats en un seul objet JSON

Se termine par 0 si tout va bien ou n’appelle qu’un avertissement, 1 si quelque chose a échoué, 2 si le serveur n’a pas pu être interrogé.
{where}`,
  'help.connect': `Guide dans la connexion d’un vrai partenaire : inscription d’application, consentement administrateur, compte d’intégration, clients.
Chaque étape est vérifiée aussitôt. Entrée vérifie de nouveau, s passe l’étape, q quitte. Sans terminal, chaque étape est affichée une fois.

  tenantry connect [options]

Se termine par 0 si chaque étape est vérifiée, 1 si l’une ne l’est pas, 2 si le serveur n’a pas pu être interrogé.
{where}`,
  'help.sync': `Montre l’état des listes de Microsoft et de la lecture de chaque client, ou demande l’une ou l’autre maintenant.

  tenantry sync status [--json] [options]
  tenantry sync now [--lists] [--resource NOM]... [--tenant ID]... [options]

  --lists            les listes de Microsoft, d’où viennent les clients ; sans --resource ni --tenant, elles seules
  --resource NOM     details, subscriptions, directory, health ou messages ; peut être répété (toutes)
  --tenant ID        identifiant de locataire d’un client ; peut être répété (tous les clients)
  --json             afficher un seul objet JSON

Se termine par 0 si tout va bien, 1 si des listes ou des lectures échouent, ou si un client est inconnu, 2 si le serveur n’a pas pu être interrogé.
{where}`,
  'help.where': `
Où se trouve le serveur :
  --data DOSSIER     dossier de données d’un produit démarré par npm start, qui y garde adresse et jeton (./data)
  --url URL          adresse du serveur ; à défaut TENANTRY_BASE_URL
  --token JETON      son TENANTRY_OPERATOR_TOKEN ; plutôt dans la variable d’environnement de ce nom, que les autres utilisateurs de la machine ne voient pas
  --partner ID       partenaire visé, s’il y en a plusieurs (le premier)
  --language NOM     en ou fr (d’après LC_ALL, LC_MESSAGES ou LANG)
`,

  'use.unknownCommand': 'La commande « {word} » n’existe pas : donnez doctor, connect, sync status ou sync now. Voir tenantry --help.',
  'use.unknownFlag': 'tenantry {command} ne connaît pas {flag}. Voir tenantry {command} --help.',
  'use.valueMissing': '{flag} attend une valeur. Voir tenantry {command} --help.',
  'use.noValue': '{flag} ne prend pas de valeur. Voir tenantry {command} --help.',
  'use.tooManyWords': '« {word} » est un mot de trop. Voir tenantry {command} --help.',
  'use.syncWord': 'Indiquez que faire : tenantry sync status ou tenantry sync now.',
  'use.language': '--language prend en ou fr, pas « {word} ».',
  'use.resource': '--resource prend details, subscriptions, directory, health ou messages, pas « {word} ».',
  'use.tenant': '--tenant prend un identifiant de locataire tel que 11111111-2222-4333-8444-555555555555, pas « {word} ».',
  'use.partner': '--partner prend un identifiant de locataire tel que 11111111-2222-4333-8444-555555555555, pas « {word} ».',
  'use.url': '« {url} » n’est pas l’adresse d’un serveur : donnez-en une telle que https://partners.example.com.',
  'use.clearText':
    'Le jeton n’est pas envoyé en clair à {url} : donnez une adresse https ou lancez tenantry sur le serveur même avec http://127.0.0.1:4600.',
  'use.tokenMissing':
    'Le jeton manque : donnez à TENANTRY_OPERATOR_TOKEN la valeur avec laquelle le serveur a été démarré, ou utilisez --token.',
  'use.noServer':
    'Aucun serveur trouvé : {file} n’existe pas. Démarrez le produit par npm start, indiquez son dossier de données avec --data, ou définissez TENANTRY_BASE_URL et TENANTRY_OPERATOR_TOKEN.',
  'use.badFile': '{file} ne contient pas d’adresse et de jeton lisibles : redémarrez le produit, qui l’écrit de nouveau.',

  'ask.unreachable': 'Aucun serveur ne répond à {url} ({reason}) : vérifiez qu’il est en marche et que l’adresse est juste.',
  'ask.late': 'Le serveur à {url} n’a pas répondu en {seconds} secondes : consultez son journal ou réessayez.',
  'ask.token':
    'Le serveur n’accepte pas le jeton : donnez la valeur de son TENANTRY_OPERATOR_TOKEN, et un --partner qui figure dans son TENANTRY_PARTNERS.',
  'ask.noPartner':
    'Le serveur n’a pas encore de partenaire : définissez TENANTRY_PARTNERS avec l’identifiant de locataire de votre organisation partenaire, redémarrez le serveur et réessayez.',
  'ask.forbidden':
    'Le serveur ne permet pas cela à la ligne de commande : mettez à jour le serveur ou cette commande, pour que les deux soient de la même version.',
  'ask.tooOften': 'Le serveur a été interrogé trop souvent : patientez {seconds} secondes et réessayez.',
  'ask.unknownTenant':
    'Aucun client de ce partenaire n’a pour identifiant de locataire {tenantIds} : vérifiez-le, ou lisez d’abord les listes par tenantry sync now --lists.',
  'ask.notReady': 'Le serveur démarre ou n’atteint pas sa base de données : patientez un instant ; si cela dure, consultez son journal.',
  'ask.invalid': 'Le serveur n’accepte pas la demande : {detail}',
  'ask.failed': 'Le serveur a répondu par une erreur ({status}, référence {reference}) : cherchez la référence dans son journal.',
  'ask.notTenantry':
    'Ce qui répond à {url} n’est pas cette version de Tenantry : vérifiez l’adresse, et que serveur et commande sont de la même version.',

  'state.ok': 'ok',
  'state.warning': 'attention',
  'state.failed': 'échec',
  'state.skipped': 'omis',

  'found.configuration': 'application {clientId}, partenaire {partnerId}, {login}',
  'found.discovery': '{issuer}',
  'found.applicationToken': 'acceptés ; autorisations d’application : {permissions}',
  'found.applicationPermissions': '{organisation} : {granted}',
  'found.relationships': 'par exemple {example}',
  'found.integrationAccount': '{username}, connecté le {signedInAt}, renouvelé le {renewedAt}',
  'found.partnerCenterToken': '{username}',
  'found.partnerCenter': '{company}, {domain}, {partnerType}',
  'found.customers': 'par exemple {first}',
  'found.customerToken': '{customer}',
  'found.customerHealth': '{customer}, services : {services}',
  'found.returnedMail': '{mailbox}',
  'found.events': '{address}',
  'found.missing': 'manque : {missing}',
  'found.refused': 'refusés : {refused}',
  'found.seconds': 'écart : {seconds} s',
  'found.code': 'code {code}',
  'found.status': 'statut {status}',

  'mend.before_failed': 'Non demandé : « {before} » passe d’abord.',
  'mend.denied.applicationPermissions':
    'Microsoft Graph ne laisse pas l’application lire votre organisation : accordez de nouveau le consentement, en tant qu’administrateur général.',
  'mend.denied.relationships':
    'Microsoft Graph ne montre pas les relations : consentez à DelegatedAdminRelationship.Read.All et vérifiez que cette organisation est un partenaire.',
  'mend.denied.partnerCenter':
    'L’Espace Partenaires n’admet pas le compte d’intégration : ajoutez-le au groupe AdminAgents et patientez jusqu’à une heure.',
  'mend.denied.customers':
    'L’Espace Partenaires n’admet pas l’application : inscrivez-la dans l’Espace Partenaires sous Paramètres du compte, Gestion des applications.',
  'mend.denied.customerToken':
    'Le compte d’intégration ne peut pas lire l’organisation de ce client : affectez le rôle Lecteur général d’une relation active à un groupe de sécurité dont il est membre.',
  'mend.denied.customerHealth':
    'Le compte d’intégration ne peut pas lire l’état de service de ce client : affectez le rôle Administrateur du support de service d’une relation active à un groupe de sécurité dont il est membre.',
  'mend.invalid.link':
    'La réponse mène à un autre hôte, qui n’a pas été suivi : vérifiez les adresses MICROSOFT_* et qu’aucun proxy ne modifie les réponses.',
  'mend.broken.fault':
    'Le service de Microsoft est en panne : vérifiez de nouveau dans quelques minutes ; status.cloud.microsoft annonce les pannes étendues.',
  'mend.broken.late':
    'Microsoft n’a pas répondu à temps : vérifiez l’accès du serveur à Internet, puis vérifiez de nouveau dans quelques minutes.',
  'mend.broken.network':
    'Le serveur n’atteint pas Microsoft : vérifiez son réseau, son proxy et son pare-feu, ainsi que les adresses MICROSOFT_*.',
  'mend.broken.unreadable':
    'Ce qui a répondu n’est pas ce que Microsoft envoie : vérifiez les adresses MICROSOFT_* et qu’aucun proxy ne s’interpose ; sinon, vérifiez de nouveau dans quelques minutes.',
  'mend.unknown':
    'Microsoft a refusé pour une raison que cette version ne connaît pas ({cause}) : ses propres mots, ci-dessous, indiquent laquelle.',

  'doctor.title': 'Connexion du partenaire {partnerId}, demandée à {url}',
  'doctor.reference': 'Référence : {requestId}',
  'doctor.allWell': 'Tout fonctionne.',
  'doctor.warnings': 'Tout ce qui est nécessaire fonctionne ; avertissements : {warnings}.',
  'doctor.failed': 'Échecs : {failed} ; omis : {skipped}. Commencez par le premier échec. Paramètres, Connexion : {settings}',

  'connect.step': 'Étape {number} sur {steps} : {title}',
  'connect.registration': 'Inscription d’application',
  'connect.consent': 'Consentement administrateur',
  'connect.account': 'Compte d’intégration',
  'connect.customers': 'Clients',
  'connect.registration.how': `  Ouvrez https://entra.microsoft.com en tant qu’administrateur général de {partnerId} : Entra ID, Inscriptions d’applications.
{clicks}`,
  'connect.consent.how': `  Un administrateur général ouvre cette adresse, examine les autorisations et accepte :
      {adminConsentUrl}
  Il peut s’écouler une minute avant que les jetons de Microsoft portent les nouvelles autorisations.`,
  'connect.consent.noAddress':
    '  L’adresse du consentement administrateur est connue une fois MICROSOFT_CLIENT_ID défini : terminez d’abord l’étape 1.',
  'connect.account.how': `  Tenantry travaille sous un compte d’utilisateur de votre organisation, le compte d’intégration. Il lui faut :
      - être membre d’AdminAgents, pour que l’Espace Partenaires l’admette ;
      - être membre du groupe de sécurité auquel vos relations sont affectées, pour que les organisations des clients l’admettent ;
      - l’authentification multifacteur à chaque connexion, exigée par l’Espace Partenaires ;
      - aucune stratégie d’accès conditionnel qui demande un appareil géré ou une connexion fréquente.
  Vous connecter à Tenantry en tant qu’administrateur général et y raccorder le compte, avec son second facteur :
      {settings}`,
  'connect.customers.how': `  Les relations doivent donner au moins ces rôles au groupe de sécurité du compte :
{roles}
  L’organisation de chaque client doit aussi admettre l’application une fois.
  Clients dont le consentement manque : {consentMissing}. L’accorder pour plusieurs à la fois sous {settings}, ou depuis la page d’un client.`,
  'connect.waiting': 'En attente de la connexion du compte, jusqu’à {minutes} minutes.',
  'connect.signedIn': 'Un compte s’est connecté.',
  'connect.stillWaiting': 'Personne ne s’est connecté en {minutes} minutes.',
  'connect.prompt': 'Entrée : vérifier de nouveau   s : passer   q : quitter > ',
  'connect.skipped': 'Étape passée.',
  'connect.done': 'Chaque étape est vérifiée. tenantry doctor les vérifie toutes quand vous voulez.',
  'connect.warned': 'Chaque étape est vérifiée, avec des avertissements : {steps}. tenantry doctor les vérifie toutes quand vous voulez.',
  'connect.undone': 'Pas encore vérifié : {steps}. tenantry connect reprend de là.',

  'sync.title': 'Lecture de chaque client, demandée à {url}',
  'sync.listGood': 'lue en entier le {at}, enregistrements : {records}, illisibles : {unreadable}',
  'sync.listNever': 'jamais lue en entier',
  'sync.listFailed': 'dernière lecture en échec',
  'sync.listsAsked': 'Lecture des listes demandée. tenantry sync status en montre l’avancement.',
  'sync.line': '{resource} : {good} sur {customers} bonnes, {failing} en échec, {due} dues, {running} en cours, {closed} sans accès',
  'sync.stopped': 'arrêtée dans son ensemble',
  'sync.failures': 'En échec, le plus grand groupe d’abord :',
  'sync.group': '{customers} clients, {resource} : par exemple {examples}',
  'sync.asked': 'Lectures demandées : {asked}. tenantry sync status en montre l’avancement.',
  'resource.details': 'Détails',
  'resource.subscriptions': 'Abonnements',
  'resource.directory': 'Annuaire',
  'resource.health': 'État de service',
  'resource.messages': 'Messages',
}
