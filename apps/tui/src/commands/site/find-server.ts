import type { SignInMethod, Site, Transport } from '@mmd/auth'
import { type Probe, probeSite } from '@mmd/jira-api'
import { AppError } from '../../config/app-error.ts'
import { toClientTransport } from '../../session/sign-in.ts'
import type { CommandContext } from '../invocation.ts'
import { methodsOf } from './choose-method.ts'
import { deploymentOf, type SiteFlags } from './site-flags.ts'
import { describeServer } from './site-json.ts'

/** What is known of a server. */
export interface FoundServer extends Pick<Site, 'baseUrl' | 'deployment' | 'product' | 'version'> {
  /** What it can take, best first. */
  readonly methods: readonly SignInMethod[]
  /** For people: `Jira Data Center 8.20.7`. */
  readonly title: string
}

const isAtlassianHost = (baseUrl: string): boolean => /\.(?:atlassian\.net|jira\.com)$/u.test(new URL(baseUrl).hostname)

const toFound = (
  server: Pick<Site, 'baseUrl' | 'deployment' | 'product' | 'version'>,
  methods: readonly SignInMethod[],
): FoundServer => ({
  ...server,
  methods,
  title: server.product === undefined ? `Jira ${describeServer(server)}` : describeServer(server),
})

const asTold = (baseUrl: string, { deployment }: SiteFlags): FoundServer => {
  const told = deployment === undefined ? undefined : deploymentOf[deployment]
  const kind = told ?? (isAtlassianHost(baseUrl) ? 'cloud' : 'datacenter')
  return toFound({ baseUrl, deployment: kind }, methodsOf[kind])
}

/** What may stand in the way of a sign-in in the browser later. */
const remarks = ({ baseUrl, canonicalUrl, oauth2Reachable }: Probe): readonly string[] => [
  ...(canonicalUrl === null || canonicalUrl === baseUrl
    ? []
    : [`It calls itself ${canonicalUrl}: in the browser only that address may work`]),
  ...(oauth2Reachable === false ? ['Its OAuth 2.0 does not answer: an administrator may have switched it off'] : []),
]

/**
 * Asks the address what it is, or believes what it is told with `--no-probe`. Throws `usage`, and what the network
 * throws.
 */
export const findServer = async (
  { output, signal }: CommandContext,
  url: string,
  flags: SiteFlags,
  transport: Transport,
): Promise<FoundServer> => {
  if (!flags.probe) return asTold(url, flags)
  if (flags.deployment !== undefined) {
    throw new AppError('usage', 'The site itself says what it is', 'Leave --deployment away, or give --no-probe too')
  }
  const insecureHttp = flags.insecureHttp === true
  const found = await probeSite({ url, insecureHttp, signal, ...toClientTransport(transport) })
  const { baseUrl, deployment, product, version, signInMethods } = found
  const server = toFound(
    {
      baseUrl,
      deployment,
      ...(product === 'confluence' ? { product } : {}),
      ...(version === null ? {} : { version }),
    },
    signInMethods,
  )
  output.note(`Found ${server.title} at ${baseUrl}`)
  for (const line of remarks(found)) output.note(line)
  return server
}
