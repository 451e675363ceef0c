// The signed-out status page as HTML: no script, nothing loaded, light and dark, everything that comes from elsewhere escaped. Pure.
import type { HealthState } from '../../../contract/health-states.ts'
import type { Status, StatusIssue } from './status-page.queries.ts'
import type { StatusLanguage } from './status-page.rules.ts'
import { statusTexts } from './status-page.texts.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

export function statusHtml(status: Status, language: StatusLanguage): string {
  const t = statusTexts[language]
  const incidents = status.issues.filter(({ classification }) => classification === 'incident').length
  const advisories = status.issues.length - incidents
  const lead = status.issues.length > 0 ? t.trouble(incidents, advisories) : status.known ? t.calm : t.unknown
  const worst = incidents > 0 ? 'incident' : advisories > 0 ? 'advisory' : status.known ? 'healthy' : 'unknown'
  const fresh = status.readAt
    ? `${t.read(timeHtml(status.readAt, language))} ${t.lately(status.readings.lately, status.readings.of)}`
    : t.neverRead
  return pageHtml(
    language,
    t.title,
    `<header><h1>${safe(t.of(status.partner))}</h1><p class="lead">${shape(worst)}<span>${lead}</span></p>
<p class="quiet">${fresh}${status.readAt && status.stale ? ` <strong>${t.stale}</strong>` : ''} <a href="?language=${language}">${t.reload}</a></p></header>
<section aria-labelledby="open"><h2 id="open">${t.open}</h2>${issuesHtml(status.issues, language)}</section>
<section aria-labelledby="services"><h2 id="services">${t.services}</h2>${servicesHtml(status.services, language)}</section>`,
  )
}

/** What is shown instead, by the status of the answer. */
export function problemHtml(status: number, language: StatusLanguage): string {
  const { problems } = statusTexts[language]
  const { title, why } = status === 429 ? problems.tooMany : status < 500 ? problems.notThere : problems.notNow
  return pageHtml(language, title, `<header><h1>${title}</h1><p>${why}</p></header>`)
}

function issuesHtml(issues: readonly StatusIssue[], language: StatusLanguage): string {
  const t = statusTexts[language]
  if (issues.length === 0) return `<p>${t.none}</p>`
  return `<p class="quiet">${t.original}</p><ul class="issues">${issues.map((issue) => issueHtml(issue, language)).join('')}</ul>`
}

function issueHtml(issue: StatusIssue, language: StatusLanguage): string {
  const t = statusTexts[language]
  const { issueId, service, title, classification, startsAt, modifiedAt, affected, customers } = issue
  const facts = [
    t.kinds[classification],
    safe(service),
    t.customers(affected),
    ...(startsAt ? [`${t.since} ${timeHtml(startsAt, language)} UTC`] : []),
    ...(modifiedAt ? [`${t.updated} ${timeHtml(modifiedAt, language)} UTC`] : []),
  ]
  const more = affected - customers.length
  const names = customers.length > 0 ? `<p>${customers.map(safe).join(', ')}${more > 0 ? ` ${t.more(more)}` : ''}</p>` : ''
  return `<li>${shape(classification)}<div><h3><span class="number">${safe(issueId)}</span> <span lang="en">${safe(title)}</span></h3>
<p class="quiet">${facts.join(' · ')}</p>${names}</div></li>`
}

function servicesHtml(services: Status['services'], language: StatusLanguage): string {
  const t = statusTexts[language]
  if (services.length === 0) return `<p>${t.none}</p>`
  const number = new Intl.NumberFormat(language)
  const rows = services.map(
    ({ service, state, affected }) =>
      `<tr><th scope="row">${safe(service)}</th><td><span class="state">${shape(state)}${t.states[state]}</span></td><td class="count">${number.format(affected)}</td></tr>`,
  )
  return `<table><thead><tr><th scope="col">${t.service}</th><th scope="col">${t.state}</th><th scope="col" class="count">${t.affected}</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>`
}

function timeHtml(at: Date, language: StatusLanguage): string {
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  return `<time datetime="${at.toISOString()}">${format.format(at)}</time>`
}

