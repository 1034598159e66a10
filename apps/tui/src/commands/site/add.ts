import { parseBaseUrl, type Site, suggestSiteName } from '@mmd/auth'
import { methodFacts, passwordWarning } from '../../session/method-facts.ts'
import { openBook, openSecrets } from '../../session/open-book.ts'
import { saveSite } from '../../session/save-site.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { buildNetwork, buildSite } from './build-site.ts'
import { chooseMethod } from './choose-method.ts'
import { draftTransport } from './draft-transport.ts'
import { findServer } from './find-server.ts'
import { readSiteSecrets, type SiteSecrets } from './read-secrets.ts'
import { refuseUnused } from './refuse-unused.ts'
import type { SiteFlags } from './site-flags.ts'
import { describeTls, toSiteJson } from './site-json.ts'

export interface SiteAddOptions extends SiteFlags {
  readonly name?: string
}

/** `site add URL`: asks the address what it is, saves the site and its secrets, says how to sign in. */
export const runSiteAdd = async (context: CommandContext, url: string, flags: SiteAddOptions): CommandResult => {
  const { environment, output } = context
  const typed = parseBaseUrl(url, { insecureHttp: flags.insecureHttp === true })
  const book = await openBook(environment)
  const given = await readSiteSecrets(context, flags)
  const network = await buildNetwork(flags)
  const transport = await draftTransport(context, { network, secrets: given })
  const found = await findServer(context, typed, flags, transport)
  const { baseUrl, deployment, product, version } = found
  const method = chooseMethod(flags, found.methods, found.title)
  refuseUnused(flags, { method, deployment })
  const taken = (await book.list()).map(({ name }) => name)
  const name = flags.name ?? suggestSiteName(baseUrl, taken)
  const basis = {
    name,
    baseUrl,
    deployment,
    method,
    ...(product === undefined ? {} : { product }),
    ...(version === undefined ? {} : { version }),
  }
  const draft = await buildSite(context, basis, { flags, network })
  const site = await saveSite(book, await openSecrets(environment), { site: draft, ...given })
  if (output.json) {
    const isDefault = (await book.default())?.name === site.name
    output.value(toSiteJson(site, { isDefault, state: 'sign-in-needed', tls: await describeTls(site.tls) }))
  } else output.line(`Saved ${site.name}: ${site.baseUrl}`)
  for (const line of nextSteps(site, given)) output.note(line)
  return undefined
}

/** What the person does now, after warnings. */
const nextSteps = (site: Site, { clientSecret, privateKey }: SiteSecrets): readonly string[] => {
  const { name, method } = site
  const login = `mmd-tui auth login ${name}`
  if (method === 'oauth1') {
    const made = privateKey === undefined ? 'A key pair was made; its' : 'The'
    return [`${made} public part is for the administrator: mmd-tui admin-guide ${name}`, `Then sign in: ${login}`]
  }
  const isAsked = methodFacts[method].usesClient && clientSecret === undefined
  return [
    ...(method === 'basic' ? [passwordWarning] : []),
    `Now sign in: ${login}${isAsked ? ', which asks for the client secret' : ''}`,
  ]
}
