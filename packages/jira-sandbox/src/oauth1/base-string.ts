import { type Parameter, percentEncode } from './parameters.ts'

/** What of a request is signed. */
export interface SignedRequest {
  readonly method: string
  /** Scheme, host, port and escaped path: no query. A default port is left out. */
  readonly uri: string
  /** Of the header, the query and a form body, without the realm and without the signature itself. */
  readonly parameters: readonly Parameter[]
}

const compare = (a: string, b: string): number => {
  if (a === b) return 0
  return a < b ? -1 : 1
}

// Escaped first, then sorted by name and value (RFC 5849 section 3.4.1.3.2).
const normalize = (parameters: readonly Parameter[]): string =>
  parameters
    .map(([name, value]): Parameter => [percentEncode(name), percentEncode(value)])
    .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

/** The text that is signed (RFC 5849 section 3.4.1). */
export const baseString = ({ method, uri, parameters }: SignedRequest): string =>
  [method.toUpperCase(), uri, normalize(parameters)].map(percentEncode).join('&')
