import { credentialFor, isAuthError, type SignedIn, type Site, type SiteBook } from '@mmd/auth'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import { rememberSignIn } from '../../session/remember-sign-in.ts'
import { createVerify, siteTransport } from '../../session/sign-in.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { type AuthLoginOptions, refuseFlags } from './login-flags.ts'
import { mintToken } from './mint.ts'
import { type Login, signInAfresh } from './sign-in-afresh.ts'
import { useStored } from './use-stored.ts'

/** `auth login`: signs in by the site's own method and remembers who that was. */
export const runAuthLogin = async (
  context: CommandContext,
  name: string | undefined,
  options: AuthLoginOptions,
): CommandResult => {
  const { environment, globals, output } = context
  const book = await openBook(environment)
  const saved = await chooseSite(environment, book, name ?? globals.site)
  context.asking(saved.name)
  refuseFlags(saved, options)
  const also = {
    ...(options.user === undefined ? {} : { login: options.user }),
    ...(options.oauth === undefined ? {} : { oauth: options.oauth }),
  }
  const site = { ...saved, ...also }
  const secrets = await openSecrets(environment)
  const transport = await siteTransport(environment, site, secrets)
  const login: Login = { site, secrets, transport, options }
  const signedIn = await obtain(context, login)
  const remembered = await rememberSignIn(book, site, signedIn, also)
  if (remembered.baseUrl !== saved.baseUrl) output.note(`The site that was chosen is ${remembered.baseUrl}`)
  await finish(context, book, { ...login, site: remembered }, signedIn)
  if (environment.token() !== undefined) output.note('MMD_TOKEN is set: it is used before what is stored')
  return undefined
}

/** Says who signed in, after the token that was wished for is made. */
const finish = async (context: CommandContext, book: SiteBook, login: Login, signedIn: SignedIn): Promise<void> => {
  if (login.options.mint !== true) return reportSignedIn(context, login.site, signedIn)
  const minted = await mintToken(context, login)
  reportSignedIn(context, await rememberSignIn(book, login.site, minted), minted)
}

/** By a fresh sign-in, or by what is stored, as the mode says. */
const obtain = async (context: CommandContext, login: Login): Promise<SignedIn> => {
  const { oauth, mint } = login.options
  if (oauth === undefined && mint !== true) return signInAfresh(context, login)
  try {
    return await withStored(context, login)
  } catch (error) {
    const isMissing = isAuthError(error, 'sign-in-needed') || isAuthError(error, 'bad-token')
    if (!isMissing || oauth === 'off' || oauth === 'refresh') throw error
    context.output.note(`${error.message}.`)
    return signInAfresh(context, login)
  }
}

const withStored = ({ environment }: CommandContext, { site, secrets, transport }: Login): Promise<SignedIn> =>
  useStored(site, {
    credential: credentialFor(site, { secrets, dir: environment.folders.data, transport }),
    verify: createVerify(environment, site, transport),
  })

/** Says who signed in, and where the token lies. */
export const reportSignedIn = ({ output }: CommandContext, site: Site, signedIn: SignedIn): void => {
  const { user, where, expiresAt, refreshable } = signedIn
  const { name, method } = site
  if (output.json) {
    const ends = expiresAt === undefined ? null : new Date(expiresAt).toISOString()
    output.value({ site: name, method, user, expires: ends, renewable: refreshable, secrets: where })
    return
  }
  // An account id of Cloud tells a person nothing.
  output.line(`Signed in to ${name} as ${user.name}${site.deployment === 'cloud' ? '' : ` (${user.id})`}`)
  output.note(`The ${method === 'basic' ? 'password' : 'token'} lies in ${where}`)
}
