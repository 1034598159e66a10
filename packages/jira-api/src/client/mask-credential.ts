/** Shorter pieces are no secrets, and would be found everywhere. */
const SHORTEST = 8

/** The parts of a header that nobody may see: a token, or the quoted values of a signature. */
const secretsOf = (authorization: string): readonly string[] => {
  const quoted = [...authorization.matchAll(/="([^"]*)"/g)].map(([, value = '']) => value)
  const bare = quoted.length > 0 ? quoted : [authorization.replace(/^\s*\S+\s+/, '').trim()]
  // What comes back may have lost its padding.
  return bare.map((secret) => secret.replace(/=+$/, '')).filter((secret) => secret.length >= SHORTEST)
}

/** A text that a site sent back, without the credential that it was sent: some echo what they refuse. */
export const maskCredential = (text: string, authorization: string | undefined): string => {
  let masked = text
  if (authorization !== undefined)
    for (const secret of secretsOf(authorization)) masked = masked.replaceAll(secret, '[hidden]')
  return masked
}
