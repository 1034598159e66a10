import { type AuthError, isAuthError, listenForRedirect, type Site } from '@mmd/auth'
import { methodFacts } from '../../../session/method-facts.ts'

/** What came of listening where the redirect would come to. */
export type PortTrial =
  | { readonly kind: 'none' }
  | { readonly kind: 'free'; readonly addresses: readonly string[] }
  | { readonly kind: 'not-possible'; readonly error: AuthError }

/** The address that the browser is sent back to; undefined where there is none. */
export const redirectOf = ({ method, oauth1, oauth2 }: Site): string | undefined => {
  if (!methodFacts[method].usesBrowser) return undefined
  const redirect = method === 'oauth1' ? oauth1?.callback : oauth2?.redirectUri
  return redirect === 'oob' || redirect === '' ? undefined : redirect
}

/** Listens for a moment; whatever comes in that time is turned away. */
export const tryRedirectPort = async (site: Site): Promise<PortTrial> => {
  const redirectUri = redirectOf(site)
  if (redirectUri === undefined) return { kind: 'none' }
  try {
    const judge = (): { readonly kind: 'foreign'; readonly reason: string } => ({ kind: 'foreign', reason: 'a check' })
    const listener = await listenForRedirect({ redirectUri, judge, onForeign: () => undefined })
    await listener.close()
    return { kind: 'free', addresses: listener.addresses }
  } catch (error) {
    if (isAuthError(error)) return { kind: 'not-possible', error }
    throw error
  }
}
