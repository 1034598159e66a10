import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { AuthError, type SecretStore, type SignInPorts, type Site, secretKeys, type Transport } from '@mmd/auth'
import { connectSite, isJiraApiError } from '@mmd/jira-api'
import type { Environment } from '../config/environment.ts'

export { signIn, signInWithToken } from '@mmd/auth'

/** How `auth` reaches the network here: through the proxy that the environment names. */
export const createAuthTransport = (environment: Pick<Environment, 'proxy'>): Transport => {
  const { proxy } = environment
  if (Object.keys(proxy).length === 0) return {}
  return { agent: { http: new HttpAgent({ proxyEnv: proxy }), https: new HttpsAgent({ proxyEnv: proxy }) } }
}

/** The `verify` port of a sign-in: asks the site who we are. A token that it turns down is `AuthError` `bad-token`. */
export const createVerify =
  (environment: Pick<Environment, 'proxy' | 'version'>, site: Site): SignInPorts['verify'] =>
  async (authorization) => {
    const client = connectSite({
      baseUrl: site.baseUrl,
      userAgent: `mmd-tui/${environment.version}`,
      proxyEnv: environment.proxy,
      authorize: async () => authorization,
    })
    try {
      const { id, name } = await client.myself()
      return { id, name }
    } catch (error) {
      if (!isJiraApiError(error, 'signed-out')) throw error
      throw new AuthError('bad-token', `${site.name} does not accept the token`)
    }
  }

/** Whether the client secret that an OAuth 2.0 sign-in needs still has to be asked for. */
export const needsClientSecret = async (site: Site, secrets: SecretStore): Promise<boolean> =>
  site.method === 'oauth2' && (await secrets.get(secretKeys(site.name).clientSecret)) === undefined
