import {
  type CallbackWay,
  isAuthError,
  type SecretStore,
  type SignedIn,
  type SignInPorts,
  type Site,
  signIn,
  type Transport,
} from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import type { Environment } from '../../config/environment.ts'
import { methodFacts } from '../../session/method-facts.ts'
import type { CommandContext } from '../invocation.ts'
import { ask, readSecret } from '../prompt.ts'
import type { AuthLoginOptions } from './login-flags.ts'
import { createLoginPorts } from './login-ports.ts'

/** One run of `auth login`. */
export interface Login {
  readonly site: Site
  readonly secrets: SecretStore
  readonly transport: Transport
  readonly options: AuthLoginOptions
}

const canAsk = ({ isTerminal }: Environment): boolean => isTerminal.stdin && isTerminal.stderr

/** What nobody could paste or type is refused before anything is sent. */
const refuseUnanswerable = (environment: Environment, { site, options }: Login): void => {
  if (canAsk(environment)) return
  if (site.method === 'oauth1' && site.oauth1?.callback === 'oob') {
    throw new AppError(
      'usage',
      'Without a terminal nobody can type the code that the site shows',
      `Use a terminal, or a callback: mmd-tui site edit ${site.name} --callback-url http://localhost:8734/oauth/redirect`,
    )
  }
  if (options.callback !== 'paste') return
  throw new AppError(
    'usage',
    'Without a terminal nothing can be pasted',
    site.method === 'oauth1' ? 'Use a terminal' : 'Use mmd-tui auth url, then mmd-tui auth complete URL',
  )
}

/** The one secret that may come through standard input. */
const readPiped = async (
  { environment, signal }: CommandContext,
  { tokenStdin, passwordStdin, clientSecretStdin }: AuthLoginOptions,
): Promise<{ readonly clientSecret?: string; readonly token?: string }> => {
  const read = (text: string, flag: string, exact = false): Promise<string> =>
    readSecret(environment, { text, flag, exact }, signal)
  if (clientSecretStdin === true) return { clientSecret: await read('client secret', '--client-secret-stdin') }
  if (tokenStdin === true) return { token: await read('token', '--token-stdin') }
  if (passwordStdin === true) return { token: await read('password', '--password-stdin', true) }
  return {}
}

/** Where nothing can be pasted, ways that fail must say so in the end instead of falling back to pasting. */
const waysFor = (environment: Environment, { site, options }: Login): readonly (CallbackWay | undefined)[] => {
  const { callback, browser } = options
  if (!methodFacts[site.method].usesBrowser) return [undefined]
  if (callback !== undefined || canAsk(environment)) return [callback]
  return browser && environment.graphical ? ['listener', 'browser'] : ['listener']
}

/** What a sign-in did meanwhile, which its error does not tell. */
interface Watched {
  readonly ports: SignInPorts
  /** The way in which the redirect was last waited for. */
  readonly way: () => CallbackWay | undefined
  /** Why the last question got no answer. */
  readonly unasked: () => unknown
}

const watch = (ports: SignInPorts): Watched => {
  let way: CallbackWay | undefined
  let unasked: unknown
  return {
    ports: {
      ...ports,
      ask: (question, signal) =>
        ports.ask(question, signal).catch((error: unknown) => {
          unasked = error
          throw error
        }),
      report: (event) => {
        if (event.kind === 'authorize-url') way = event.way
        ports.report(event)
      },
    },
    way: () => way,
    unasked: () => unasked,
  }
}

const isImpassable = (error: unknown): error is Error =>
  isAuthError(error, 'port-taken') || isAuthError(error, 'port-privileged') || isAuthError(error, 'bad-site')

/** Signs in by the site's own method, whatever is stored. Throws `AppError`, `AuthError` and what the site throws. */
export const signInAfresh = async (context: CommandContext, login: Login): Promise<SignedIn> => {
  const { environment, signal } = context
  const { site, secrets, transport, options } = login
  refuseUnanswerable(environment, login)
  const piped = await readPiped(context, options)
  const forcesBrowser = options.callback === 'browser'
  const plain = createLoginPorts(context, site, { secrets, transport, browser: options.browser, forcesBrowser })
  const { ports, way, unasked } = watch(plain)
  const by = async (callback: CallbackWay | undefined): Promise<SignedIn> => {
    const how = callback === undefined ? {} : { callback }
    try {
      return await signIn(site, ports, { signal, transport, ...how, ...piped })
    } catch (error) {
      throw unasked() ?? error
    }
  }
  const byWays = async ([first, ...others]: readonly (CallbackWay | undefined)[]): Promise<SignedIn> => {
    try {
      return await by(first)
    } catch (error) {
      if (others.length === 0 || first === undefined || !isImpassable(error)) throw error
      ports.report({ kind: 'way-failed', way: first, reason: error.message })
      return byWays(others)
    }
  }
  for (;;) {
    try {
      return await byWays(waysFor(environment, login))
    } catch (error) {
      if (!isAuthError(error, 'code-expired') || way() !== 'paste' || !canAsk(environment)) throw error
      const text = 'The code was too old or used already. Enter starts again, Ctrl-C ends'
      await ask(environment, { text, flag: 'it at a terminal' }, signal)
    }
  }
}
