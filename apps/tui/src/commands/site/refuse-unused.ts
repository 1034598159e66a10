import type { SignInMethod, Site } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import { methodFacts } from '../../session/method-facts.ts'
import type { SiteFlags } from './site-flags.ts'

type MethodFlag =
  | 'clientId'
  | 'consumerKey'
  | 'clientSecretStdin'
  | 'privateKeyStdin'
  | 'redirectUri'
  | 'callbackUrl'
  | 'scope'
  | 'user'

const hasClient = (method: SignInMethod): boolean => methodFacts[method].usesClient
const isOAuth1 = (method: SignInMethod): boolean => method === 'oauth1'
const comesBack = (method: SignInMethod): boolean => methodFacts[method].usesBrowser

const takes: Readonly<Record<MethodFlag, readonly [flag: string, by: (method: SignInMethod) => boolean]>> = {
  clientId: ['--client-id', (method) => hasClient(method) || isOAuth1(method)],
  consumerKey: ['--consumer-key', isOAuth1],
  clientSecretStdin: ['--client-secret-stdin', hasClient],
  privateKeyStdin: ['--private-key-stdin', isOAuth1],
  redirectUri: ['--redirect-uri', comesBack],
  callbackUrl: ['--callback-url', isOAuth1],
  scope: ['--scope', hasClient],
  user: ['--user', (method) => methodFacts[method].login !== 'none'],
}

/** Throws `usage` for flags that the method has no use for: they show that something else was meant. */
export const refuseUnused = (flags: SiteFlags, { method, deployment }: Pick<Site, 'method' | 'deployment'>): void => {
  for (const [name, [flag, isTaken]] of Object.entries(takes)) {
    if (flags[name as MethodFlag] === undefined || isTaken(method)) continue
    throw new AppError(
      'usage',
      `${flag} is not for the sign-in method ${method}`,
      `Leave ${flag} away, or name --method`,
    )
  }
  if (deployment === 'cloud' || (flags.authUrl ?? flags.apiUrl) === undefined) return
  throw new AppError(
    'usage',
    'Only Jira Cloud has an authorization server of its own',
    'Leave --auth-url, --api-url away',
  )
}
