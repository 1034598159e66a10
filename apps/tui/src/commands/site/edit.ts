import { parseBaseUrl, type Site, type Transport } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import { changeSite, isOtherProxy, needsSignIn } from '../../session/change-site.ts'
import { passwordWarning } from '../../session/method-facts.ts'
import { openBook, openSecrets } from '../../session/open-book.ts'
import { readStatus } from '../auth/status.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { buildNetwork, buildSite, type Network, type SiteBasis } from './build-site.ts'
import { chooseMethod } from './choose-method.ts'
import { draftTransport } from './draft-transport.ts'
import { type FoundServer, findServer } from './find-server.ts'
import { readSiteSecrets } from './read-secrets.ts'
import { refuseUnused } from './refuse-unused.ts'
import type { SiteFlags } from './site-flags.ts'
import { describeTls, toSiteJson } from './site-json.ts'
import { secretsToForget, type Unsettable, unset } from './unset.ts'

export interface SiteEditOptions extends SiteFlags {
  readonly url?: string
  readonly unset?: readonly Unsettable[]
}

const refuseNothing = ({ probe: _, ...flags }: SiteEditOptions): void => {
  if (Object.keys(flags).length > 0) return
  throw new AppError('usage', 'Nothing is said to change', 'mmd-tui site edit --help lists what can be')
}

type Server = Pick<Site, 'baseUrl' | 'deployment' | 'version'>

const settledBy = ({ name, method, ...saved }: Site, { baseUrl, deployment, version }: Server = saved): SiteBasis => ({
  name,
  method,
  baseUrl,
  deployment,
  ...(version === undefined ? {} : { version }),
})

/** At another address there is another server, and another site of the cloud. */
const movedTo = (site: Site, baseUrl: string): Site => {
  if (site.baseUrl === baseUrl) return site
  const { version: _, cloud, ...rest } = site
  const { cloudId: __, ...hosts } = cloud ?? {}
  return { ...rest, ...(Object.keys(hosts).length === 0 ? {} : { cloud: hosts }) }
}

/** Asks the site what it is only where that matters. */
const findAgain = async (
  context: CommandContext,
  { baseUrl }: Site,
  flags: SiteEditOptions,
  { network, transport }: { readonly network: Network; readonly transport: Transport },
): Promise<FoundServer | undefined> => {
  if ([flags.url, flags.method, flags.deployment].every((flag) => flag === undefined)) return undefined
  const insecureHttp = network.insecureHttp === true
  const url = flags.url === undefined ? baseUrl : parseBaseUrl(flags.url, { insecureHttp })
  return findServer(context, url, { ...flags, insecureHttp }, transport)
}

/** `site edit NAME`: changes what is named, and says when that needs another sign-in. */
export const runSiteEdit = async (context: CommandContext, name: string, flags: SiteEditOptions): CommandResult => {
  const { environment, output } = context
  refuseNothing(flags)
  const book = await openBook(environment)
  const before = await book.get(name)
  context.asking(name)
  const secrets = await openSecrets(environment)
  const fields = flags.unset ?? []
  const [kept, forget] = [unset(before, fields), secretsToForget(fields)]
  const given = await readSiteSecrets(context, flags)
  const network = await buildNetwork(flags, kept)
  const unused = isOtherProxy(before.proxy, network.proxy) ? (['proxyLogin'] as const) : []
  const saved = { name, secrets, forget: [...forget, ...unused] }
  const transport = await draftTransport(context, { network, secrets: given, saved })
  const found = await findAgain(context, before, flags, { network, transport })
  const settled = settledBy(before, found)
  const wanted = { method: flags.method ?? settled.method }
  const method = found === undefined ? settled.method : chooseMethod(wanted, found.methods, found.title)
  refuseUnused(flags, { ...settled, method })
  const current = movedTo(kept, settled.baseUrl)
  const after = await buildSite(context, { ...settled, method }, { flags, network, current })
  const site = await changeSite(book, secrets, { before, after, forget, ...given })
  if (output.json) {
    const isDefault = (await book.default())?.name === name
    const { state } = await readStatus(context, site, secrets)
    output.value(toSiteJson(site, { isDefault, state, tls: await describeTls(site.tls) }))
  } else output.line(`Changed ${name}: ${site.baseUrl}`)
  for (const line of remarks(before, site)) output.note(line)
  return undefined
}

const remarks = (before: Site, after: Site): readonly string[] => {
  const { name, method } = after
  return [
    ...(method === 'basic' && before.method !== 'basic' ? [passwordWarning] : []),
    ...(method === 'oauth1' && before.method !== 'oauth1'
      ? [`The public key is for the administrator: mmd-tui admin-guide ${name}`]
      : []),
    ...(needsSignIn({ before, after })
      ? [`This needs another sign-in, and the old one was forgotten here: mmd-tui auth login ${name}`]
      : []),
    ...(!needsSignIn({ before, after }) && before.oauth2?.scope !== after.oauth2?.scope
      ? [`The scope counts from the next sign-in on: mmd-tui auth login ${name}`]
      : []),
  ]
}
