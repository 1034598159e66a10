import { open, stat } from 'node:fs/promises'
import type { Invite, Secret, Site } from '@mmd/auth'
import { bufferOf, emptyBuffer } from '../input/text-edit.ts'
import { presentError, screenWords } from '../present-error.ts'
import { inviteFacts, inviteRemarks } from '../session/invite-words.ts'
import { methodFacts } from '../session/method-facts.ts'
import type { App } from './app.ts'
import { expandHome } from './sites/home-path.ts'
import { reloadLists } from './sites/site-list.ts'
import type { Surroundings } from './surroundings.ts'

interface Joining {
  readonly app: App
  readonly surroundings: Surroundings
}

/** An invite that was opened and shown. */
interface Opened {
  readonly invite: Invite
  readonly secret: Secret | undefined
  /** The path that was typed, for the way back. */
  readonly typed: string
}

/** Characters that an invite has at most. */
const longest = 262_144

/** Asks for an invite, opens it, shows what it would store, stores it, and goes on to sign in. */
export const startJoin = (app: App, surroundings: Surroundings): void => askInvite({ app, surroundings }, '', null)

const askInvite = (joining: Joining, typed: string, error: string | null): void =>
  void joining.app.open({
    kind: 'prompt',
    title: 'Join with an invite',
    help: ['The path of the file that you were given, ~ is your home folder; or the text of the file itself, pasted.'],
    buffer: bufferOf(typed),
    masked: false,
    error,
    hints: { enter: 'reads it', esc: 'closes' },
    onSubmit: (text) => void read(joining, text.trim()),
  })

const textOf = async ({ surroundings }: Joining, typed: string): Promise<string> => {
  if (typed.startsWith('{')) return typed
  const path = expandHome(typed, surroundings.own.programs.env['HOME'])
  const { size } = await stat(path)
  if (size > 4 * longest) return 'x'.repeat(longest + 1)
  const file = await open(path)
  try {
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}

const systemCode = (error: unknown): string | undefined => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? code : undefined
}

const read = async (joining: Joining, typed: string): Promise<void> => {
  if (typed === '') return askInvite(joining, typed, 'This cannot be empty')
  // What was pasted is the invite itself: too long to be shown again.
  const shown = typed.startsWith('{') ? '' : typed
  try {
    const { readInvite } = await import('../session/site-setup.ts')
    const invite = readInvite(await textOf(joining, typed))
    if (invite.site.product === 'confluence')
      return askInvite(joining, shown, 'This is an invite to a Confluence: take it with mmd-tui site join FILE')
    if (invite.isSealed) askPassphrase(joining, invite, shown, null)
    else await show(joining, { invite, secret: undefined, typed: shown })
  } catch (error) {
    const code = systemCode(error)
    askInvite(joining, shown, code === undefined ? screenWords(error) : `The file cannot be read (${code})`)
  }
}

const askPassphrase = (joining: Joining, invite: Invite, typed: string, error: string | null): void =>
  void joining.app.open({
    kind: 'prompt',
    title: `Invite to ${new URL(invite.site.baseUrl).host}`,
    help: ['Its passphrase. Whoever made the invite tells you, in another way than the file.'],
    buffer: emptyBuffer,
    masked: true,
    error,
    hints: { enter: 'opens it', esc: 'goes back' },
    onCancel: () => askInvite(joining, typed, null),
    onSubmit: (passphrase) => void unseal(joining, invite, typed, passphrase),
  })

const unseal = async (joining: Joining, invite: Invite, typed: string, passphrase: string): Promise<void> => {
  const { app } = joining
  let cancelled = false
  const cancel = (): void => {
    cancelled = true
    askInvite(joining, typed, null)
  }
  const waiting = app.open({
    kind: 'message',
    title: 'Invite',
    tone: 'info',
    lines: ['Opening it…'],
    top: 0,
    busy: { cancel },
  })
  try {
    const { openInvite } = await import('../session/site-setup.ts')
    const { secret } = await openInvite(invite, passphrase)
    app.close(waiting)
    if (!cancelled) await show(joining, { invite, secret, typed })
  } catch (error) {
    app.close(waiting)
    if (cancelled) return
    const { code } = presentError(error)
    if (code === 'wrong-passphrase') askPassphrase(joining, invite, typed, screenWords(error))
    else askInvite(joining, typed, screenWords(error))
  }
}

