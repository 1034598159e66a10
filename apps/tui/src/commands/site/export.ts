import { access, rm, writeFile } from 'node:fs/promises'
import { createInvite, type InviteView, Secret, type SecretStore, type Site, secretKeys } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import { methodFacts } from '../../session/method-facts.ts'
import { openBook, openSecrets } from '../../session/open-book.ts'
import { findView } from '../../session/views.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { askNewSecret, readSecret } from '../prompt.ts'

export interface SiteExportOptions {
  /** The file; standard output when left away, and for `-`. */
  readonly output?: string
  readonly force?: boolean
  readonly note?: string
  readonly passphraseStdin?: boolean
  /** False with `--no-secret`. */
  readonly secret: boolean
}

const usage = (message: string, hint: string): AppError => new AppError('usage', message, hint)

/** What all who sign in by this method share. */
const sharedBy = ({ method }: Site): 'client secret' | 'private key' | undefined => {
  if (method === 'oauth1') return 'private key'
  return methodFacts[method].usesClient ? 'client secret' : undefined
}

/** `site export NAME`: writes an invite to the site, sealed with a passphrase. */
export const runSiteExport = async (
  context: CommandContext,
  name: string,
  options: SiteExportOptions,
): CommandResult => {
  const { environment, output } = context
  const site = await (await openBook(environment)).get(name)
  context.asking(name)
  refuseContradictions(site, options)
  const file = options.output === '-' ? undefined : options.output
  if (file !== undefined && options.force !== true) await refuseTaken(file)
  const secret = await sharedSecret(site, await openSecrets(environment))
  const passphrase = await readPassphrase(context, site, options)
  const { note } = options
  const views = suggestedViews(site)
  const text = await createInvite({
    site,
    views,
    now: Date.now(),
    ...(secret === undefined ? {} : { secret }),
    ...(passphrase === '' ? {} : { passphrase }),
    ...(note === undefined ? {} : { note }),
  })
  if (file !== undefined) await write(file, text, options.force === true)
  const isSealed = passphrase !== ''
  if (output.json) output.value(file === undefined ? JSON.parse(text) : { site: name, file, sealed: isSealed })
  else output.line(file === undefined ? text.trimEnd() : `Wrote an invite to ${name}: ${file}`)
  for (const line of remarks(site, { isSealed, views, file })) output.note(line)
  return undefined
}

const refuseContradictions = (site: Site, { secret, passphraseStdin }: SiteExportOptions): void => {
  if (secret) return
  if (passphraseStdin === true) {
    throw usage('Without a secret nothing is sealed, and no passphrase is needed', 'Leave one of the two flags away')
  }
  const shared = sharedBy(site)
  if (shared === undefined) return
  const { clientId } = site.oauth2 ?? {}
  throw usage(
    `Nobody could join ${site.name} without its ${shared}`,
    shared === 'private key'
      ? 'Leave --no-secret away, or let colleagues have a link of their own'
      : `Leave --no-secret away, or tell colleagues: mmd-tui site add ${site.baseUrl} --method ${site.method} --client-id ${clientId ?? 'ID'}`,
  )
}

const sharedSecret = async (site: Site, secrets: SecretStore): Promise<Secret | undefined> => {
  const shared = sharedBy(site)
  if (shared === undefined) return undefined
  const keys = secretKeys(site.name)
  const text = await secrets.get(shared === 'private key' ? keys.privateKey : keys.clientSecret)
  if (text !== undefined) return new Secret(text)
  const flag = shared === 'private key' ? '--private-key-stdin' : '--client-secret-stdin'
  throw usage(
    `The ${shared} of ${site.name} is not stored on this machine, and nobody could join without it`,
    `Save it first: mmd-tui site edit ${site.name} ${flag}`,
  )
}

/** Empty where nothing is to be sealed. */
const readPassphrase = async (
  { environment, signal }: CommandContext,
  site: Site,
  { secret, passphraseStdin }: SiteExportOptions,
): Promise<string> => {
  const flag = '--passphrase-stdin'
  if (!secret) return ''
  if (passphraseStdin === true) return readSecret(environment, { text: 'passphrase', flag, exact: true }, signal)
  const isNeeded = sharedBy(site) !== undefined
  const text = isNeeded ? 'Passphrase for the invite' : 'Passphrase that vouches for the invite (may be empty)'
  return askNewSecret(environment, { text, flag: isNeeded ? flag : `${flag}, or --no-secret`, exact: true }, signal)
}

/** A view of one's own site may be a filter that others cannot see: only what every site has goes along. */
const suggestedViews = ({ defaultView }: Site): readonly InviteView[] => {
  const view = defaultView === undefined ? undefined : findView(defaultView)
  return view === undefined ? [] : [{ name: view.title, jql: view.jql }]
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')

const taken = (file: string): AppError =>
  usage(`${file} is there already`, 'Choose another file, or write over it with --force')

const refuseTaken = async (file: string): Promise<void> => {
  const isThere = await access(file).then(
    () => true,
    () => false,
  )
  if (isThere) throw taken(file)
}

const write = async (file: string, text: string, force: boolean): Promise<void> => {
  try {
    // Written over, the file would keep rights that others may have to it.
    if (force) await rm(file, { force: true })
    await writeFile(file, text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw taken(file)
    throw usage(`${file} cannot be written (${codeOf(error)})`, 'Choose another file with -o FILE')
  }
}

interface Written {
  readonly isSealed: boolean
  readonly views: readonly InviteView[]
  readonly file: string | undefined
}

const remarks = ({ tls, defaultView }: Site, { isSealed, views, file }: Written): readonly string[] => [
  ...(tls?.certFile === undefined ? [] : ['The client certificate stays here: each person has one of their own']),
  ...(defaultView === undefined || views.length > 0
    ? []
    : [`The view ${defaultView} stays here: others may not have it`]),
  isSealed
    ? 'Send the file, and tell the passphrase in another way'
    : 'It is not sealed: nothing secret is in it, and nothing vouches for it',
  `To join: mmd-tui site join ${file ?? 'FILE'}`,
]
