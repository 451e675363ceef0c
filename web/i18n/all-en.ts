// Every English text, as one file the browser loads only when English is chosen.
export const resources = import.meta.glob<Record<string, string>>('./en/*.json', { eager: true, import: 'default' })
