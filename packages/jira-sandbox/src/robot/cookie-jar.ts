/** Cookies by host and path, as browsers keep them: the port does not matter. */
export interface CookieJar {
  store(url: URL, setCookies: readonly string[]): void
  /** The `Cookie` value for a request; empty when there is none. */
  headerFor(url: URL): string
}

interface Cookie {
  readonly host: string
  readonly path: string
  readonly name: string
  readonly value: string
}

const parse = (url: URL, text: string): Cookie & { readonly dead: boolean } => {
  const [pair = '', ...attributes] = text.split(';').map((part) => part.trim())
  const equals = pair.indexOf('=')
  const path = attributes.find((attribute) => /^path=/iu.test(attribute))?.slice('path='.length) ?? '/'
  const dead = attributes.some((attribute) => /^max-age=0$/iu.test(attribute))
  return { host: url.hostname, path, name: pair.slice(0, equals), value: pair.slice(equals + 1), dead }
}

// RFC 6265 section 5.1.4.
const covers = (path: string, pathname: string): boolean =>
  pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)

/** An empty jar. */
export const createCookieJar = (): CookieJar => {
  const cookies = new Map<string, Cookie>()
  return {
    store: (url, setCookies) => {
      for (const { dead, ...cookie } of setCookies.map((text) => parse(url, text))) {
        const id = `${cookie.host} ${cookie.path} ${cookie.name}`
        if (dead) cookies.delete(id)
        else cookies.set(id, cookie)
      }
    },
    headerFor: (url) =>
      [...cookies.values()]
        .filter(({ host, path }) => host === url.hostname && covers(path, url.pathname))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),
  }
}
