import type { Site } from '@mmd/auth'

/** The port that the site's redirect comes back to; undefined where there is no such thing. */
export const portOfRedirect = ({ oauth2, oauth1 }: Site): number | undefined => {
  const text = oauth2?.redirectUri ?? oauth1?.callback ?? ''
  if (!URL.canParse(text)) return undefined
  const { port, protocol } = new URL(text)
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}
