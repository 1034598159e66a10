import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { SecretStore, Site, SiteBook } from '@mmd/auth'
import { readEnvironment } from '../../config/environment.ts'
import { drawModal } from '../../screens/modals/modals.ts'
import { bare, plainTheme } from '../../screens/testing.ts'
import { openBook, openSecrets } from '../../session/open-book.ts'
import { topModal } from '../../state/state.ts'
import { startAddSite } from '../add-site-flow.ts'
import { startSignIn } from '../sign-in-flow.ts'
import { startSiteTask } from '../sites-flow.ts'
import { createSurroundings, type Surroundings } from '../surroundings.ts'
import { createWorld, type World, type WorldOptions } from '../testing.ts'

/** Folders of one person's machine, gone at the end. */
export interface TestHome extends Disposable {
  readonly folder: string
  readonly surroundings: Surroundings
  readonly book: () => Promise<SiteBook>
  readonly secrets: () => Promise<SecretStore>
}

export const givenHome = (env: Readonly<Record<string, string>> = {}): TestHome => {
  const folder = mkdtempSync(join(tmpdir(), 'mmd-sites-'))
  const stream = (): never => new PassThrough() as never
  const process = {
    env: { MMD_HOME: folder, MMD_SECRETS: 'file', HOME: folder, MMD_BROWSER: 'none', ...env },
    platform: 'linux',
    stdin: stream(),
    stdout: stream(),
    stderr: stream(),
  } as const
  const root = new URL('../../', import.meta.url)
  const surroundings = createSurroundings(readEnvironment(process, { root, version: '1' }))
  return {
    folder,
    surroundings,
    book: () => openBook(surroundings.own),
    secrets: () => openSecrets(surroundings.own),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}

/** A program whose dialogs work on the home's real files, and whose sites answer from memory. */
export const worldAt = (home: TestHome, options: WorldOptions = {}): World => {
  const { surroundings } = home
  return createWorld({
    data: surroundings.own.folders.data,
    ...options,
    shell: { listSites: async () => (await home.book()).list(), ...options.shell },
    onSignIn: (app, site, wish) => startSignIn(app, site, surroundings, wish),
    onTask: (app, task) => startSiteTask(app, task, surroundings),
  })
}

/** Begins adding a site in the world. */
export const addSiteIn = (world: World, home: TestHome): void => startAddSite(world.app, home.surroundings)

/** Resolves when the topmost dialog is of this kind and says this. */
export const shows = (world: World, kind: string, text: string): Promise<void> =>
  world.until((state) => {
    const top = topModal(state)
    return top?.kind === kind && JSON.stringify(top).includes(text)
  })

/** The topmost dialog as it is drawn, without its looks. */
export const dialogText = (world: World): string => {
  const modal = topModal(world.state())
  return modal === undefined ? '' : (drawModal(world.app, modal, plainTheme)?.lines ?? []).map(bare).join('\n')
}

/** Resolves when the topmost dialog is drawn so. */
export const draws = (world: World, text: RegExp): Promise<void> => world.until(() => text.test(dialogText(world)))

/** Saves a site that nobody is signed in to. */
export const saved = async (home: TestHome, { user: _, ...site }: Site): Promise<Site> => (await home.book()).add(site)

/** Presses the key of the menu's item that is called so. */
export const choose = (world: World, id: string): void => {
  const { items, cursor } = world.modal('menu')
  const at = items.findIndex((item) => item.id === id)
  if (at === -1) throw new Error(`the menu has no ${id}`)
  const steps = at - cursor
  world.press(...Array.from({ length: Math.abs(steps) }, () => (steps > 0 ? 'j' : 'k')), 'enter')
}

/** Types over what stands in the prompt. */
export const answer = (world: World, text: string): void => {
  world.press('ctrl-u')
  world.paste(text)
  world.press('enter')
}
