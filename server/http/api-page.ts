// The OpenAPI document as one page to read, without script. Written by hand: the usual viewers fail the accessibility checks every page here passes.
import { problems } from '../../contract/problem.ts'

type Schema = { type?: string; format?: string; enum?: unknown[]; default?: unknown; description?: string; [key: string]: unknown }
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema }
type Body = { content?: Record<string, { schema?: Schema }> }
type Operation = {
  summary?: string
  description?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: Body
  responses?: Record<string, Body>
}

/** The parts of an OpenAPI 3.1 document that the page shows. */
export type ApiDocument = {
  info: { title: string; version: string; description?: string }
  paths: Record<string, Record<string, Operation>>
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const text = (value: unknown): string => String(value ?? '').replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

export function apiPage({ info, paths }: ApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const groups = Map.groupBy(operations, ({ operation }) => operation.tags?.[0] ?? 'other')
  const contents = [...groups.keys()].map((name) => `<li><a href="#${text(name)}">${text(name)}</a></li>`).join('')
  const sections = [...groups].map(
    ([name, members]) => `<section><h2 id="${text(name)}">${text(name)}</h2>${members.map(operationHtml).join('')}</section>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${text(info.title)}</title><link rel="icon" href="/favicon.svg" type="image/svg+xml"><style>${style}</style></head>
<body><header><h1>${text(info.title)} <small>${text(info.version)}</small></h1><p>${text(info.description)}</p>
<p>For programs: <a href="/api/openapi.json">OpenAPI 3.1 document</a>. <a href="/">Back to Tenantry</a></p></header>
<nav aria-label="Contents"><ul>${contents}<li><a href="#errors">errors</a></li></ul></nav>
<main>${sections.join('')}${errorsHtml()}</main></body></html>`
}

function operationHtml({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const { summary, description, parameters = [], requestBody, responses = {} } = operation
  return `<article><h3><span class="method ${text(method)}">${text(method.toUpperCase())}</span> <code>${text(path)}</code></h3>
<p>${text(summary)}</p>${description ? `<p class="right">${text(description)}</p>` : ''}
${parameters.length > 0 ? parametersHtml(parameters) : ''}${schemaHtml('Body', requestBody)}${schemaHtml('Answer', responses['200'])}</article>`
}

function parametersHtml(parameters: Parameter[]): string {
  const rows = parameters.map(
    ({ name, in: place, required, description, schema = {} }) =>
      `<tr><th scope="row"><code>${text(name)}</code></th><td>${text(place)}${required ? ', required' : ''}</td><td>${text(kindOf(schema))}</td><td>${text(description ?? schema.description)}</td></tr>`,
  )
  return `<div class="wide" tabindex="0" role="group" aria-label="Parameters"><table><thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Kind</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

function kindOf({ type, format, enum: members, default: standard }: Schema): string {
  const kind = members ? members.join(' | ') : [type, format].filter(Boolean).join(', ')
  return standard === undefined || standard === '' ? kind : `${kind} (default ${String(standard)})`
}

function schemaHtml(title: string, body: Body | undefined): string {
  const schema = body?.content?.['application/json']?.schema
  if (!schema) return ''
  const { $schema: _, ...shown } = schema
  return `<details><summary>${title}</summary><pre tabindex="0">${text(JSON.stringify(shown, null, 2))}</pre></details>`
}

function errorsHtml(): string {
  const rows = Object.entries(problems).map(
    ([code, { status, title }]) => `<tr><th scope="row"><code>${code}</code></th><td>${status}</td><td>${text(title)}</td></tr>`,
  )
  return `<section><h2 id="errors">errors</h2><p>Every failure is <code>application/problem+json</code> (RFC 9457) with one of these codes, a sentence that says what to do, and the request's id.</p>
<div class="wide" tabindex="0" role="group" aria-label="Error codes"><table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`
}

const style = `
:root { color-scheme: light dark; --ink: #1f2322; --soft: #4d5654; --paper: #faf9f6; --card: #fff; --line: #dcdad3; --accent: #0b6270 }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae6; --soft: #b9bfbd; --paper: #191c1c; --card: #212525; --line: #3a4140; --accent: #6fc6d1 } }
body { margin: 0; font: 16px/1.55 "Segoe UI Variable", "Segoe UI", system-ui, sans-serif; color: var(--ink); background: var(--paper) }
header, main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem } nav { position: sticky; top: 0; background: var(--paper); border-block: 1px solid var(--line) }
nav ul { max-width: 60rem; margin: 0 auto; padding: .5rem 1rem; list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem } a { color: var(--accent); padding: .25rem 0; display: inline-block }
h1 small { font-size: 1rem; font-weight: 400; color: var(--soft) } h2 { margin-top: 2.5rem; scroll-margin-top: 4rem; text-transform: capitalize } h3 { margin: 0 0 .25rem; font-size: 1rem }
article { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem; margin: 1rem 0 } article p { margin: .25rem 0 } .right { color: var(--soft); font-size: .9rem }
code, pre { font-family: "Cascadia Code", ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere } pre { overflow: auto; max-height: 24rem; margin: .5rem 0 0 }
.method { display: inline-block; min-width: 4.2em; font-weight: 600; color: var(--accent) } .wide { overflow-x: auto } summary { cursor: pointer; padding: .25rem 0; color: var(--accent) }
table { border-collapse: collapse; margin: .75rem 0; width: 100%; font-size: .9rem } th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line) } thead th { border: 0; color: var(--soft); font-weight: 600 }`
