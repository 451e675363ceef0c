// Where to go after signing in: only ever a place within the product, whatever a link says. Pure.

export function safeReturnTo(wanted: string | undefined): string {
  if (!wanted?.startsWith('/')) return '/'
  const target = new URL(wanted, 'https://here.invalid')
  // "//elsewhere" and "/\elsewhere" also begin with a slash.
  if (target.origin !== 'https://here.invalid' || target.pathname.startsWith('/sign-in')) return '/'
  return target.pathname + target.search
}
