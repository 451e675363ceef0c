// The plain look that the simulator's own pages share: sign-in, portals, inbox, control. Knows no content.

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter)
}

export type Language = 'en' | 'fr'

export function languageOf(acceptLanguage: string | undefined): Language {
  const first = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((code) => code === 'fr' || code === 'en')
  return first === 'fr' ? 'fr' : 'en'
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6675;--line:#d9dee5;--paper:#fff;--back:#eef1f5;--accent:#0b5a74;--accent-ink:#fff;--warn:#9b2c1f}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf3;--soft:#a4b0be;--line:#39424e;--paper:#1d242d;--back:#12171d;--accent:#7cc6df;--accent-ink:#0d1a20;--warn:#ff9c8c}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",sans-serif;display:grid;place-items:start center;padding:6vh 16px}
main{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:32px;width:100%;max-width:32rem;box-shadow:0 6px 24px rgb(0 0 0/.08)}main.wide{max-width:60rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.1rem;margin:1.5rem 0 .5rem}p{margin:.5rem 0}.soft{color:var(--soft)}.small{font-size:.85rem}.warn{color:var(--warn)}
.brand{font-size:.8rem;letter-spacing:.04em;color:var(--soft);margin:0 0 1.25rem}ul.plain{list-style:none;padding:0;margin:1rem 0}
button,a.button{font:inherit;border:1px solid var(--line);border-radius:6px;background:transparent;color:inherit;padding:.6rem .9rem;cursor:pointer;text-decoration:none;display:inline-block}
button:hover,a.button:hover{border-color:var(--accent)}button:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
button.primary,a.primary{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}a{color:var(--accent)}
button.account,a.account{width:100%;text-align:left;display:grid;grid-template-columns:2.5rem 1fr;gap:.75rem;align-items:center;margin-bottom:.5rem}
.face{width:2.5rem;height:2.5rem;border-radius:50%;background:var(--accent);color:var(--accent-ink);display:grid;place-items:center;font-weight:600;font-size:.9rem}
.lines{display:grid;min-width:0}.lines span{overflow-wrap:anywhere}.row{display:flex;gap:.75rem;flex-wrap:wrap;margin-top:1.25rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1.25rem;margin:1rem 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
iframe{width:100%;height:28rem;border:1px solid var(--line);border-radius:6px;background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere}code{font-size:.9em}`

export type Page = { title: string; language: Language; body: string; wide?: boolean; data?: Record<string, string> }

export function page({ title, language, body, wide, data = {} }: Page): string {
  const attributes = Object.entries(data)
    .map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`)
    .join('')
  const brand = language === 'fr' ? 'Nuage Microsoft simulé' : 'Simulated Microsoft cloud'
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><main${wide ? ' class="wide"' : ''}${attributes}><p class="brand">${brand}</p>${body}</main></body></html>`
}

export function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase()
}
