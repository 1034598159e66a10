import type { SignInMethod, Site } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import { methodFacts } from '../../session/method-facts.ts'

/** What of the command line hints at a method. */
export interface MethodFlags {
  readonly method?: SignInMethod
  readonly clientId?: string
  readonly consumerKey?: string
  readonly user?: string
}

/** What a server that was not asked is taken to accept, best first. */
export const methodsOf: Readonly<Record<Site['deployment'], readonly SignInMethod[]>> = {
  datacenter: ['oauth2', 'pat', 'client-credentials', 'oauth1', 'basic'],
  cloud: ['oauth2-cloud', 'api-token', 'client-credentials'],
}

const isRegistered = (method: SignInMethod): boolean => method === 'oauth1' || methodFacts[method].usesClient

const hinted = ({ clientId, consumerKey, user }: MethodFlags): ((method: SignInMethod) => boolean) => {
  if (consumerKey !== undefined) return (method) => method === 'oauth1'
  if (clientId !== undefined) return (method) => isRegistered(method) && methodFacts[method].usesBrowser
  return user === undefined ? () => true : (method) => methodFacts[method].login !== 'none'
}

/**
 * The method that is meant: the one named, else the best of what the server takes that the other flags fit. Throws
 * `usage` for one that the server cannot take.
 */
export const chooseMethod = (flags: MethodFlags, available: readonly SignInMethod[], server: string): SignInMethod => {
  const list = `It takes: ${available.join(', ')}`
  const { method } = flags
  if (method === undefined) {
    const best = available.find(hinted(flags))
    if (best !== undefined) return best
    throw new AppError(
      'usage',
      `${server} takes no sign-in that these flags are for`,
      `${list}; name one with --method`,
    )
  }
  if (available.includes(method)) return method
  throw new AppError('usage', `${server} does not take the sign-in method ${method}`, list)
}
