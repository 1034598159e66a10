import type { Site } from '@mmd/auth'
import { issueUrl } from '@mmd/jira-api/model'
import type { Instance } from 'ink'
import { allInOrder } from '../all-in-order.ts'
import type { Environment } from '../config/environment.ts'
import type { DemoHandle } from '../demo/start-demo.ts'
import type { LendTerminal } from '../editor/lend-terminal.ts'
import { watchFocus } from '../input/watch-focus.ts'
import { createMouse } from '../mouse/mouse.ts'
import { watchMouse } from '../mouse/watch-mouse.ts'
import { keepNotices } from '../notices/keep-notices.ts'
import { triageLines } from '../screens/triage/triage-panes.ts'
import { keepNames, keptNames } from '../session/kept-names.ts'
import { openLog } from '../session/log.ts'
import { openBrowser, openFile } from '../session/open-browser.ts'
import { siteNames } from '../session/site-names.ts'
import type { ViewSources } from '../session/views/all-views.ts'
import { type Start, startSites } from '../session/views/start-sites.ts'
import { createBookKeeper, findKeptViews } from '../session/views/view-keeper.ts'
import { createThemes } from '../theme/theme-for.ts'
import type { Shell } from './app.ts'
import { createApp } from './create-app.ts'
import { drawEarly, type EarlyScreen } from './draw-early.ts'
import { keepCursor, startEffects } from './effects.ts'
import { firstChoices } from './first-choices.ts'
import type { FirstRows } from './first-rows.ts'
import { followBackground } from './follow-background.ts'
import { followTitle } from './follow-title.ts'
import { openLoaded } from './hold-keys.ts'
import { keepConfig } from './keep-config.ts'
import { keepFresh } from './keep-fresh.ts'
import { createKeys } from './keys.ts'
import { leaveOnSignals } from './leave-on-signals.ts'
import { openSession } from './open-session.ts'
import { sayMissing, sayWhereFrom } from './say-where-from.ts'
import { createSurroundings, type Surroundings } from './surroundings.ts'
import { createTerminalGraphics } from './terminal-graphics.ts'
import { createTerminalGuard } from './terminal-guard.ts'

export interface StartAppOptions {
  readonly environment: Environment
  /** Name of a saved site, or of several with commas between them; without it the default one, and without any the welcome screen. */
  readonly site?: string
  readonly view?: string
  /** What is drawn of the screen already. */
  readonly early?: FirstRows
  /** The demo site, running and not signed in. */
  readonly demo?: DemoHandle
}

/** What does so is loaded with the first text. That it could not be copied is no reason to end: it is in the log. */
const copyInTerminal = async ({ stdout, terminalVariables }: Environment, text: string): Promise<void> => {
  const [{ copyText }, { runTmux }] = await Promise.all([import('./copy-text.ts'), import('./run-tmux.ts')])
  const write = (sequence: string): unknown => stdout.write(sequence)
  await copyText(text, { write, variables: terminalVariables, tmux: runTmux })
}

const logTo =
  ({ folders, logLevel }: Environment): Shell['logError'] =>
  (what, error) =>
    openLog({ folder: folders.log, level: logLevel }).error(what, { command: 'app', error })

