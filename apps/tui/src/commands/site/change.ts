import { forgetSite, renameSite } from '@mmd/auth'
import { openBook, openSecrets, refuseWiki } from '../../session/open-book.ts'
import { signOutOf } from '../auth/logout.ts'
import { revokeAdvice } from '../auth/revoke-by-hand.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'

/** `site use NAME`: makes it the default. */
export const runSiteUse = async ({ environment, output }: CommandContext, name: string): CommandResult => {
  const book = await openBook(environment)
  refuseWiki(await book.get(name))
  await book.setDefault(name)
  if (output.json) output.value({ default: name })
  else output.line(`${name} is the default site now`)
  return undefined
}

/** `site rename A B`: the site and its secrets. */
export const runSiteRename = async (
  { environment, output }: CommandContext,
  old: string,
  name: string,
): CommandResult => {
  await renameSite(await openBook(environment), await openSecrets(environment), old, name)
  if (output.json) output.value({ name, before: old })
  else output.line(`${old} is called ${name} now`)
  return undefined
}

export interface SiteRemoveOptions {
  readonly revoke?: boolean
}

/** `site remove NAME`: the site and its secrets; the site itself still knows the token unless that is revoked first. */
export const runSiteRemove = async (
  context: CommandContext,
  name: string,
  { revoke = false }: SiteRemoveOptions,
): CommandResult => {
  const { environment, output } = context
  const book = await openBook(environment)
  const site = await book.get(name)
  const secrets = await openSecrets(environment)
  const { revoked, page } = await signOutOf(context, site, secrets, { revoke })
  await forgetSite(book, secrets, name)
  if (output.json) {
    output.value({ removed: name, revoked, revokeAt: page ?? null })
    return undefined
  }
  output.line(`${name} and its secrets are gone from this machine`)
  if (page !== undefined) output.note(revokeAdvice(page))
  return undefined
}
