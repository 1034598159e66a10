import { AuthError } from '../errors.ts'

/** The registered redirect URL, taken apart for comparing; what is sent is always the text itself. */
export const parseRegistered = (redirectUri: string): URL => {
  const url = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined
  if (url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:') && url.hash === '') return url
  throw new AuthError('bad-site', 'The redirect URL of the site is not an http address without a fragment', redirectUri)
}

/** The port that a browser goes to. */
export const portOf = (url: URL): number => Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port)