const createShell = (
  surroundings: Surroundings,
  firstFrame: Promise<void>,
  { redraw, edit, setTitle, graphics }: Pick<Shell, 'redraw' | 'edit' | 'setTitle' | 'graphics'>,
): Shell => {
  const { own } = surroundings
  const logError = logTo(own)
  return {
    openBrowser: (url) => openBrowser(own, url),
    openFile: (path) => openFile(own, path),
    copy: (text) =>
      void copyInTerminal(own, text).catch((error: unknown) => logError('The text could not be copied', error)),
    setTitle,
    listSites: async () => {
      const { openBook } = await import('../session/open-book.ts')
      const sites = (await (await openBook(own)).list()).filter(({ product }) => product === undefined)
      const demo = surroundings.demo()
      if (demo === undefined) return sites
      return [...sites.filter(({ name }) => name !== demo.site.name), demo.site]
    },
    openSession: (site) => openSession(surroundings, site, firstFrame),
    keptNames: (list) => keptNames(own.folders, list),
    keepNames: (list, names) => keepNames(own.folders, list, names),
    keepViews: createBookKeeper(own.folders).keep,
    issueUrl: (site, key) => issueUrl(site.baseUrl, key),
    now: Date.now,
    logError,
    edit,
    redraw,
    ...(graphics === undefined ? {} : { graphics }),
    macros: {
      shared: async () => (await import('../macros/shared-macros.ts')).sharedMacros(process.cwd()),
      keep: async (app, name, macro) => (await import('./keep-macro.ts')).keepMacro(app, own, name, macro),
    },
  }
}

/**
 * The site to begin with, several for one list over them, or none for the welcome screen, and the view. Throws `AuthError` `no-such-site` for
 * an unknown name.
 */
const firstSites = async ({ environment, site, view, demo }: StartAppOptions, sources: ViewSources): Promise<Start> => {
  const asked = { site: site ?? environment.site, view }
  const plain = demo === undefined ? startSites(environment.folders, asked, sources) : undefined
  if (plain !== undefined) return plain
  const { openBook, refuseWiki } = await import('../session/open-book.ts')
  const book = await openBook(demo?.environment ?? environment)
  const startOf = (sites: readonly Site[]): Start => ({ sites, view, missing: [] })
  if (demo !== undefined) return startOf([await book.get(demo.site.name)])
  const wanted = site ?? environment.site
  if (wanted !== undefined)
    return startOf(await allInOrder(siteNames(wanted).map(async (name) => refuseWiki(await book.get(name)))))
  const standard = await book.default()
  return startOf(standard === undefined ? [] : [standard])
}

