import { credentialFor } from '@mmd/auth'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { siteTransport } from '../../session/sign-in.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'

/** `auth refresh`: renews the stored token now. */
export const runAuthRefresh = async (context: CommandContext, name: string | undefined): CommandResult => {
  const { environment, globals, output } = context
  const site = await chooseSite(environment, await openBook(environment), name ?? globals.site)
  context.asking(site.name)
  const secrets = await openSecrets(environment)
  const transport = await siteTransport(environment, site, secrets)
  const credential = credentialFor(site, { secrets, dir: environment.folders.data, transport })
  await credential.renew()
  const { expiresAt } = await credential.status()
  const expires = expiresAt === undefined ? null : new Date(expiresAt).toISOString()
  if (output.json) output.value({ site: site.name, expires })
  else output.line(`Renewed the token for ${site.name}${expires === null ? '' : `; it expires ${expires}`}`)
  return undefined
}
