// A browser without a window for the simulator's tests: keeps cookies, follows redirects, presses the buttons of forms. Used by *.test.ts only.

export type Visit = { status: number; url: string; html: string; headers: Headers }
type Sent = { method?: string; form?: Record<string, string>; language?: string }

export type Visitor = {
  /** Follows redirects until a page comes or an address outside the simulator is reached. */
  open(address: string, sent?: Sent): Promise<Visit>
  /** Presses the button with this name and value on a page, with the form's hidden fields. */
  press(visit: Visit, button: { name: string; value: string }): Promise<Visit>
}

export function createVisitor(origin: string, language = 'en'): Visitor {
  const jar = new Map<string, { value: string; path: string }>()
  const keep = (headers: Headers, address: URL) => {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
      const name = pair.slice(0, pair.indexOf('='))
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? address.pathname
      const gone = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=Thu, 01 Jan 1970/i.test(one))
      if (gone) jar.delete(`${name}|${path}`)
      else jar.set(`${name}|${path}`, { value: pair.slice(name.length + 1), path })
    }
  }
  const cookiesFor = (address: URL) =>
    [...jar]
      .filter(([, one]) => address.pathname === one.path || address.pathname.startsWith(one.path.endsWith('/') ? one.path : `${one.path}/`))
      .map(([key, one]) => `${key.split('|')[0]}=${one.value}`)
      .join('; ')

  const open = async (start: string, sent: Sent = {}): Promise<Visit> => {
    let address = new URL(start, origin)
    let { method = 'GET', form } = sent
    for (let hop = 0; hop < 12; hop++) {
      if (address.origin !== origin) return { status: 0, url: address.href, html: '', headers: new Headers() }
      const response = await fetch(address, {
        method,
        redirect: 'manual',
        headers: { cookie: cookiesFor(address), 'accept-language': language },
        ...(form ? { body: new URLSearchParams(form) } : {}),
      })
      keep(response.headers, address)
      const location = response.headers.get('location')
      if (response.status < 300 || response.status > 399 || !location) {
        return { status: response.status, url: address.href, html: await response.text(), headers: response.headers }
      }
      address = new URL(location, address)
      method = 'GET'
      form = undefined
    }
    throw new Error(`Too many redirects from ${start}`)
  }
  const press: Visitor['press'] = (visit, button) => {
    if (!visit.html.includes(`name="${button.name}" value="${button.value}"`))
      throw new Error(`No button ${button.name}=${button.value} on ${visit.url}`)
    const action = (/<form method="post" action="([^"]+)"/.exec(visit.html)?.[1] ?? '').replaceAll('&amp;', '&')
    const hidden = [...visit.html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((match) => [match[1], match[2]])
    return open(new URL(action, visit.url).href, { method: 'POST', form: { ...Object.fromEntries(hidden), [button.name]: button.value } })
  }
  return { open, press }
}
