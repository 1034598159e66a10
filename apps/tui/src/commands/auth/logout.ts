import { signOut } from '@mmd/auth'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { siteTransport } from '../../session/sign-in.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'

/** `auth logout`: forgets the token and, where possible, makes the site forget it. */
export const runAuthLogout = async (context: CommandContext, name: string | undefined): CommandResult => {
  const { environment, globals, output } = context
  const site = await chooseSite(environment, await openBook(environment), name ?? globals.site)
  context.asking(site.name)
  const secrets = await openSecrets(environment)
  const { revoked } = await signOut(site, { secrets, transport: await siteTransport(environment, site, secrets) })
  if (output.json) output.value({ site: site.name, revoked })
  else output.line(`Signed out of ${site.name}${revoked ? '; the site has forgotten the token too' : ''}`)
  return undefined
}
