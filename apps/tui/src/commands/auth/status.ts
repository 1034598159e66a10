import {
  type CredentialSource,
  type CredentialStatus,
  credentialFor,
  isAuthError,
  type SecretStore,
  type Site,
  staticCredential,
  type Transport,
} from '@mmd/auth'
import { exitCodes } from '../../present-error.ts'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { createVerify, siteTransport } from '../../session/sign-in.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { describeExpiry } from './expiry.ts'
import { useStored } from './use-stored.ts'

export interface AuthStatusOptions {
  readonly check?: boolean
}

interface Standing {
  readonly status: CredentialStatus
  readonly user: Site['user']
  /** What the site said when it was asked. */
  readonly accepted?: boolean
}

/** `auth status`: what is known without asking the site, or with `--check` what it says. Exits 3 when a sign-in is needed. */
export const runAuthStatus = async (
  context: CommandContext,
  name: string | undefined,
  { check = false }: AuthStatusOptions = {},
): CommandResult => {
  const { environment, globals, output } = context
  const site = await chooseSite(environment, await openBook(environment), name ?? globals.site)
  context.asking(site.name)
  const secrets = await openSecrets(environment)
  const standing = check
    ? await askSite(context, site, secrets)
    : { status: await readStatus(context, site, secrets), user: site.user }
  if (output.json) output.value(toStatusJson(site, standing))
  else
    for (const [label, value] of toStatusLines(site, standing))
      output.line(`${output.paint('dim', label.padEnd(10))}${value}`)
  return standing.status.state === 'sign-in-needed' || standing.accepted === false ? exitCodes.signIn : undefined
}

/** The credential that would be used for a site: `MMD_TOKEN` before the stored one. */
const credentialOf = (
  { environment }: CommandContext,
  site: Site,
  secrets: SecretStore,
  transport?: Transport,
): CredentialSource => {
  const token = environment.token()
  if (token !== undefined) return staticCredential(site, token, 'MMD_TOKEN')
  return credentialFor(site, {
    secrets,
    dir: environment.folders.data,
    ...(transport === undefined ? {} : { transport }),
  })
}

/** What is known of the credential that would be used for a site. */
export const readStatus = (context: CommandContext, site: Site, secrets: SecretStore): Promise<CredentialStatus> =>
  credentialOf(context, site, secrets).status()

/** Uses the credential as any other run would, renewal included. */
const askSite = async (context: CommandContext, site: Site, secrets: SecretStore): Promise<Standing> => {
  const { environment } = context
  const transport = await siteTransport(environment, site, secrets)
  const credential = credentialOf(context, site, secrets, transport)
  const verify = createVerify(environment, site, transport)
  try {
    const { user } = await useStored(site, { credential, verify })
    return { status: await credential.status(), user, accepted: true }
  } catch (error) {
    if (!isAuthError(error, 'sign-in-needed') && !isAuthError(error, 'bad-token')) throw error
    return { status: await credential.status(), user: site.user, accepted: false }
  }
}

const toStatusJson = (site: Site, { status, user, accepted }: Standing): object => ({
  site: site.name,
  method: status.method,
  state: status.state,
  user: user ?? null,
  login: site.login ?? null,
  scope: status.scope ?? null,
  expires: status.expiresAt === undefined ? null : new Date(status.expiresAt).toISOString(),
  renewable: status.refreshable,
  oauth: site.oauth ?? 'get-and-refresh',
  secrets: status.where,
  accepted: accepted ?? null,
})

type Line = readonly [label: string, value: string]

const line = (label: string, value: string | undefined): readonly Line[] =>
  value === undefined ? [] : [[label, value]]

const toStatusLines = (site: Site, { status, user, accepted }: Standing): readonly Line[] => [
  ['Site', `${site.name}  ${site.baseUrl}`],
  ['Method', status.method],
  ['State', words[status.state]],
  ...line(
    'Checked',
    accepted === undefined ? undefined : accepted ? 'the site accepts it' : 'the site does not accept it',
  ),
  ...line('User', user === undefined ? undefined : `${user.name} (${user.id})`),
  ...line('Login', site.login),
  ...line('Scope', status.scope),
  ['Expires', status.expiresAt === undefined ? 'not known' : describeExpiry(status.expiresAt, Date.now())],
  ['Renewal', renewal(site, status)],
  ['Secrets', status.where],
  ...line(
    'Next',
    status.state === 'sign-in-needed' || accepted === false ? `mmd-tui auth login ${site.name}` : undefined,
  ),
]

const renewal = ({ oauth }: Site, { refreshable }: CredentialStatus): string => {
  if (oauth === 'off') return 'switched off (--oauth off)'
  return refreshable ? `by itself${oauth === undefined ? '' : ` (--oauth ${oauth})`}` : 'not possible'
}

const words: Readonly<Record<CredentialStatus['state'], string>> = {
  'signed-in': 'signed in',
  expired: 'the token has expired',
  'sign-in-needed': 'not signed in',
}
