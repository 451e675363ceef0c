// Every French text, as one file the browser loads only when French is chosen.
export const resources = import.meta.glob<Record<string, string>>('./fr/*.json', { eager: true, import: 'default' })
