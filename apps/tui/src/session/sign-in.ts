import { AuthError, type SecretStore, type SignInPorts, type Site, type Transport, transportFor } from '@mmd/auth'
import { type ConnectOptions, connectConfluence, connectSite, isJiraApiError, type User } from '@mmd/jira-api'
import type { Environment } from '../config/environment.ts'

export { credentialFor, signIn, signInByMinting, signOut } from '@mmd/auth'
export { holdFormerSignIn } from './former-sign-in.ts'

/** How the site is reached from here: its own settings before those of the environment. */
export const siteTransport = (
  environment: Pick<Environment, 'proxy'>,
  site: Site,
  secrets: Pick<SecretStore, 'get'>,
): Promise<Transport> => transportFor(site, { secrets, proxyEnv: environment.proxy })

/** A transport as the client of Jira takes it. */
export const toClientTransport = ({
  proxyEnv,
  tls,
}: Transport): Pick<Parameters<typeof connectSite>[0], 'proxyEnv' | 'tls'> => ({
  ...(proxyEnv === undefined ? {} : { proxyEnv }),
  ...(tls === undefined ? {} : { tls }),
})

const whoIs = ({ product, deployment }: Site, connection: ConnectOptions): Promise<Pick<User, 'id' | 'name'>> =>
  product === 'confluence'
    ? connectConfluence(connection).currentUser()
    : connectSite({ ...connection, deployment }).myself()

/**
 * The `verify` port of a sign-in: asks the site who we are. Throws `AuthError` `bad-token` when it does not accept us,
 * `login-denied` when it wants a CAPTCHA answered, and `JiraApiError` for the rest.
 */
export const createVerify =
  (environment: Pick<Environment, 'version'>, site: Site, transport: Transport): SignInPorts['verify'] =>
  async ({ apiBaseUrl, authorize }) => {
    const connection: ConnectOptions = {
      baseUrl: apiBaseUrl,
      userAgent: `mmd-tui/${environment.version}`,
      ...toClientTransport(transport),
      authorize,
    }
    try {
      const { id, name } = await whoIs(site, connection)
      return { id, name }
    } catch (error) {
      if (isJiraApiError(error, 'login-denied')) {
        throw new AuthError(
          'login-denied',
          `${site.name} refuses the log-in until a CAPTCHA is answered in the browser`,
        )
      }
      if (!isJiraApiError(error, 'signed-out')) throw error
      throw new AuthError('bad-token', `${site.name} does not accept ${credentialWords[site.method]}`)
    }
  }

const credentialWords: Readonly<Record<Site['method'], string>> = {
  oauth2: 'the token that it gave',
  'oauth2-cloud': 'the token that the cloud gave',
  oauth1: 'the signature of our requests',
  pat: 'the token',
  'api-token': 'the e-mail address and API token',
  basic: 'the user name and password',
  'client-credentials': 'the token that it gave',
}
