import { publicKeyOf, type SecretStore, type SignInMethod, type Site, secretKeys, suggestSiteName } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import { defaultConsumerKey, defaultRedirectUri, defaultScope, methodFacts } from '../../session/method-facts.ts'
import type { GuideFacts } from './guide.ts'

/** What was said on the command line. */
export interface Wanted {
  readonly method: SignInMethod | undefined
  /** Checked. */
  readonly url: string | undefined
}

/** Where Atlassian's cloud puts its sites. */
const isCloudUrl = (url: string): boolean => /\.(?:atlassian\.net|jira\.com)$/.test(new URL(url).hostname)

const ofCloud: ReadonlySet<SignInMethod> = new Set(['oauth2-cloud', 'api-token'])

const placeholders: Readonly<Record<Site['deployment'], string>> = {
  datacenter: 'https://jira.example.com',
  cloud: 'https://example.atlassian.net',
}

/** A service account has no redirect. */
const redirectFor = (method: SignInMethod, deployment: Site['deployment']): string =>
  methodFacts[method].usesBrowser ? defaultRedirectUri[deployment] : ''

const publicKeyIn = async (site: Site, secrets: Pick<SecretStore, 'get'>): Promise<string | undefined> => {
  const privateKey = await secrets.get(secretKeys(site.name).privateKey)
  return privateKey === undefined ? undefined : publicKeyOf(privateKey)
}

/** What is known of a saved site, by its own method or by another one that it may change to. Throws `AuthError`. */
export const factsOfSite = async (
  site: Site,
  { method = site.method, url = site.baseUrl }: Wanted,
  secrets: () => Promise<Pick<SecretStore, 'get'>>,
): Promise<GuideFacts> => {
  const { deployment, oauth1 } = site
  if (ofCloud.has(method) !== (deployment === 'cloud') && method !== 'client-credentials') {
    throw new AppError(
      'usage',
      `${site.name} is ${deployment === 'cloud' ? 'in the cloud' : 'a Data Center'}, which has no ${method}`,
      'Leave --method away for the method that is saved',
    )
  }
  const isSaved = method === site.method
  const oauth2 = isSaved ? site.oauth2 : undefined
  const redirectUri = oauth2?.redirectUri ?? redirectFor(method, deployment)
  return {
    name: site.name,
    url,
    deployment,
    method,
    redirectUri,
    scope: oauth2?.scope ?? defaultScope[deployment],
    consumerKey: oauth1?.consumerKey ?? defaultConsumerKey,
    callback: oauth1?.callback ?? defaultRedirectUri.datacenter,
    publicKey: method === 'oauth1' && isSaved ? await publicKeyIn(site, await secrets()) : undefined,
    isSaved,
  }
}

/** The same before anything is saved. */
export const factsOfWish = ({ method: wanted, url: given }: Wanted): GuideFacts => {
  const isCloud = (wanted !== undefined && ofCloud.has(wanted)) || (given !== undefined && isCloudUrl(given))
  const deployment = isCloud ? 'cloud' : 'datacenter'
  const method = wanted ?? (isCloud ? 'oauth2-cloud' : 'oauth2')
  const url = given ?? placeholders[deployment]
  return {
    name: given === undefined ? 'work' : suggestSiteName(given, []),
    url,
    deployment,
    method,
    redirectUri: redirectFor(method, deployment),
    scope: defaultScope[deployment],
    consumerKey: defaultConsumerKey,
    callback: defaultRedirectUri.datacenter,
    publicKey: undefined,
    isSaved: false,
  }
}
