import { beginSignIn, completeSignIn, findPendingSite } from '@mmd/auth'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { rememberSignIn } from '../../session/remember-sign-in.ts'
import { siteTransport } from '../../session/sign-in.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { readStandardInput } from '../prompt.ts'
import { reportSignedIn } from './login.ts'
import { createLoginPorts } from './login-ports.ts'

/** `auth url`: begins a sign-in and prints where to give consent. */
export const runAuthUrl = async (context: CommandContext, name: string | undefined): CommandResult => {
  const { environment, globals, output } = context
  const site = await chooseSite(environment, await openBook(environment), name ?? globals.site)
  context.asking(site.name)
  const { url } = await beginSignIn(site, { secrets: await openSecrets(environment) })
  if (output.json) output.value({ site: site.name, url })
  else {
    output.line(url)
    output.note('Press Allow there, then: mmd-tui auth complete URL, with what the address bar shows')
  }
  return undefined
}

/** `auth complete URL`: finishes the sign-in that the address answers; without `--site`, whichever began it. */
export const runAuthComplete = async (context: CommandContext, typed: string): CommandResult => {
  const { environment, globals, signal } = context
  const book = await openBook(environment)
  const secrets = await openSecrets(environment)
  const url = (typed === '-' ? await readStandardInput(environment, signal) : typed).trim()
  const sites = await book.list()
  const site =
    globals.site === undefined
      ? ((await findPendingSite(sites, url, secrets)) ?? (await chooseSite(environment, book, undefined)))
      : await book.get(globals.site)
  context.asking(site.name)
  const transport = await siteTransport(environment, site, secrets)
  const ports = createLoginPorts(context, site, { secrets, transport, browser: false })
  const signedIn = await completeSignIn(site, url, ports, { signal, transport })
  reportSignedIn(context, await rememberSignIn(book, site, signedIn), signedIn)
  return undefined
}
