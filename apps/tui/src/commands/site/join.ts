import { type Invite, isAuthError, openInvite, readInvite, type Secret, type Site, suggestSiteName } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import { describeCertificates } from '../../session/certificates.ts'
import { inviteLines } from '../../session/invite-words.ts'
import { methodFacts, passwordWarning } from '../../session/method-facts.ts'
import { openBook, openSecrets } from '../../session/open-book.ts'
import { saveSite } from '../../session/save-site.ts'
import { runAuthLogin } from '../auth/login.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { ask, askYes, readSecret } from '../prompt.ts'
import { readInviteText } from './invite-text.ts'
import { describeTls, toSiteJson } from './site-json.ts'

export interface SiteJoinOptions {
  readonly name?: string
  /** Who logs in, for methods that want to know: an invite says nothing about that. */
  readonly user?: string
  readonly passphraseStdin?: boolean
  readonly yes?: boolean
  readonly login?: boolean
}

/** `site join FILE`: opens an invite, shows what it would store, stores it, and signs in if that is wished. */
export const runSiteJoin = async (plain: CommandContext, file: string, options: SiteJoinOptions): CommandResult => {
  const { text, environment } = await readInviteText(plain, file, options.passphraseStdin === true)
  const context = { ...plain, environment }
  const { output, signal } = context
  const invite = readInvite(text)
  const secret = await unseal(context, invite, options)
  const certificates = describeCertificates(invite.site.tls?.ca ?? '')
  for (const line of inviteLines(invite, certificates)) output.note(line)
  for (const line of remarks(invite)) output.note(line)
  const site = await toSite(context, invite, options)
  const question = { text: `Save this as ${site.name}?`, flag: '--yes' }
  if (options.yes !== true && !(await askYes(environment, question, signal))) {
    throw new AppError('cancelled', 'The invite was not taken', 'Nothing was changed')
  }
  const book = await openBook(environment)
  const shared = secret?.reveal()
  const given = site.method === 'oauth1' ? { privateKey: shared } : { clientSecret: shared }
  const saved = await saveSite(book, await openSecrets(environment), { site, ...given })
  const isFollowed = options.login === true
  if (!output.json) output.line(`Saved ${saved.name}: ${saved.baseUrl}`)
  else if (!isFollowed) {
    const isDefault = (await book.default())?.name === saved.name
    const facts = { isDefault, state: 'sign-in-needed' as const, tls: await describeTls(saved.tls) }
    output.value({
      ...toSiteJson(saved, facts),
      sealed: invite.isSealed,
      note: invite.note ?? null,
      views: invite.views,
    })
  }
  if (isFollowed) return runAuthLogin(context, saved.name, { browser: true })
  output.note(`Now sign in: mmd-tui auth login ${saved.name}`)
  return undefined
}

const triesForPassphrase = 3

const unseal = async (
  { environment, output, signal }: CommandContext,
  invite: Invite,
  { passphraseStdin }: SiteJoinOptions,
): Promise<Secret | undefined> => {
  const question = { text: 'passphrase of the invite', flag: '--passphrase-stdin', exact: true }
  if (passphraseStdin === true) {
    return (await openInvite(invite, await readSecret(environment, question, signal))).secret
  }
  if (!invite.isSealed) return (await openInvite(invite, undefined)).secret
  for (let tries = triesForPassphrase; ; tries -= 1) {
    try {
      return (await openInvite(invite, await ask(environment, { ...question, hidden: true }, signal))).secret
    } catch (error) {
      if (tries === 1 || !isAuthError(error, 'wrong-passphrase')) throw error
      output.note(error.message)
    }
  }
}

const remarks = ({ site, views }: Invite): readonly string[] => [
  ...(site.method === 'basic' ? [passwordWarning] : []),
  ...(views.length === 0
    ? []
    : ['Views of your own have no place in this version yet: the first is kept by its name, as the default view']),
]

const toSite = async (context: CommandContext, { site, views }: Invite, options: SiteJoinOptions): Promise<Site> => {
  const { environment, signal } = context
  const { login } = methodFacts[site.method]
  if (options.user !== undefined && login === 'none') {
    throw new AppError('usage', `--user is not for the sign-in method ${site.method}`, 'Leave --user away')
  }
  const question = { text: `Your ${login}`, flag: '--user NAME' }
  const who = login === 'none' ? undefined : (options.user ?? (await ask(environment, question, signal)))
  return {
    ...site,
    name: options.name ?? (await chooseName(context, site)),
    ...(who === undefined ? {} : { login: who }),
    ...(views[0] === undefined ? {} : { defaultView: views[0].name }),
  }
}

/** The invite's own name while it is free here. */
const chooseName = async ({ environment, signal }: CommandContext, site: Site): Promise<string> => {
  const taken = (await (await openBook(environment)).list()).map(({ name }) => name)
  if (!taken.some((name) => name.toLowerCase() === site.name.toLowerCase())) return site.name
  const other = suggestSiteName(site.baseUrl, taken)
  const { isTerminal } = environment
  if (isTerminal.stdin && isTerminal.stderr) {
    const text = `A site is called ${site.name} already; another name`
    return ask(environment, { text, flag: '--name NAME', fallback: other }, signal)
  }
  throw new AppError('usage', `A site is called ${site.name} already`, `Choose another name: --name ${other}`)
}
