/** A proxy as it is saved, with its login apart: that is a secret. */
export interface ParsedProxy {
  /** `http://host:port`, or `none`. */
  readonly proxy: string
  /** `user:password`. */
  readonly proxyLogin?: string
}

/** The proxy in what was typed, or what is wrong with it; a scheme may be left away. */
export const parseProxy = (typed: string): ParsedProxy | { readonly wrong: string } => {
  const text = typed.trim()
  if (text === 'none') return { proxy: 'none' }
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  if (text === '' || url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    return { wrong: 'The proxy must be an address like http://proxy.example.com:3128, or none' }
  }
  const { username, password, origin } = url
  if (username === '' && password === '') return { proxy: origin }
  if (username === '') return { wrong: 'The login of the proxy has no user name' }
  return { proxy: origin, proxyLogin: `${decoded(username)}:${decoded(password)}` }
}

/** A `%` in a password that was typed as it is, is one. */
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
