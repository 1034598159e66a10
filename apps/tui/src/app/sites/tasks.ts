import type { Site, SiteBook } from '@mmd/auth'
import { bufferOf } from '../../input/text-edit.ts'
import { screenWords } from '../../present-error.ts'
import { countUnsent, moveCopy, removeCopy } from '../../session/site-copies.ts'
import type { App } from '../app.ts'
import type { Surroundings } from '../surroundings.ts'
import { reloadLists } from './site-list.ts'

/** What the small tasks of one site work with. */
export interface Task {
  readonly app: App
  readonly surroundings: Surroundings
  readonly site: Site
}

const bookOf = async ({ surroundings, site }: Task): Promise<SiteBook> => {
  const { openBook } = await import('../../session/open-book.ts')
  return openBook(surroundings.environmentOf(site))
}

/** Makes it the site that opens at start. */
export const makeDefault = async (task: Task): Promise<void> => {
  await (await bookOf(task)).setDefault(task.site.name)
  task.app.toast('good', `${task.site.name} opens at start now`)
  reloadLists(task.app)
}

/** Asks for another name, until it is a free one. */
export const askName = (task: Task, typed = task.site.name, error: string | null = null): void => {
  const { app, site } = task
  app.open({
    kind: 'prompt',
    title: `Rename ${site.name}`,
    help: ['1 to 32 letters, digits, “-”, “_” or “.”; for the list, for --site and for @name in the commands.'],
    buffer: bufferOf(typed),
    masked: false,
    error,
    hints: { enter: 'renames it', esc: 'closes' },
    onSubmit: (text) => {
      const name = text.trim()
      if (name === site.name) return
      void rename(task, name).catch((failure: unknown) => askName(task, name, screenWords(failure)))
    },
  })
}

const rename = async (task: Task, name: string): Promise<void> => {
  const { app, surroundings, site } = task
  const [{ openSecrets }, { renameSite }] = await Promise.all([
    import('../../session/open-book.ts'),
    import('../../session/site-setup.ts'),
  ])
  const secrets = await openSecrets(surroundings.environmentOf(site))
  const renamed = await renameSite(await bookOf(task), secrets, site.name, name)
  const { folders } = surroundings.environmentOf(site)
  await app.siteRenamed(site.name, renamed, () => moveCopy(folders, site.name, name))
  app.toast('good', `${site.name} is called ${name} now`)
  reloadLists(app)
}

/** Says what is lost with the site, and removes it when that is confirmed. */
export const askRemoval = (task: Task): void => {
  const { app, site, surroundings } = task
  const unsent = countUnsent(surroundings.environmentOf(site).folders, site)
  app.open({
    kind: 'message',
    title: `Remove ${site.name}?`,
    tone: 'info',
    lines: [
      `Forgets on this machine: the settings of ${site.baseUrl}, its sign-in${site.oauth2 === undefined ? '' : ', its client secret'}${site.oauth1 === undefined ? '' : ', its private key'}, and what was fetched from it.`,
      'Nothing changes on the site itself: it still knows the token. Sign out first (o) to end that too.',
      ...(unsent === 0 ? [] : [unsentWords(unsent, site)]),
      'There is no way back.',
    ],
    top: 0,
    enter: {
      label: 'removes it',
      run: () => void remove(task).catch((error: unknown) => app.toast('bad', screenWords(error))),
    },
  })
}

const unsentWords = (unsent: number | null, { name }: Site): string => {
  if (unsent === null) return '! Should something in the copy not have been sent, it stays.'
  const changes = unsent === 1 ? 'A change was' : `${unsent} changes were`
  return `! ${changes} not sent yet: what was fetched stays with it, and is there again when you add the site as ${name}.`
}

const remove = async (task: Task): Promise<void> => {
  const { app, surroundings, site } = task
  const [{ openSecrets }, { forgetSite }] = await Promise.all([
    import('../../session/open-book.ts'),
    import('../../session/site-setup.ts'),
  ])
  const environment = surroundings.environmentOf(site)
  await forgetSite(await bookOf(task), await openSecrets(environment), site.name)
  await app.siteRemoved(site.name)
  const removed = await removeCopy(environment.folders, site)
  app.toast('good', `${site.name} is removed${removed ? '' : '; what was not sent is kept'}`)
  reloadLists(app)
}

/** Says what signing out does, and does it when that is confirmed. */
export const askSignOut = (task: Task): void => {
  const { app, site } = task
  app.open({
    kind: 'message',
    title: `Sign out of ${site.name}?`,
    tone: 'info',
    lines: [
      'The token is forgotten here, and where we got it ourselves the site is asked to forget it too.',
      'The settings of the site stay.',
    ],
    top: 0,
    enter: {
      label: 'signs out',
      run: () =>
        void endSignIn(task).catch((error: unknown) => app.toast('bad', screenWords(error, { site: site.name }))),
    },
  })
}

const endSignIn = async (task: Task): Promise<void> => {
  const { app, surroundings, site } = task
  const [{ openSecrets }, { signOut, siteTransport }] = await Promise.all([
    import('../../session/open-book.ts'),
    import('../../session/sign-in.ts'),
  ])
  const secrets = await openSecrets(surroundings.environmentOf(site))
  const transport = await siteTransport(surroundings.own, site, secrets)
  const { revoked } = await signOut(site, { secrets, transport })
  // A client that runs keeps the token that it has read.
  await app.siteChanged(site, { afresh: true })
  app.toast('good', `Signed out of ${site.name}${revoked ? '; the site has forgotten the token too' : ''}`)
  reloadLists(app)
}
