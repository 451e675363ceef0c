// The mail that arrived, as web pages. Entered by simulator.ts; the same as JSON is /control/inbox.
import type { FastifyInstance } from 'fastify'
import { escapeHtml, type Language, languageOf, page } from '../page-shell.ts'
import type { Inbox, InboxMessage } from './inbox.ts'

const TEXTS = {
  en: {
    title: 'Inbox',
    empty: 'No mail has arrived yet.',
    from: 'From',
    to: 'To',
    subject: 'Subject',
    received: 'Received',
    back: 'All messages',
    text: 'As text',
    html: 'As HTML',
    gone: 'This message is not here',
    none: '(no subject)',
    attached: 'Attached',
    bytes: 'bytes',
    fileGone: 'This attachment is no longer kept',
  },
  fr: {
    title: 'Boîte de réception',
    empty: 'Aucun message n’est encore arrivé.',
    from: 'De',
    to: 'À',
    subject: 'Objet',
    received: 'Reçu',
    back: 'Tous les messages',
    text: 'En texte',
    html: 'En HTML',
    gone: 'Ce message n’est pas ici',
    none: '(sans objet)',
    attached: 'Pièces jointes',
    bytes: 'octets',
    fileGone: 'Cette pièce jointe n’est plus conservée',
  },
}

export function registerInbox(app: FastifyInstance, inbox: Inbox): void {
  app.get('/inbox', async (request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    return reply.type('text/html; charset=utf-8').send(listPage(language, inbox.messages))
  })
  app.get<{ Params: { id: string } }>('/inbox/:id', async (request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    const message = inbox.messages.find((one) => one.id === Number(request.params.id))
    reply.type('text/html; charset=utf-8')
    return message ? reply.send(messagePage(language, message)) : reply.code(404).send(gonePage(language, TEXTS[language].gone))
  })
  app.get<{ Params: { id: string; nth: string } }>('/inbox/:id/attachments/:nth', async (request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    const file = inbox.fileOf(Number(request.params.id), Number(request.params.nth))
    if (!file) return reply.code(404).type('text/html; charset=utf-8').send(gonePage(language, TEXTS[language].fileGone))
    // Whatever it is, the browser keeps it as a file and runs nothing of it.
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name || 'attachment')}`)
      .header('x-content-type-options', 'nosniff')
      .type('application/octet-stream')
      .send(file.content)
  })
}

const gonePage = (language: Language, title: string): string =>
  page({ title, language, body: `<h1>${title}</h1><p><a href="/inbox">${TEXTS[language].back}</a></p>` })

function listPage(language: Language, messages: readonly InboxMessage[]): string {
  const texts = TEXTS[language]
  const rows = [...messages]
    .reverse()
    .map(
      (message) =>
        `<tr><td><a href="/inbox/${message.id}">${escapeHtml(message.subject || texts.none)}</a></td><td>${escapeHtml(message.to.join(', '))}</td><td>${escapeHtml(message.from)}</td><td>${escapeHtml(message.receivedAt)}</td></tr>`,
    )
  const table = `<table><thead><tr><th>${texts.subject}</th><th>${texts.to}</th><th>${texts.from}</th><th>${texts.received}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  return page({
    title: texts.title,
    language,
    wide: true,
    body: `<h1>${texts.title}</h1>${rows.length > 0 ? table : `<p class="soft">${texts.empty}</p>`}`,
  })
}

function messagePage(language: Language, message: InboxMessage): string {
  const texts = TEXTS[language]
  const facts = [
    [texts.from, message.from],
    [texts.to, message.to.join(', ')],
    [texts.received, message.receivedAt],
  ]
  // The sandbox keeps scripts and forms of the mail from running; pictures and styles are shown.
  const html = message.html
    ? `<h2>${texts.html}</h2><iframe sandbox title="${texts.html}" srcdoc="${escapeHtml(message.html)}"></iframe>`
    : ''
  const files = message.attachments.map(
    ({ name, size }, nth) =>
      `<li><a href="/inbox/${message.id}/attachments/${nth}">${escapeHtml(name)}</a> (${size.toLocaleString(language)} ${texts.bytes})</li>`,
  )
  const attached = files.length > 0 ? `<h2>${texts.attached}</h2><ul>${files.join('')}</ul>` : ''
  const body = `<p><a href="/inbox">${texts.back}</a></p><h1>${escapeHtml(message.subject || texts.none)}</h1>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value ?? '')}</dd>`).join('')}</dl><h2>${texts.text}</h2><pre>${escapeHtml(message.text)}</pre>${html}${attached}`
  return page({ title: message.subject || texts.none, language, wide: true, body })
}
