import { forgetSite, renameSite } from '@mmd/auth'
import { openBook, openSecrets } from '../../session/open-book.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'

/** `site use NAME`: makes it the default. */
export const runSiteUse = async ({ environment, output }: CommandContext, name: string): CommandResult => {
  await (await openBook(environment)).setDefault(name)
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

/** `site remove NAME`: the site and its secrets; the site itself still knows the token. */
export const runSiteRemove = async ({ environment, output }: CommandContext, name: string): CommandResult => {
  await forgetSite(await openBook(environment), await openSecrets(environment), name)
  if (output.json) output.value({ removed: name })
  else output.line(`${name} and its secrets are gone from this machine`)
  return undefined
}
