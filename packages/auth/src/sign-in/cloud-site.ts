import * as z from 'zod/mini'
import { cloudHosts } from '../api-base-url.ts'
import { AuthError } from '../errors.ts'
import { type SendOptions, send } from '../http.ts'
import type { CloudSiteChoice, SignInPorts } from '../ports.ts'
import type { Site } from '../site.ts'
import { askPerson } from './ask-person.ts'
import { cloudChoicesIn, isCloudId } from './cloud-choices.ts'

const tenantSchema = z.looseObject({ cloudId: z.string() })

const readJson = async (response: Response, what: string): Promise<unknown> => {
  if (response.status >= 500 || response.status === 429) {
    throw new AuthError('network', `${what} cannot be asked now`, `HTTP ${response.status}`)
  }
  try {
    if (response.ok) return await response.json()
  } catch {
    // Told below, like an answer that is refused.
  }
  throw new AuthError('bad-answer', `${what} did not answer as Atlassian’s cloud does`, `HTTP ${response.status}`)
}

/** The cloud sites that a token reaches, each once. Throws `no-cloud-site`, `bad-token`, `bad-answer`, `network`. */
const findCloudSites = async (
  site: Site,
  accessToken: string,
  options: SendOptions,
): Promise<readonly CloudSiteChoice[]> => {
  const url = new URL(`${cloudHosts(site.cloud).apiUrl}/oauth/token/accessible-resources`)
  const response = await send({ method: 'GET', url, headers: { authorization: `Bearer ${accessToken}` } }, options)
  if (response.status === 401) throw new AuthError('bad-token', 'The cloud does not accept the token')
  const choices = cloudChoicesIn(await readJson(response, url.host))
  if (choices === undefined) throw new AuthError('bad-answer', `${url.host} gave no list of sites`)
  if (choices.length > 0) return choices
  throw new AuthError('no-cloud-site', 'Access was given, but to no Jira site')
}

/** What a sign-in learns of a cloud site. */
export interface LearnedCloud {
  readonly baseUrl: string
  readonly cloud: NonNullable<Site['cloud']>
}

/**
 * The cloud site that a token is to be used with: the saved one when the token reaches it, else the one that the person
 * chooses. Throws `no-cloud-site`, `cancelled`, and what asking for the list throws.
 */
export const locateCloudSite = async (
  site: Site,
  accessToken: string,
  ports: Pick<SignInPorts, 'ask'>,
  options: SendOptions,
): Promise<LearnedCloud> => {
  const choices = await findCloudSites(site, accessToken, options)
  const saved = choices.find(({ url }) => url === site.baseUrl) ?? choices.find(({ id }) => id === site.cloud?.cloudId)
  const answer = saved?.id ?? (await askPerson({ kind: 'cloud-site', sites: choices }, ports, options.signal))
  const chosen = choices.find(({ id }) => id === answer)
  if (chosen === undefined) throw new AuthError('cancelled', 'No site was chosen')
  return { baseUrl: chosen.url, cloud: { ...site.cloud, cloudId: chosen.id } }
}

/** The cloudId of the site at this address, which anybody may ask for. Throws `bad-answer`, `network`. */
export const lookUpCloudId = async (site: Site, options: SendOptions): Promise<string> => {
  const url = new URL(`${site.baseUrl}/_edge/tenant_info`)
  const parsed = tenantSchema.safeParse(await readJson(await send({ method: 'GET', url }, options), url.host))
  if (parsed.success && isCloudId(parsed.data.cloudId)) return parsed.data.cloudId
  throw new AuthError('bad-answer', `${url.host} did not say which cloud site it is`)
}
