import { type CredentialStatus, credentialFor, type SecretStore, type Site, staticCredential } from '@mmd/auth'
import { exitCodes } from '../../present-error.ts'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'

/** `auth status`: what is known without asking the site. Exits 3 when a sign-in is needed. */
export const runAuthStatus = async (context: CommandContext, name: string | undefined): CommandResult => {
  const { environment, globals, output } = context
  const book = await openBook(environment)
  const site = await chooseSite(environment, book, name ?? globals.site)
  context.asking(site.name)
  const status = await readStatus(context, site, await openSecrets(environment))
  if (output.json) output.value(toStatusJson(site, status))
  else
    for (const [label, value] of toStatusLines(site, status))
      output.line(`${output.paint('dim', label.padEnd(10))}${value}`)
  return status.state === 'sign-in-needed' ? exitCodes.signIn : undefined
}

/** The credential that would be used for a site: `MMD_TOKEN` before the stored one. */
export const readStatus = (
  { environment }: CommandContext,
  site: Site,
  secrets: SecretStore,
): Promise<CredentialStatus> => {
  const token = environment.token()
  const credential =
    token === undefined
      ? credentialFor(site, { secrets, dir: environment.folders.data })
      : staticCredential(site, token, 'MMD_TOKEN')
  return credential.status()
}

const toStatusJson = (site: Site, status: CredentialStatus): object => ({
  site: site.name,
  method: status.method,
  state: status.state,
  user: site.user ?? null,
  expires: toTime(status.expiresAt),
  renewable: status.refreshable,
  secrets: status.where,
})

const toStatusLines = (site: Site, status: CredentialStatus): readonly (readonly [string, string])[] => [
  ['Site', `${site.name}  ${site.baseUrl}`],
  ['Method', status.method],
  ['State', words[status.state]],
  ...(site.user === undefined ? [] : [['User', `${site.user.name} (${site.user.id})`] as const]),
  ['Expires', toTime(status.expiresAt) ?? 'not known'],
  ['Renewal', status.refreshable ? 'by itself' : 'not possible'],
  ['Secrets', status.where],
  ...(status.state === 'sign-in-needed' ? [['Next', `mmd-tui auth login ${site.name}`] as const] : []),
]

const words: Readonly<Record<CredentialStatus['state'], string>> = {
  'signed-in': 'signed in',
  expired: 'the token has expired',
  'sign-in-needed': 'not signed in',
}

const toTime = (epoch: number | undefined): string | null =>
  epoch === undefined ? null : new Date(epoch).toISOString()
