// The mail with a code, in both languages: which one its reader speaks is not known yet. Pure.
import { htmlFrame } from './layout.ts'
import type { Written } from './notice.ts'

export function codeMail(code: string, minutes: number): Written {
  const en = `Enter this code in Tenantry to receive notices at this address. It holds for ${minutes} minutes. If you did not ask for it, ignore this mail: nothing will be sent.`
  const fr = `Saisissez ce code dans Tenantry pour recevoir des avis à cette adresse. Il est valable ${minutes} minutes. Si vous ne l’avez pas demandé, ignorez cet e-mail\u202f: rien ne sera envoyé.`
  return {
    subject: `${code} – Tenantry`,
    text: `${code}\n\n${en}\n\n${fr}\n`,
    html: htmlFrame({
      language: 'en',
      title: 'Tenantry',
      body: `<p style="font-size:28px;letter-spacing:4px;font-weight:600;margin:0 0 16px">${code}</p><p>${en}</p><p lang="fr">${fr}</p>`,
      footer: 'Tenantry',
    }),
  }
}
