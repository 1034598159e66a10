import type { CallbackWay, OAuthMode, Site } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import { methodFacts } from '../../session/method-facts.ts'

export interface AuthLoginOptions {
  readonly callback?: CallbackWay
  /** False with `--no-browser`. */
  readonly browser: boolean
  readonly tokenStdin?: boolean
  readonly passwordStdin?: boolean
  readonly clientSecretStdin?: boolean
  /** Who logs in from now on. */
  readonly user?: string
  /** Without it a fresh sign-in, whatever is stored. */
  readonly oauth?: OAuthMode
  readonly mint?: boolean
  /** 0: without an end. */
  readonly days?: number
}

interface Rule {
  readonly flag: string
  readonly isGiven: (options: AuthLoginOptions) => boolean
  readonly fits: (site: Site) => boolean
  /** What the site signs in without. */
  readonly without: string
  readonly hint?: string
}

const rules: readonly Rule[] = [
  {
    flag: '--callback',
    isGiven: ({ callback }) => callback !== undefined,
    fits: ({ method }) => methodFacts[method].usesBrowser,
    without: 'a redirect',
  },
  {
    flag: '--client-secret-stdin',
    isGiven: ({ clientSecretStdin }) => clientSecretStdin === true,
    fits: ({ method }) => methodFacts[method].usesClient,
    without: 'a client secret',
  },
  {
    flag: '--token-stdin',
    isGiven: ({ tokenStdin }) => tokenStdin === true,
    fits: ({ method }) => method === 'pat' || method === 'api-token',
    without: 'a token that is typed in',
    hint: 'To use one: mmd-tui site edit NAME --method pat (Data Center) or --method api-token (Cloud)',
  },
  {
    flag: '--password-stdin',
    isGiven: ({ passwordStdin }) => passwordStdin === true,
    fits: ({ method }) => method === 'basic',
    without: 'a password',
  },
  {
    flag: '--user',
    isGiven: ({ user }) => user !== undefined,
    fits: ({ method }) => methodFacts[method].login !== 'none',
    without: 'a name that is known before',
  },
]

const usage = (message: string, hint: string): AppError => new AppError('usage', message, hint)

const refuseContradictions = (options: AuthLoginOptions): void => {
  const { oauth, callback, browser, mint, days } = options
  if (callback === 'browser' && !browser) {
    throw usage(
      '--no-browser leaves no browser to come back by',
      'Leave one of --callback browser and --no-browser away',
    )
  }
  if (days !== undefined && mint !== true) throw usage('--days is for the token that --mint makes', 'Give --mint too')
  const signsIn = rules.find(({ isGiven }) => isGiven(options))
  if (signsIn === undefined || oauth === undefined || oauth === 'get-and-refresh') return
  throw usage(
    `--oauth ${oauth} opens no sign-in, and ${signsIn.flag} is for one`,
    'Leave one of them away, or say --oauth get-and-refresh',
  )
}

/** Flags that the site's method has no use for are refused: they show that something else was meant. Throws `usage`. */
export const refuseFlags = (site: Site, options: AuthLoginOptions): void => {
  const { name, method, deployment } = site
  const wrong = rules.find(({ isGiven, fits }) => isGiven(options) && !fits(site))
  if (wrong !== undefined) {
    throw usage(`${name} signs in by ${method}, without ${wrong.without}`, wrong.hint ?? `Leave ${wrong.flag} away`)
  }
  const piped = rules.filter(({ flag, isGiven }) => flag.endsWith('-stdin') && isGiven(options))
  if (piped.length > 1)
    throw usage('Standard input carries one secret', `Give one of ${piped.map(({ flag }) => flag).join(', ')}`)
  if (options.mint === true && deployment === 'cloud') {
    throw usage('The cloud lets no program make tokens', 'Make an API token by hand, and use --method api-token')
  }
  refuseContradictions(options)
}
