/** One parameter of a signed request, decoded. */
export type Parameter = readonly [name: string, value: string]

/** Escapes a text as signatures want it (RFC 5849 section 3.6): only letters, digits and `-._~` stay as they are. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

// Names and values are percent-encoded; the realm alone is a plain quoted string (RFC 5849 section 3.5.1).
const encoded = String.raw`(?:[\w.~-]|%[0-9a-f]{2})`
const member = new RegExp(String.raw`\s*(?:(realm)="([^"]*)"|(${encoded}+)="(${encoded}*)")\s*(?:,|$)`, 'iuy')

/** True when an `Authorization` header is one of OAuth 1.0a. */
export const isOAuth1 = (header: string | undefined): boolean => /^OAuth\s/iu.test(header ?? '')

/** The parameters of an `Authorization: OAuth` header without the realm; undefined when it is not well formed. */
export const readAuthorization = (header: string): readonly Parameter[] | undefined => {
  const text = header.replace(/^OAuth\s+/iu, '')
  const parameters: Parameter[] = []
  const pattern = new RegExp(member)
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text)
    if (found === null) return undefined
    const [, realm, , name, value] = found
    if (realm !== undefined) continue
    try {
      parameters.push([decodeURIComponent(name ?? ''), decodeURIComponent(value ?? '')])
    } catch {
      return undefined
    }
  }
  return parameters
}
