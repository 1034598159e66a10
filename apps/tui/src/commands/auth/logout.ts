import { signOut } from '@mmd/auth'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { createAuthTransport } from '../../session/sign-in.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'

/** `auth logout`: forgets the token and, where possible, makes the site forget it. */
export const runAuthLogout = async (context: CommandContext, name: string | undefined): CommandResult => {
  const { environment, globals, output } = context
  const site = await chooseSite(environment, await openBook(environment), name ?? globals.site)
  context.asking(site.name)
  const { revoked } = await signOut(site, {
    secrets: await openSecrets(environment),
    transport: createAuthTransport(environment),
  })
  if (output.json) output.value({ site: site.name, revoked })
  else output.line(`Signed out of ${site.name}${revoked ? '; the site has forgotten the token too' : ''}`)
  return undefined
}
