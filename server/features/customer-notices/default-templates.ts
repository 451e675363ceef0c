// The messages to customers that come with the product, in plain words; a partner may put its own in their place.
import type { Message, NoticeKind, NoticeLanguage } from '../../../contract/notice-templates.ts'

const english: Record<NoticeKind, Message> = {
  opened: {
    subject: '{service}: a problem at Microsoft affects {customer}',
    body: `Hello,

Microsoft reports a problem with {service} that may affect your users.

What is broken: {title}
Since: {since}
What works meanwhile: {meanwhile}
Next update: {nextUpdate}

You do not have to do anything. Microsoft is working on it, and we follow it for you.

Microsoft’s reference: {issue}

{sender}
{partner}`,
  },
  updated: {
    subject: '{service}: where the problem at Microsoft stands',
    body: `Hello,

The problem with {service} that we told you about is not solved yet.

What is broken: {title}
Since: {since}
What works meanwhile: {meanwhile}
Next update: {nextUpdate}

Microsoft is still working on it, and we keep following it for you.

Microsoft’s reference: {issue}

{sender}
{partner}`,
  },
  resolved: {
    subject: '{service}: the problem at Microsoft is solved',
    body: `Hello,

Microsoft has solved the problem with {service}.

What was broken: {title}
From: {since}
Until: {ended}

If something still does not work, close the application and open it again; if that does not help, answer this message.

Microsoft’s reference: {issue}

{sender}
{partner}`,
  },
}

const french: Record<NoticeKind, Message> = {
  opened: {
    subject: '{service} : un problème chez Microsoft touche {customer}',
    body: `Bonjour,

Microsoft signale un problème sur {service} qui peut toucher vos utilisateurs.

Ce qui ne fonctionne pas (texte de Microsoft) : {title}
Depuis : {since}
Ce qui fonctionne en attendant : {meanwhile}
Prochaines nouvelles : {nextUpdate}

Vous n’avez rien à faire. Microsoft y travaille et nous suivons la situation pour vous.

Référence de Microsoft : {issue}

{sender}
{partner}`,
  },
  updated: {
    subject: '{service} : où en est le problème chez Microsoft',
    body: `Bonjour,

Le problème sur {service} dont nous vous avons parlé n’est pas encore résolu.

Ce qui ne fonctionne pas (texte de Microsoft) : {title}
Depuis : {since}
Ce qui fonctionne en attendant : {meanwhile}
Prochaines nouvelles : {nextUpdate}

Microsoft y travaille toujours et nous continuons à suivre la situation pour vous.

Référence de Microsoft : {issue}

{sender}
{partner}`,
  },
  resolved: {
    subject: '{service} : le problème chez Microsoft est résolu',
    body: `Bonjour,

Microsoft a résolu le problème sur {service}.

Ce qui ne fonctionnait pas (texte de Microsoft) : {title}
Depuis : {since}
Jusqu’à : {ended}

Si quelque chose ne fonctionne toujours pas, fermez l’application et ouvrez-la à nouveau ; si cela ne suffit pas, répondez à ce message.

Référence de Microsoft : {issue}

{sender}
{partner}`,
  },
}

export const defaultTemplates: Record<NoticeLanguage, Record<NoticeKind, Message>> = { fr: french, en: english }