/** The shapes of D9, the same as everywhere: circle with check, triangle, octagon, dashed circle. */
const paths: Record<HealthState, string> = {
  healthy:
    '<circle cx="10" cy="10" r="8" fill="currentColor"/><path d="m6.2 10.2 2.6 2.6 5-5.4" fill="none" stroke="var(--back)" stroke-width="1.8"/>',
  advisory: '<path d="M10 2 18.7 17.5H1.3Z" fill="currentColor"/><path d="M10 7.4v5M10 14v1.8" stroke="var(--back)" stroke-width="1.8"/>',
  incident:
    '<path d="M6.6 2h6.8L18 6.6v6.8L13.4 18H6.6L2 13.4V6.6Z" fill="currentColor"/><path d="m7 7 6 6M13 7l-6 6" stroke="var(--back)" stroke-width="1.8"/>',
  unknown:
    '<circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="3 2"/><path d="M7.9 8a2.1 2.1 0 1 1 2.1 2.4v1.2M10 13.2v1.6" fill="none" stroke="currentColor" stroke-width="1.5"/>',
}
const shape = (state: HealthState): string =>
  `<svg class="shape ${state}" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">${paths[state]}</svg>`

function pageHtml(language: StatusLanguage, title: string, body: string): string {
  const other = language === 'fr' ? 'en' : 'fr'
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow, noarchive"><meta name="color-scheme" content="light dark"><title>${safe(title)} · Tenantry</title><link rel="icon" href="/favicon.svg" type="image/svg+xml"><style>${style}</style></head>
<body><nav aria-label="${language === 'fr' ? 'Langue' : 'Language'}"><a href="?language=${other}" lang="${other}" hreflang="${other}">${statusTexts[language].other}</a></nav><main>${body}</main></body></html>`
}

const style = `
:root{--fore:#1b1a19;--quiet:#575553;--back:#fff;--page:#faf9f8;--line:#dad6d0;--link:#0b5a8f;--good:#0e700e;--warn:#a04208;--bad:#b10e1c}
@media (prefers-color-scheme:dark){:root{--fore:#f5f4f2;--quiet:#b8b4af;--back:#232120;--page:#191817;--line:#45413d;--link:#7cc0ee;--good:#6ccb6c;--warn:#f2a65a;--bad:#f1777f}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--fore);font:15px/1.5 "Segoe UI","Segoe UI Web",system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:860px;margin:0 auto;padding:8px 20px 48px;display:grid;gap:28px;grid-template-columns:minmax(0,1fr)}
nav{max-width:860px;margin:0 auto;padding:16px 20px 0;text-align:end}
a{color:var(--link);display:inline-block;min-height:24px}a:focus-visible{outline:2px solid currentColor;outline-offset:2px;border-radius:2px}
h1{font-size:28px;line-height:1.25;margin:0 0 12px;text-wrap:balance}h2{font-size:18px;margin:0 0 8px}h3{font-size:15px;margin:0;font-weight:600}p{margin:0}
.lead{display:flex;gap:10px;align-items:center;font-size:18px}.quiet{color:var(--quiet);font-size:14px;margin-top:6px}.number{color:var(--quiet);font-weight:400;margin-inline-end:4px}
.shape{flex:none}.healthy{color:var(--good)}.advisory{color:var(--warn)}.incident{color:var(--bad)}.unknown{color:var(--quiet)}
.issues{list-style:none;margin:10px 0 0;padding:0;background:var(--back);border:1px solid var(--line);border-radius:8px}
.issues li{display:flex;gap:12px;padding:14px 16px}.issues li+li{border-top:1px solid var(--line)}.issues .quiet{margin-top:2px}.issues div{min-width:0}
table{width:100%;border-collapse:collapse;background:var(--back);border:1px solid var(--line)}th,td{padding:10px 16px;text-align:start;border-top:1px solid var(--line);font-weight:400}
thead th{color:var(--quiet);font-size:13px;border-top:0}.state{display:inline-flex;gap:8px;align-items:center}.count{text-align:end;font-variant-numeric:tabular-nums}
@media (max-width:479px){h1{font-size:22px}th,td{padding:10px 8px}}`
