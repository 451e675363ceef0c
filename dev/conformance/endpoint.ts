// Reads an endpoint as documentation writes it: placeholders, real IDs, queries, stray marks, hosts, any version. Pure.

export type Endpoint = {
  /** Null where documentation leaves it out. */
  method: string | null
  /** Null where it is written without one. */
  host: string | null
  /** Without the version. */
  segments: readonly string[]
}

const methodFirst = /^\[?(GET|HEAD|POST|PUT|PATCH|DELETE)\b\]?[\s:]*/i

/** `GET ** /v1/customers/{customer-id}??size=40&x HTTP/1.1` and its like. Null where nothing is called. */
export function readEndpoint(written: string): Endpoint | null {
  const plain = written.trim().replace(/^[^\w/{<[]+/, '')
  const method = methodFirst.exec(plain)?.[1]?.toUpperCase() ?? null
  const rest = plain
    .replace(methodFirst, '')
    .replace(/\s+HTTP\/\d(\.\d)?\s*$/i, '')
    .replace(/^(https?:\/\/)\s+/i, '$1')
    .replace(/^(\{\{?[\w-]*(url|host|root)[\w-]*\}?\}|\[\])/i, '')
    .replace(/^[*\s`'"]+/, '')
  const host = /^https?:\/\/([^/]+)/i.exec(rest)?.[1]?.toLowerCase() ?? null
  const path = pathOf(rest.replace(/^https?:\/\/[^/]+/i, ''))
  const segments = segmentsOf(path).map((segment) =>
    segment.replace(/^[*`'"\s]+|[*`'">\s]+$/g, (mark) => (mark.includes('>') && segment.startsWith('<') ? mark : '')),
  )
  const [first, ...others] = segments.filter((segment) => segment !== '')
  if (first === undefined) return null
  return { method, host, segments: /^(v\d+(\.\d+)?|beta)$/i.test(first) ? others : [first, ...others] }
}

/** What stands before the query: cut at `?`, or at `&` where the question mark was forgotten, but not within a placeholder. */
function pathOf(written: string): string {
  const depth = { '{': 1, '<': 1, '(': 1, '}': -1, ')': -1 } as Record<string, number>
  let open = 0
  for (const [place, mark] of [...written].entries()) {
    if (open <= 0 && (mark === '?' || mark === '&' || mark === ' ')) return [...written].slice(0, place).join('')
    if (mark === '>' && open > 0) open -= 1
    else open += depth[mark] ?? 0
  }
  // Somewhere a bracket was forgotten: then the first mark of a query counts after all.
  return open > 0 ? (written.split(/[?&]/)[0] ?? '') : written
}

/** A placeholder may hold a stroke: `{id/name}`. */
const segmentsOf = (path: string): string[] => path.match(/(?:\{[^}]*\}|<[^>]*>|\([^)]*\)|[^/])+/g) ?? []

const placeholder = /^(\{.*|<.*|\[.*|:\w+|\$\{.*)$/

/**
 * Whether a segment may stand for a parameter. A bare word in lower or camel case is the name of something else there: `delta`,
 * `relationshiprequests`, `customTermEndDates`.
 */
const mayBeValue = (segment: string): boolean =>
  placeholder.test(segment) ||
  (!segment.startsWith('$') && (/[\d@._%-]/.test(segment) || /^[A-Z]/.test(segment) || /^[a-z]{2}$/.test(segment)))

/** How well an endpoint fits a template of ours: the number of segments that agree word for word, or null where it does not. */
export function fitOf({ segments }: Endpoint, template: string): number | null {
  const wanted = segmentsOf(template.replace(/^\/v\d+(\.\d+)?(?=\/)/, ''))
  if (wanted.length !== segments.length) return null
  let fit = 0
  for (const [place, one] of wanted.entries()) {
    const written = segments[place] ?? ''
    if (/^\{\w+\}$/.test(one)) {
      if (!mayBeValue(written)) return null
    } else if (agrees(one, written)) fit += 1
    else return null
  }
  return fit
}

/** `findTenant…(tenantId='{tenantId}')` agrees whatever the value; `incidentReport()` with and without brackets, names with their namespace. */
function agrees(template: string, written: string): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/^microsoft\.graph\.(?=\w+(\(|$))/, template.toLowerCase().startsWith('microsoft.graph.') ? 'microsoft.graph.' : '')
      .replace(/=[^,)]*/g, '=')
      .replace(/\(\s*\)$/, '')
  return plain(template) === plain(written)
}
