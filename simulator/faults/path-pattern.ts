// Paths a fault is for: `/admin/serviceAnnouncement`, `/customers/*/subscriptions`. Pure. Entered by faults.ts.

/** The API's version, or its host where that is part of the path. */
const VERSION = /^\/(webhooks\/v1|auditactivity\/v1|v1\.0|v1|beta|management\.azure\.com)(?=\/|$)/i

/** A star stands for one part of a path. What begins with the pattern matches, with or without that beginning. */
export function pathMatches(pattern: string, path: string): boolean {
  const wanted = partsOf(pattern)
  return [path, path.replace(VERSION, '')].some((one) => {
    const parts = partsOf(one)
    return wanted.length <= parts.length && wanted.every((part, place) => part === '*' || part === '**' || part === parts[place])
  })
}

function partsOf(path: string): string[] {
  return path
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '')
}