/** What would be stored, before anything is. */
const show = async (joining: Joining, opened: Opened): Promise<void> => {
  const { describeCertificates } = await import('../session/certificates.ts')
  const { site } = opened.invite
  const certificates = site.tls?.ca === undefined ? [] : describeCertificates(site.tls.ca)
  joining.app.open({
    kind: 'message',
    title: 'Joining stores this on your machine',
    tone: 'info',
    lines: [...inviteRemarks(opened.invite, certificates), '', ...inviteFacts(opened.invite, certificates)],
    top: 0,
    enter: {
      label: 'stores it',
      run: () => {
        if (methodFacts[site.method].login === 'none') void askName(joining, opened, undefined, null)
        else askLogin(joining, opened, site.login ?? '', null)
      },
    },
    onLeave: () => askInvite(joining, opened.typed, null),
  })
}

const askLogin = (joining: Joining, opened: Opened, login: string, error: string | null): void => {
  const { login: kind } = methodFacts[opened.invite.site.method]
  joining.app.open({
    kind: 'prompt',
    title: kind === 'e-mail address' ? 'Your e-mail address' : 'Your user name',
    help: ['An invite says nothing about who you are.'],
    buffer: bufferOf(login),
    masked: false,
    error,
    hints: { enter: 'goes on', esc: 'goes back' },
    onCancel: () => void show(joining, opened),
    onSubmit: (text) =>
      text.trim() === ''
        ? askLogin(joining, opened, '', 'This cannot be empty')
        : void askName(joining, opened, text.trim(), null),
  })
}

const askName = async (
  joining: Joining,
  opened: Opened,
  login: string | undefined,
  again: { readonly typed: string; readonly error: string } | null,
): Promise<void> => {
  const { app } = joining
  const { site } = opened.invite
  const name = again?.typed ?? (await freeName(app, site))
  app.open({
    kind: 'prompt',
    title: 'A short name for the site',
    help: ['For the list of sites, for --site and for @name in the commands.'],
    buffer: bufferOf(name),
    masked: false,
    error: again?.error ?? null,
    hints: { enter: 'saves and signs in', esc: 'goes back' },
    onCancel: () => (login === undefined ? void show(joining, opened) : askLogin(joining, opened, login, null)),
    onSubmit: (text) => void save(joining, opened, login, text.trim()),
  })
}

/** The name that the invite proposes, while it is free here. */
const freeName = async (app: App, site: Site): Promise<string> => {
  const { suggestSiteName } = await import('../session/site-setup.ts')
  const names = (await app.shell.listSites().catch(() => [])).map(({ name }) => name)
  const isTaken = names.some((name) => name.toLowerCase() === site.name.toLowerCase())
  return isTaken ? suggestSiteName(site.baseUrl, names) : site.name
}

const save = async (joining: Joining, opened: Opened, login: string | undefined, name: string): Promise<void> => {
  const { app, surroundings } = joining
  const { invite, secret } = opened
  try {
    const [{ openBook, openSecrets }, { saveSite }] = await Promise.all([
      import('../session/open-book.ts'),
      import('../session/save-site.ts'),
    ])
    // Views of one's own have no place yet: the first one that is proposed is kept by its name.
    const [view] = invite.views
    const site = {
      ...invite.site,
      name,
      ...(login === undefined ? {} : { login }),
      ...(view === undefined ? {} : { defaultView: view.name }),
    }
    const shared = secret?.reveal()
    const given = site.method === 'oauth1' ? { privateKey: shared } : { clientSecret: shared }
    const { own } = surroundings
    const saved = await saveSite(await openBook(own), await openSecrets(own), { site, ...given })
    app.toast('good', `Saved ${saved.name}`)
    reloadLists(app)
    app.signIn(saved)
  } catch (error) {
    void askName(joining, opened, login, { typed: name, error: screenWords(error) })
  }
}
