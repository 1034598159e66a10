import { type Parameter, percentEncode } from './signature.ts'

/** An `Authorization` header value (RFC 5849 section 3.5.1). */
export const buildOAuthHeader = (parameters: Iterable<Parameter>): string =>
  `OAuth ${[...parameters].map(([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`).join(', ')}`

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/**
 * The parameters of an `Authorization` or `WWW-Authenticate` header, also when other schemes stand around them;
 * `undefined` when it has no OAuth part. Reading ends at the first thing that is no `name="value"`.
 */
export const parseOAuthHeader = (header: string): readonly Parameter[] | undefined => {
  const scheme = /(?:^|,)\s*OAuth\s+/iu.exec(header)
  if (scheme === null) return undefined
  const pair = /([^\s=",]+)="([^"]*)"\s*(?:,\s*|$)/uy
  pair.lastIndex = scheme.index + scheme[0].length
  const parameters: Parameter[] = []
  for (let found = pair.exec(header); found !== null; found = pair.exec(header)) {
    const [name, value] = [decoded(found[1] ?? ''), decoded(found[2] ?? '')]
    if (name === undefined || value === undefined) break
    parameters.push([name, value])
  }
  return parameters
}
