import {
  type OAuth2Settings,
  parseBaseUrl,
  type SignInMethod,
  type Site,
  type SiteBook,
  secretKeys,
  suggestSiteName,
} from '@mmd/auth'
import { probeSite } from '@mmd/jira-api'
import { AppError } from '../../config/app-error.ts'
import { openBook, openSecrets } from '../../session/open-book.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { ask, readSecret } from '../prompt.ts'
import { describeServer, toSiteJson } from './site-json.ts'

export interface SiteAddOptions {
  readonly name?: string
  readonly method?: SignInMethod
  readonly clientId?: string
  readonly clientSecretStdin?: boolean
  readonly redirectUri?: string
  readonly scope?: string
  readonly insecureHttp?: boolean
  /** False with `--no-probe`. */
  readonly probe: boolean
}

export const defaultRedirectUri = 'http://localhost:8734/oauth/redirect'
export const defaultScope = 'WRITE'

/** `site add URL`: asks the address what it is, saves the site and its client secret, says how to sign in. */
export const runSiteAdd = async (context: CommandContext, url: string, options: SiteAddOptions): CommandResult => {
  const { environment, output } = context
  const insecureHttp = options.insecureHttp === true
  const typed = parseBaseUrl(url, { insecureHttp })
  const book = await openBook(environment)
  const found = options.probe ? await probe(context, typed, insecureHttp) : undefined
  const site = await toSite(context, book, { found, typed, options })
  const secret =
    options.clientSecretStdin === true
      ? await readSecret(environment, { text: 'client secret', flag: '--client-secret-stdin' }, context.signal)
      : undefined
  if (secret !== undefined && site.method !== 'oauth2') {
    throw new AppError('usage', 'A token needs no client secret', 'Leave --client-secret-stdin away')
  }
  await book.add(site)
  if (secret !== undefined) await (await openSecrets(environment)).set(secretKeys(site.name).clientSecret, secret)
  if (output.json) {
    const isDefault = (await book.default())?.name === site.name
    output.value(toSiteJson(site, { isDefault, state: 'sign-in-needed' }))
    return undefined
  }
  output.line(`Saved ${site.name}: ${site.baseUrl}`)
  output.note(`Now sign in: mmd-tui auth login ${site.name}`)
  return undefined
}

interface FoundServer {
  readonly baseUrl: string
  readonly deployment: Site['deployment']
  readonly version?: string | undefined
  readonly methods: readonly string[]
}

const probe = async (
  { environment, output, signal }: CommandContext,
  url: string,
  insecureHttp: boolean,
): Promise<FoundServer> => {
  const found = await probeSite({ url, insecureHttp, signal, proxyEnv: environment.proxy })
  const { baseUrl, deployment, version, signInMethods } = found
  const server = { baseUrl, deployment, version: version ?? undefined, methods: signInMethods }
  output.note(`Found Jira ${describeServer(server)} at ${baseUrl}`)
  return server
}

interface SiteParts {
  readonly found: FoundServer | undefined
  readonly typed: string
  readonly options: SiteAddOptions
}

const toSite = async (context: CommandContext, book: SiteBook, { found, typed, options }: SiteParts): Promise<Site> => {
  const taken = (await book.list()).map(({ name }) => name)
  const method = options.method ?? chooseMethod(found, options)
  const baseUrl = found?.baseUrl ?? typed
  return {
    name: options.name ?? suggestSiteName(baseUrl, taken),
    baseUrl,
    deployment: found?.deployment ?? 'datacenter',
    ...(found?.version === undefined ? {} : { version: found.version }),
    method,
    ...(method === 'oauth2' ? { oauth2: await toOAuth2(context, options) } : {}),
    ...(options.insecureHttp === true ? { insecureHttp: true } : {}),
  }
}

/** Signing in with the browser, unless the server is known not to offer that. */
const chooseMethod = (found: FoundServer | undefined, options: SiteAddOptions): SignInMethod =>
  found === undefined || options.clientId !== undefined || found.methods.includes('oauth2') ? 'oauth2' : 'pat'

const toOAuth2 = async (context: CommandContext, options: SiteAddOptions): Promise<OAuth2Settings> => ({
  clientId:
    options.clientId ??
    (await ask(context.environment, { text: 'Client id', flag: '--client-id ID, or --method pat' }, context.signal)),
  redirectUri: options.redirectUri ?? defaultRedirectUri,
  scope: options.scope ?? defaultScope,
})
