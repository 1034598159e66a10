import { type CallbackWay, type SecretStore, type SignedIn, type SignInMethod, type Site, signIn } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { rememberSignIn } from '../../session/remember-sign-in.ts'
import { siteTransport } from '../../session/sign-in.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { readSecret } from '../prompt.ts'
import { createLoginPorts } from './login-ports.ts'

export interface AuthLoginOptions {
  readonly callback?: CallbackWay
  /** False with `--no-browser`. */
  readonly browser: boolean
  readonly tokenStdin?: boolean
  readonly passwordStdin?: boolean
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
  const signedIn = await login(context, site, { secrets, options })
  reportSignedIn(context, await rememberSignIn(book, site, signedIn), signedIn)
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

const browserMethods: ReadonlySet<SignInMethod> = new Set(['oauth2', 'oauth2-cloud', 'oauth1'])
const clientMethods: ReadonlySet<SignInMethod> = new Set(['oauth2', 'oauth2-cloud', 'client-credentials'])
const tokenMethods: ReadonlySet<SignInMethod> = new Set(['pat', 'api-token'])

/** Flags that the site's method has no use for are refused: they show that something else was meant. */
const refuseFlags = ({ name, method }: Site, options: AuthLoginOptions): void => {
  if (options.callback !== undefined && !browserMethods.has(method)) {
    throw new AppError('usage', `${name} signs in by ${method}, without a redirect`, 'Leave --callback away')
  }
  if (options.clientSecretStdin === true && !clientMethods.has(method)) {
    throw new AppError(
      'usage',
      `${name} signs in by ${method}, without a client secret`,
      'Leave --client-secret-stdin away',
    )
  }
  if (options.tokenStdin === true && !tokenMethods.has(method)) {
    throw new AppError(
      'usage',
      `${name} signs in by ${method}, without a token`,
      'Save it again with --method pat to use a token',
    )
  }
  if (options.passwordStdin === true && method !== 'basic') {
    throw new AppError('usage', `${name} signs in by ${method}, without a password`, 'Leave --password-stdin away')
  }
}

const login = async (context: CommandContext, site: Site, { secrets, options }: Login): Promise<SignedIn> => {
  const { environment, signal } = context
  refuseFlags(site, options)
  if (options.callback === 'paste' && !environment.isTerminal.stdin) {
    throw new AppError(
      'usage',
      'Without a terminal nothing can be pasted',
      'Use mmd-tui auth url, then mmd-tui auth complete URL',
    )
  }
  const piped = await readPiped(context, options)
  const transport = await siteTransport(environment, site, secrets)
  const ports = createLoginPorts(context, site, {
    secrets,
    transport,
    browser: options.browser,
    forcesBrowser: options.callback === 'browser',
  })
  return signIn(site, ports, { signal, transport, ...toCallback(options, environment.isTerminal.stdin), ...piped })
}

/** The one secret that may come through standard input. */
const readPiped = async (
  { environment, signal }: CommandContext,
  options: AuthLoginOptions,
): Promise<{ readonly clientSecret?: string; readonly token?: string }> => {
  const read = (text: string, flag: string): Promise<string> => readSecret(environment, { text, flag }, signal)
  if (options.clientSecretStdin === true) return { clientSecret: await read('client secret', '--client-secret-stdin') }
  if (options.tokenStdin === true) return { token: await read('token', '--token-stdin') }
  if (options.passwordStdin === true) return { token: await read('password', '--password-stdin') }
  return {}
}

/** Where nothing can be pasted, a listener that fails must say so instead of falling back to pasting. */
const toCallback = ({ callback }: AuthLoginOptions, isTerminal: boolean): { readonly callback?: CallbackWay } => {
  if (callback !== undefined) return { callback }
  return isTerminal ? {} : { callback: 'listener' }
}
