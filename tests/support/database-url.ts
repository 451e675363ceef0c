// Names and addresses of the test databases. Pure.
export const templateName = 'tenantry_template'

/** The same server and account, another database. */
export function databaseUrl(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
