import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { readStatus } from '../auth/status.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { describeServer, toSiteJson } from './site-json.ts'

/** `site show`: everything that is saved of a site but its secrets. */
export const runSiteShow = async (context: CommandContext, name: string | undefined): CommandResult => {
  const { environment, globals, output } = context
  const book = await openBook(environment)
  const site = await chooseSite(environment, book, name ?? globals.site)
  context.asking(site.name)
  const { state, where } = await readStatus(context, site, await openSecrets(environment))
  const isDefault = (await book.default())?.name === site.name
  if (output.json) {
    output.value(toSiteJson(site, { isDefault, state }))
    return undefined
  }
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Name', isDefault ? `${site.name} (default)` : site.name],
    ['Address', site.baseUrl],
    ['Server', describeServer(site)],
    ['Method', site.method],
    ['Client id', site.oauth2?.clientId],
    ['Redirect', site.oauth2?.redirectUri],
    ['Scope', site.oauth2?.scope],
    ['User', site.user === undefined ? undefined : `${site.user.name} (${site.user.id})`],
    ['Signed in', state === 'signed-in' ? 'yes' : `no: mmd-tui auth login ${site.name}`],
    ['Secrets', where],
  ]
  for (const [label, value] of lines) {
    if (value !== undefined) output.line(`${output.paint('dim', label.padEnd(11))}${value}`)
  }
  return undefined
}
