import { apiBaseUrl, credentialFor, isAuthError, type SecretStore, type Site, staticCredential } from '@mmd/auth'
import { type ConnectOptions, connectSite, JiraApiError, type SiteClient } from '@mmd/jira-api'
import type { Environment } from '../config/environment.ts'
import type { RequestCost } from '../request-budget.ts'
import { capabilityFile } from './capability-file.ts'
import { siteTransport, toClientTransport } from './sign-in.ts'

/** What of the surroundings a client needs; plain enough to cross a thread. */
export interface ClientSurroundings extends Pick<Environment, 'folders' | 'proxy' | 'version'> {
  /** `MMD_TOKEN`: used instead of the stored credential. */
  readonly token: string | undefined
}

export interface OpenClientOptions {
  readonly surroundings: ClientSurroundings
  readonly site: Site
  /** Opened only when a stored credential, or a secret of the site's network settings, is needed. */
  readonly openSecrets: () => Promise<SecretStore>
  /** One HTTP request was sent to the site's REST API: no query, no header. */
  readonly onRequest?: (entry: RequestFacts) => void
  /** What waits, and until when, each time that changes. */
  readonly onWait?: ConnectOptions['onWait']
  /** A new sign-in is needed. */
  readonly onSignedOut?: () => void
}

/** What is known of a request afterwards. */
export interface RequestFacts extends RequestCost {
  readonly method: string
  readonly path: string
  readonly status: number | undefined
  readonly ms: number
}

/**
 * How a saved site is reached with the credential of this machine's user: renewed when it is about to end or turns out
 * to be dead. Asks nothing until it is used; a missing credential then is `JiraApiError` `signed-out`.
 */
export const connectionOf = async (options: OpenClientOptions): Promise<Omit<ConnectOptions, 'baseUrl'>> => {
  const { surroundings, site, onSignedOut } = options
  const { token, folders } = surroundings
  const transport = await siteTransport(surroundings, site, {
    get: async (key) => (await options.openSecrets()).get(key),
  })
  const credential =
    token === undefined
      ? credentialFor(site, { secrets: await options.openSecrets(), dir: folders.data, transport })
      : staticCredential(site, token)
  const asked = async (ask: () => Promise<string | undefined>): Promise<string | undefined> => {
    try {
      return await ask()
    } catch (error) {
      throw toClientError(error, onSignedOut)
    }
  }
  return {
    userAgent: `mmd-tui/${surroundings.version}`,
    ...toClientTransport(transport),
    authorize: (request) => asked(() => credential.authorization(request)),
    onDeadCredential: (seen) => asked(() => credential.renew(seen)),
    ...(options.onRequest === undefined ? {} : { onRequest: options.onRequest }),
    ...(options.onWait === undefined ? {} : { onWait: options.onWait }),
  }
}

/** The client of a saved site, over its connection. */
export const openClient = async (options: OpenClientOptions): Promise<SiteClient> =>
  connectSite({
    ...(await connectionOf(options)),
    baseUrl: apiBaseUrl(options.site),
    deployment: options.site.deployment,
    capabilityMemory: capabilityFile(options.surroundings.folders.cache, options.site),
  })

/** Callers of the client know one class of errors; what a credential says of itself is put in its words. */
const toClientError = (error: unknown, onSignedOut: (() => void) | undefined): unknown => {
  if (isAuthError(error, 'sign-in-needed') || isAuthError(error, 'bad-token')) {
    onSignedOut?.()
    return new JiraApiError('signed-out', error.message)
  }
  // The renewal failed: what the call was about never left.
  return isAuthError(error, 'network') ? new JiraApiError('network', error.message, { reason: 'NOT_SENT' }) : error
}
