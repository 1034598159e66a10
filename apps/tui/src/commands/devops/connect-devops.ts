import { cloudHosts, parseBaseUrl, type Site, signIn } from '@mmd/auth'
import { connectDevOps, type DevOpsClient } from '@mmd/jira-api'
import { AppError, isAppError } from '../../config/app-error.ts'
import { createMemorySecrets } from '../../session/memory-secrets.ts'
import { chooseJira, openBook, openSecrets } from '../../session/open-book.ts'
import { connectionOf } from '../../session/open-client.ts'
import { createVerify, siteTransport } from '../../session/sign-in.ts'
import type { CommandContext } from '../invocation.ts'
import { watchRequests } from '../watch-requests.ts'
import type { SendFlags } from './flags.ts'

const usage = (message: string, hint: string): AppError => new AppError('usage', message, hint)

const wanted =
  'Save one: mmd-tui site add URL --method client-credentials; or give --cloud-url, --client-id and MMD_CLIENT_SECRET'

/** The saved site, if it has OAuth credentials of a Cloud site: no other sign-in opens the data APIs. */
const savedSite = async ({ environment, globals }: CommandContext): Promise<Site> => {
  const site = await chooseJira(environment, await openBook(environment), globals.site).catch((error: unknown) => {
    throw isAppError(error, 'no-site') ? new AppError('no-site', error.message, wanted) : error
  })
  if (site.deployment === 'cloud' && site.method === 'client-credentials') return site
  throw usage(`${site.name} has no OAuth credentials of a Cloud site, which this needs`, wanted)
}

/** A site that is described by flags alone, for build systems where nothing is saved. */
const describedSite = ({ cloudUrl = '', clientId, authUrl, apiUrl }: SendFlags): Site => {
  if (clientId === undefined) throw usage('--cloud-url needs --client-id', 'Give the id of the OAuth credentials')
  return {
    name: 'site',
    baseUrl: parseBaseUrl(cloudUrl),
    deployment: 'cloud',
    method: 'client-credentials',
    oauth2: { clientId, redirectUri: '', scope: '' },
    cloud: {
      ...(authUrl === undefined ? {} : { authUrl }),
      ...(apiUrl === undefined ? {} : { apiUrl }),
    },
  }
}

const isCode = (error: unknown, code: string): error is Error =>
  error instanceof Error && 'code' in error && error.code === code

/** The error with a hint for whoever keeps the credentials of a build, instead of one about somebody's sign-in. */
export const explained = (error: unknown, isDescribed: boolean): unknown => {
  if (isCode(error, 'scope-missing')) {
    return Object.assign(error, {
      hint: 'Give the OAuth credentials the permission for this, in the settings of the site',
    })
  }
  if (isDescribed && (isCode(error, 'invalid-client') || isCode(error, 'signed-out'))) {
    return Object.assign(error, {
      hint: 'Compare --client-id and MMD_CLIENT_SECRET with the OAuth credentials of the site',
    })
  }
  return error
}

const nobodyAsks = async (): Promise<undefined> => undefined

/** The data APIs of the site that the flags mean. */
export const connectForSending = async (context: CommandContext, flags: SendFlags): Promise<DevOpsClient> => {
  const { environment, signal } = context
  const isDescribed = flags.cloudUrl !== undefined
  const secrets = isDescribed ? createMemorySecrets() : await openSecrets(environment)
  let site = isDescribed ? describedSite(flags) : await savedSite(context)
  // What is not saved has no name that a command would take.
  if (!isDescribed) context.asking(site.name)
  if (isDescribed) {
    const clientSecret = environment.clientSecret()
    if (clientSecret === undefined) {
      throw usage('The client secret is missing', 'Set MMD_CLIENT_SECRET in the environment of the build')
    }
    const transport = await siteTransport(environment, site, secrets)
    const { learned } = await signIn(
      site,
      {
        secrets,
        openBrowser: async () => false,
        findBrowser: nobodyAsks,
        ask: nobodyAsks,
        report: () => undefined,
        verify: createVerify(environment, site, transport),
      },
      { clientSecret, signal, transport },
    )
    site = { ...site, ...learned }
  }
  const cloudId = site.cloud?.cloudId
  if (cloudId === undefined) throw usage(`${site.name} was never signed in`, `Sign in: mmd-tui auth login ${site.name}`)
  const connection = await connectionOf({
    surroundings: { ...environment, token: environment.token() },
    site,
    openSecrets: async () => secrets,
    ...watchRequests(context, site.name),
  })
  return connectDevOps({ ...connection, baseUrl: cloudHosts(site.cloud).apiUrl, cloudId })
}