/** Runs the screen until it is left. Resolves with the exit code; the terminal is as it was before. */
export const startApp = async (options: StartAppOptions): Promise<number> => {
  const { environment } = options
  const { stdin, stdout } = environment
  // It is read while the site is opened.
  const mount = import('../screens/mount.tsx')
  const surroundings = createSurroundings(environment, options.demo)
  const guard = createTerminalGuard(stdout)
  const found = await findKeptViews(environment)
  const wish = { site: options.site ?? environment.site, view: options.view }
  const known = await firstChoices(environment, wish, found.kept)
  const { sites, view, missing } = await firstSites(options, { ...found.kept, config: known.config.views })
  const size = (): { columns: number; rows: number } => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 })
  const firstFrame = Promise.withResolvers<void>()
  let exitCode = 0
  let leave = (): void => {}
  let clear = (): void => {}
  let lend: LendTerminal | undefined
  const graphics = createTerminalGraphics(environment)

  const redraw = (): void => {
    clear()
    guard.wipe()
  }
  const app = createApp({
    shell: createShell(surroundings, firstFrame.promise, {
      edit: async (text, wish) => {
        await background.settled()
        const { openInEditor } = await import('../editor/open-in-editor.ts')
        const { editInPlaceOfScreen } = await import('../editor/lend-terminal.ts')
        return editInPlaceOfScreen({ lend, guard, edit: () => openInEditor(text, wish, environment) })
      },
      setTitle: guard.title,
      graphics: graphics.of,
      redraw: () => {
        redraw()
        app.store.update((state) => ({ ...state, size: { ...state.size } }))
      },
    }),
    size: size(),
    config: known.config,
    kept: found.kept,
    signIn: (own, target, wish) =>
      openLoaded(own, import('./sign-in-flow.ts'), ({ startSignIn }) => startSignIn(own, target, surroundings, wish)),
    addSite: (own) =>
      openLoaded(own, import('./add-site-flow.ts'), ({ startAddSite }) => startAddSite(own, surroundings)),
    sites: (own, task) =>
      openLoaded(own, import('./sites-flow.ts'), ({ startSiteTask }) => startSiteTask(own, task, surroundings)),
    demo: (own) => openLoaded(own, import('./demo-flow.ts'), ({ enterDemo }) => enterDemo(own, surroundings)),
    settings: (own) =>
      openLoaded(own, import('./settings-flow.ts'), ({ openSettings }) => openSettings(own, environment)),
    quit: (code) => {
      exitCode = code
      void background.settled().then(leave)
    },
  })
  sayWhereFrom(app, found)
  sayMissing(app, view, missing)
  const background = followBackground({
    stdin,
    write: (sequence) => stdout.write(sequence),
    environment,
    onChange: () => app.store.update((state) => ({ ...state })),
  })
  const themeOf = createThemes(environment, background.isLight)
  const fresh = keepFresh(app)
  const keys = createKeys(app, fresh.key)
  const stopEffects = startEffects(app)
  const notices = keepNotices(app, {
    write: (sequence) => stdout.write(sequence),
    variables: environment.terminalVariables,
  })
  const choices = keepConfig(app, environment, known)
  const unwatch = watchFocus(stdin, (isFocused) => {
    fresh.focus(isFocused)
    notices.focus(isFocused)
    if (isFocused) {
      choices.look()
      background.look()
    }
  })
  const unwatchMouse = watchMouse(stdin, createMouse(app, keys))
  const unfollowTitle = followTitle(app)
  const followChoices = (): void => guard.mouse(environment.mouse && app.store.get().config.mouse)
  const unfollow = app.store.subscribe(followChoices)
  followChoices()
  const onResize = (): void => {
    redraw()
    app.store.update((state) => ({ ...state, size: size() }))
    keepCursor(app)
  }
  stdout.prependListener('resize', onResize)
  guard.enter()
  if (sites.length > 0) void enter(app, sites).catch((error: unknown) => app.fail(error))
  let early: EarlyScreen | undefined = options.early
  let instance: Instance | undefined
  let isLeft = false
  leave = () => {
    isLeft = true
    graphics.close()
    instance?.unmount()
  }
  const release = leaveOnSignals(
    (code) => app.quit(code),
    () => {
      graphics.close()
      if (instance === undefined) early?.takeBack()
      else instance.unmount()
      guard.leave()
    },
  )
  options.early?.letGo()
  // What the copy has of the list is drawn before Ink is loaded, as Ink will draw it.
  const session = app.session()
  const isSpoken = environment.screenReader || known.config.screenReader
  if (early === undefined && session !== null && !isSpoken)
    early = drawEarly(environment, () =>
      triageLines({ app, state: app.store.get(), session, theme: themeOf(known.config) }),
    )
  try {
    const { mountScreen } = await mount
    if (!isLeft) {
      early?.handOver()
      const onLend = (given: LendTerminal): void => {
        lend = given
      }
      const mounted = mountScreen({ app, keys, themeOf, stdin, stdout, onLend, spoken: environment.screenReader })
      instance = mounted
      clear = () => mounted.clear()
      void mounted.waitUntilRenderFlush().then(() => {
        firstFrame.resolve()
        choices.begin()
        background.ask()
      })
      await mounted.waitUntilExit()
    }
  } finally {
    if (instance === undefined) early?.takeBack()
    stdout.removeListener('resize', onResize)
    release()
    keys.close()
    fresh.close()
    unwatch()
    unwatchMouse()
    background.close()
    notices.close()
    unfollowTitle()
    unfollow()
    stopEffects()
    guard.leave()
    for (const words of app.left()) stdout.write(`${words}\n`)
    await app.closeAll()
    if (options.demo === undefined) await surroundings.demo()?.close()
  }
  return exitCode
  async function enter(own: typeof app, first: readonly Site[]): Promise<void> {
    const [only] = first
    if (only !== undefined && options.demo !== undefined && only.user === undefined) own.signIn(only)
    else await own.showSites(first, view)
  }
}
