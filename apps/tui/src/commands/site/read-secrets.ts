import { publicKeyOf } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import type { SiteDraft } from '../../session/save-site.ts'
import type { CommandContext } from '../invocation.ts'
import { type Question, readSecret } from '../prompt.ts'

/** Flags that say which secrets come through standard input. */
export interface SecretFlags {
  readonly clientSecretStdin?: boolean
  readonly privateKeyStdin?: boolean
  readonly certPassphraseStdin?: boolean
  readonly proxyLoginStdin?: boolean
}

/** What of a site must not stand in the book. */
export type SiteSecrets = Omit<SiteDraft, 'site'>

interface SecretSource {
  readonly flag: keyof SecretFlags
  readonly field: keyof SiteSecrets
  readonly question: Question
  /** Throws when it cannot be what it should be. */
  readonly check?: (secret: string) => void
}

const refuseNoLogin = (login: string): void => {
  if (/^[^:]+:/u.test(login)) return
  throw new AppError('usage', 'The login of the proxy must be user:password', 'Pipe both in, with a colon between')
}

const sources: readonly SecretSource[] = [
  {
    flag: 'clientSecretStdin',
    field: 'clientSecret',
    question: { text: 'client secret', flag: '--client-secret-stdin' },
  },
  {
    flag: 'privateKeyStdin',
    field: 'privateKey',
    question: { text: 'private key', flag: '--private-key-stdin' },
    check: publicKeyOf,
  },
  {
    flag: 'certPassphraseStdin',
    field: 'tlsPassphrase',
    question: { text: 'passphrase of the client certificate', flag: '--cert-passphrase-stdin', exact: true },
  },
  {
    flag: 'proxyLoginStdin',
    field: 'proxyLogin',
    question: { text: 'user:password for the proxy', flag: '--proxy-login-stdin' },
    check: refuseNoLogin,
  },
]

const refuseSeveral = (asked: readonly SecretSource[]): void => {
  const [first, ...others] = asked.map(({ question }) => question.flag)
  if (others.length === 0) return
  throw new AppError(
    'usage',
    `Standard input carries one secret: ${first} or ${others.join(' or ')}`,
    `Give ${others.join(' and ')} with mmd-tui site edit afterwards, or type them all at a terminal`,
  )
}

/**
 * The secrets that the flags announce: one from a pipe, any number typed at a terminal without being shown. Throws
 * `usage`, and `bad-certificate` for a key that is none.
 */
export const readSiteSecrets = async (
  { environment, signal }: CommandContext,
  flags: SecretFlags,
): Promise<SiteSecrets> => {
  const asked = sources.filter(({ flag }) => flags[flag] === true)
  if (!environment.isTerminal.stdin) refuseSeveral(asked)
  else if (flags.privateKeyStdin === true) {
    throw new AppError('usage', 'A private key has many lines and cannot be typed', 'Pipe it in: … < key.pem')
  }
  const secrets: { -readonly [Field in keyof SiteSecrets]: string } = {}
  for (const { field, question, check } of asked) {
    const secret = await readSecret(environment, question, signal)
    check?.(secret)
    secrets[field] = secret
  }
  return secrets
}
