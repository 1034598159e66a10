import { AuthError, type CredentialStatus, credentialFor, type Site } from '@mmd/auth'
import { methodFacts } from '../../session/method-facts.ts'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { siteTransport } from '../../session/sign-in.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { describeExpiry } from './expiry.ts'

/** `auth refresh`: renews the stored token now. */
export const runAuthRefresh = async (context: CommandContext, name: string | undefined): CommandResult => {
  const { environment, globals, output } = context
  const site = await chooseSite(environment, await openBook(environment), name ?? globals.site)
  context.asking(site.name)
  const secrets = await openSecrets(environment)
  const transport = await siteTransport(environment, site, secrets)
  const credential = credentialFor(site, { secrets, dir: environment.folders.data, transport })
  refuseFixed(site, await credential.status())
  await credential.renew()
  const { expiresAt } = await credential.status()
  const expires = expiresAt === undefined ? null : new Date(expiresAt).toISOString()
  if (output.json) output.value({ site: site.name, expires })
  else output.line(`Renewed the token for ${site.name}; it ends ${describeExpiry(expiresAt, Date.now())}`)
  return undefined
}

const renewable = new Set<CredentialStatus['method']>(['oauth2', 'oauth2-cloud', 'client-credentials'])

/** To ask for it anyway would count as a refusal by the site, and cost a credential that may be good. */
const refuseFixed = ({ name }: Site, { method, state }: CredentialStatus): void => {
  if (state === 'sign-in-needed' || renewable.has(method)) return
  throw new AuthError(
    'sign-in-needed',
    `What ${name} was signed in to with cannot be renewed: ${methodFacts[method].title}`,
  )
}
