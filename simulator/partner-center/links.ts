// Links and lists in Partner Center's envelope. Pure. Entered by whatever writes a resource.

export type Link = { uri: string; method: string; headers: { key: string; value: string }[] }

export function link(uri: string): Link {
  return { uri, method: 'GET', headers: [] }
}

export function collection(items: readonly unknown[], selfUri?: string) {
  return {
    totalCount: items.length,
    items,
    ...(selfUri === undefined ? {} : { links: { self: link(selfUri) } }),
    attributes: { objectType: 'Collection' },
  }
}

/** The country in the addresses of catalog resources. */
export function inCountry(country: string): string {
  return `?country=${country}`
}
