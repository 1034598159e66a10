import { credentialFor, type SecretStore, type Site, signOut } from '@mmd/auth'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { siteTransport } from '../../session/sign-in.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { revokeAdvice, revokePage } from './revoke-by-hand.ts'

/** `auth logout`: forgets the token and, where possible, makes the site forget it. */
export const runAuthLogout = async (context: CommandContext, name: string | undefined): CommandResult => {
  const { environment, globals, output } = context
  const site = await chooseSite(environment, await openBook(environment), name ?? globals.site)
  context.asking(site.name)
  const secrets = await openSecrets(environment)
  const { revoked, page } = await signOutOf(context, site, secrets)
  if (output.json) {
    output.value({ site: site.name, revoked, revokeAt: page ?? null })
    return undefined
  }
  output.line(`Signed out of ${site.name}${revoked ? '; the site has forgotten the token too' : ''}`)
  if (page !== undefined) output.note(revokeAdvice(page))
  return undefined
}

/** What became of a site's credential. */
export interface SignedOut {
  readonly revoked: boolean
  /** Where the person has to go, when the site may still know the token. */
  readonly page?: string
}

/** Forgets the credential here and, unless told otherwise, at the site. Throws `store-failed`. */
export const signOutOf = async (
  { environment }: CommandContext,
  site: Site,
  secrets: SecretStore,
  { revoke = true }: { readonly revoke?: boolean } = {},
): Promise<SignedOut> => {
  const status = await credentialFor(site, { secrets, dir: environment.folders.data })
    .status()
    .catch(() => undefined)
  const { revoked } = await signOut(site, {
    secrets,
    revoke,
    transport: await siteTransport(environment, site, secrets),
  })
  const wasThere = status !== undefined && status.state !== 'sign-in-needed'
  const page = revoked || !wasThere ? undefined : revokePage(site, status.method)
  return { revoked, ...(page === undefined ? {} : { page }) }
}
