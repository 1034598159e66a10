import { type SecretStore, type SignedIn, type Site, signIn, signInWithToken } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { createAuthTransport, needsClientSecret } from '../../session/sign-in.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { ask, readSecret } from '../prompt.ts'
import { createLoginPorts } from './login-ports.ts'

export interface AuthLoginOptions {
  readonly callback?: 'listener' | 'browser' | 'paste'
  /** False with `--no-browser`. */
  readonly browser: boolean
  readonly tokenStdin?: boolean
  readonly clientSecretStdin?: boolean
}

/** `auth login`: signs in by the site's own method and remembers who that was. */
export const runAuthLogin = async (
  context: CommandContext,
  name: string | undefined,
  options: AuthLoginOptions,
): CommandResult => {
  const { environment, globals } = context
  const book = await openBook(environment)
  const site = await chooseSite(environment, book, name ?? globals.site)
  context.asking(site.name)
  const secrets = await openSecrets(environment)
  const signedIn =
    site.method === 'pat'
      ? await loginWithToken(context, site, { secrets, options })
      : await loginWithBrowser(context, site, { secrets, options })
  await book.update(site.name, { user: signedIn.user })
  reportSignedIn(context, site, signedIn)
  return undefined
}

/** Says who signed in, and where the token lies. */
export const reportSignedIn = ({ output }: CommandContext, site: Site, signedIn: SignedIn): void => {
  const { user, where, expiresAt, refreshable } = signedIn
  if (output.json) {
    const ends = expiresAt === undefined ? null : new Date(expiresAt).toISOString()
    output.value({ site: site.name, user, expires: ends, renewable: refreshable, secrets: where })
    return
  }
  output.line(`Signed in to ${site.name} as ${user.name} (${user.id})`)
  output.note(`The token lies in ${where}`)
}

interface Login {
  readonly secrets: SecretStore
  readonly options: AuthLoginOptions
}

const loginWithToken = async (context: CommandContext, site: Site, { secrets, options }: Login): Promise<SignedIn> => {
  if (options.callback !== undefined || options.clientSecretStdin === true) {
    throw new AppError('usage', `${site.name} signs in with a token`, 'Use --token-stdin')
  }
  const question = { text: 'personal access token', flag: '--token-stdin', hidden: true }
  const token =
    options.tokenStdin === true
      ? await readSecret(context.environment, question, context.signal)
      : await ask(context.environment, question, context.signal)
  return signInWithToken(site, token, createLoginPorts(context, site, { secrets, browser: false }))
}

const loginWithBrowser = async (
  context: CommandContext,
  site: Site,
  { secrets, options }: Login,
): Promise<SignedIn> => {
  const { environment, signal } = context
  const { callback } = options
  if (options.tokenStdin === true) {
    throw new AppError(
      'usage',
      `${site.name} signs in with the browser`,
      'Save it again with --method pat to use a token',
    )
  }
  if (callback === 'browser') {
    throw new AppError('usage', 'This version cannot watch a browser', 'Use --callback listener or --callback paste')
  }
  if (callback === 'paste' && !environment.isTerminal.stdin) {
    throw new AppError(
      'usage',
      'Without a terminal nothing can be pasted',
      'Use mmd-tui auth url, then mmd-tui auth complete URL',
    )
  }
  const question = { text: 'client secret', flag: '--client-secret-stdin', hidden: true }
  const clientSecret = options.clientSecretStdin === true ? await readSecret(environment, question, signal) : undefined
  const asked =
    clientSecret === undefined && (await needsClientSecret(site, secrets))
      ? await ask(environment, question, signal)
      : clientSecret
  return signIn(site, createLoginPorts(context, site, { secrets, browser: options.browser }), {
    signal,
    transport: createAuthTransport(environment),
    ...toCallback(callback, environment.isTerminal.stdin),
    ...(asked === undefined ? {} : { clientSecret: asked }),
  })
}

/** Where nothing can be pasted, a listener that fails must say so instead of falling back to pasting. */
const toCallback = (
  callback: 'listener' | 'paste' | undefined,
  isTerminal: boolean,
): { readonly callback?: 'listener' | 'paste' } => {
  if (callback !== undefined) return { callback }
  return isTerminal ? {} : { callback: 'listener' }
}
