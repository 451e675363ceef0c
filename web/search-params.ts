// Reads and writes the query part of addresses as plain text values, so that links stay readable and "123" stays a text.

export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value))
  }
  return params.size > 0 ? `?${params}` : ''
}

/** A text parameter, or nothing where it is absent or empty. */
export const textParam = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Comma-separated IDs. Anything else would be refused by the server; a link that was cut short shows what is left of it. */
export const idsParam = (value: unknown): string | undefined =>
  textParam(value)
    ?.split(',')
    .filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    .slice(0, 50)
    .join(',') || undefined
