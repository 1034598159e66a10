import { beginSignIn, completeSignIn, findPendingSite, type Site } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { rememberSignIn } from '../../session/remember-sign-in.ts'
import { siteTransport } from '../../session/sign-in.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { readSecret, readStandardInput } from '../prompt.ts'
import { reportSignedIn } from './login.ts'
import { createLoginPorts } from './login-ports.ts'

export interface AuthUrlOptions {
  readonly clientSecretStdin?: boolean
}

/** The two halves share state and verifier; OAuth 1.0a has a token between them that lives for minutes only. */
const refuseOthers = ({ name, method }: Site): void => {
  if (method === 'oauth2' || method === 'oauth2-cloud') return
  const hint =
    method === 'oauth1'
      ? `Sign in at a terminal: mmd-tui auth login ${name} --callback paste`
      : `Sign in in one step: mmd-tui auth login ${name}`
  throw new AppError('usage', `${name} signs in by ${method}, which has no second step`, hint)
}

/** `auth url`: begins a sign-in and prints where to give consent. */
export const runAuthUrl = async (
  context: CommandContext,
  name: string | undefined,
  { clientSecretStdin = false }: AuthUrlOptions = {},
): CommandResult => {
  const { environment, globals, output, signal } = context
  const site = await chooseSite(environment, await openBook(environment), name ?? globals.site)
  context.asking(site.name)
  refuseOthers(site)
  const question = { text: 'client secret', flag: '--client-secret-stdin' }
  const given = clientSecretStdin ? { clientSecret: await readSecret(environment, question, signal) } : {}
  const { url } = await beginSignIn(site, { secrets: await openSecrets(environment), ...given })
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
  refuseOthers(site)
  const transport = await siteTransport(environment, site, secrets)
  const ports = createLoginPorts(context, site, { secrets, transport, browser: false })
  const signedIn = await completeSignIn(site, url, ports, { signal, transport })
  reportSignedIn(context, await rememberSignIn(book, site, signedIn), signedIn)
  return undefined
}
