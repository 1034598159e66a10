import type { Site } from '@mmd/auth'
import type { Issue, SiteClient } from '@mmd/jira-api/model'
import { onTestFinished } from 'vitest'
import type { Modal } from '../state/modal.ts'
import { type AppState, topModal } from '../state/state.ts'
import type { App, Shell, SignInWish, SiteSession, SiteTask } from './app.ts'
import { createApp } from './create-app.ts'
import { startEffects } from './effects.ts'
import { createKeys } from './keys.ts'
import { createTestClient, type TestCall } from './testing/client.ts'
import { testIssue, testNow, testSite } from './testing/issues.ts'
import { inkKey } from './testing/keys.ts'
import { openTestSession, testFolder } from './testing/session.ts'

export { createTestClient } from './testing/client.ts'
export { refusal, testDetail, testIssue, testKey, testNow, testSite, testText } from './testing/issues.ts'
export { openTestSession, testFolder } from './testing/session.ts'

export interface WorldOptions {
  /** Where the copies lie; without it a folder of this world alone. */
  readonly data?: string
  readonly issues?: readonly Issue[]
  readonly answers?: Partial<SiteClient>
  readonly sites?: readonly Site[]
  /** Answers of other sites than the first, by name. */
  readonly others?: Readonly<Record<string, Partial<SiteClient>>>
  readonly size?: AppState['size']
  readonly shell?: Partial<Shell>
  /** What signing in, and the tasks of sites, do; without it they are only noted. */
  readonly onSignIn?: (app: App, site: Site, wish: SignInWish) => void
  readonly onTask?: (app: App, task: SiteTask) => void
  readonly onSettings?: (app: App) => void
}

/** The whole program but its screen and its wires, and what it did to the world outside. */
export interface World {
  readonly app: App
  readonly site: Site
  readonly calls: readonly TestCall[]
  readonly callsOf: (method: keyof SiteClient) => readonly (readonly unknown[])[]
  readonly state: () => AppState
  /** The open session; throws when there is none. */
  readonly session: () => SiteSession
  /** Presses keys by name (`enter`, `ctrl-s`, `down`); anything else goes in as letters in one burst. */
  readonly press: (...names: readonly string[]) => void
  readonly paste: (text: string) => void
  /** The topmost modal, which must be of this kind. */
  readonly modal: <K extends Modal['kind']>(kind: K) => Extract<Modal, { kind: K }>
  readonly toast: () => string
  /** Resolves when the state is so; never by itself. */
  readonly until: (holds: (state: AppState) => boolean) => Promise<void>
  readonly copied: readonly string[]
  readonly browsed: readonly string[]
  /** Paths of files that were handed to the system. */
  readonly openedFiles: readonly string[]
  readonly signIns: readonly string[]
  /** How each of these sign-ins was wanted. */
  readonly wishes: readonly SignInWish[]
  readonly quits: readonly number[]
  readonly closed: readonly string[]
  /** Sites as sessions were told to go on with them. */
  readonly reconnected: readonly Site[]
  readonly tasks: readonly SiteTask[]
  readonly close: () => Promise<void>
}

/** Resolves as soon as the state of the store is so. */
const untilState = (app: App, holds: (state: AppState) => boolean): Promise<void> =>
  new Promise((resolve) => {
    if (holds(app.store.get())) return resolve()
    const stop = app.store.subscribe(() => {
      if (!holds(app.store.get())) return
      stop()
      resolve()
    })
  })

/** Makes a program whose sites are held in memory. Nothing is shown before `app.showSite`. */
export const createWorld = (options: WorldOptions = {}): World => {
  const { issues = [testIssue(1), testIssue(2), testIssue(3)], answers = {}, others = {} } = options
  const sites = options.sites ?? [testSite()]
  const [site = testSite()] = sites
  const main = createTestClient(issues, answers)
  const copied: string[] = []
  const browsed: string[] = []
  const openedFiles: string[] = []
  const signIns: string[] = []
  const wishes: SignInWish[] = []
  const quits: number[] = []
  const closed: string[] = []
  const reconnected: Site[] = []
  const tasks: SiteTask[] = []
  let { data } = options
  const shell: Shell = {
    openBrowser: async (url) => browsed.push(url) > 0,
    openFile: async (path) => openedFiles.push(path) > 0,
    copy: (text) => void copied.push(text),
    setTitle: () => undefined,
    listSites: async () => sites,
    openSession: (opened) => {
      const isFirst = opened.name === site.name
      const { client } = isFirst ? main : createTestClient(issues, others[opened.name])
      data ??= testFolder()
      const session = openTestSession(data, opened, client, {
        requests: () => main.calls.length,
        reconnect: (changed) => void reconnected.push(changed),
      })
      const close = async (): Promise<void> => {
        closed.push(opened.name)
        await session.close()
      }
      return { ...session, close }
    },
    keptNames: () => [],
    keepNames: async () => undefined,
    keepViews: async () => undefined,
    issueUrl: (of, key) => `${of.baseUrl}/browse/${key}`,
    now: () => testNow,
    logError: () => undefined,
    edit: async (text) => ({ outcome: 'saved', text }),
    redraw: () => undefined,
    ...options.shell,
  }
  const app = createApp({
    shell,
    size: options.size ?? { columns: 120, rows: 40 },
    signIn: (own, to, wish) => {
      signIns.push(to.name)
      wishes.push(wish)
      options.onSignIn?.(own, to, wish)
    },
    addSite: () => undefined,
    sites: (own, task) => {
      tasks.push(task)
      options.onTask?.(own, task)
    },
    demo: () => undefined,
    settings: (own) => options.onSettings?.(own),
    quit: (code) => void quits.push(code),
  })
  const keys = createKeys(app)
  const stopEffects = startEffects(app)
  const close = async (): Promise<void> => {
    keys.close()
    stopEffects()
    await app.closeAll()
  }
  onTestFinished(close)
  return {
    app,
    site,
    calls: main.calls,
    callsOf: (method) => main.calls.filter((call) => call.method === method).map(({ args }) => args),
    state: app.store.get,
    session: () => {
      const session = app.session()
      if (session === null) throw new Error('no site is open')
      return session
    },
    press: (...names) => {
      for (const name of names) keys.input(...inkKey(name))
    },
    paste: keys.paste,
    modal: (kind) => {
      const modal = topModal(app.store.get())
      if (modal?.kind !== kind) throw new Error(`the topmost modal is ${modal?.kind ?? 'none'}, not ${kind}`)
      return modal as Extract<Modal, { kind: typeof kind }>
    },
    toast: () => app.store.get().toast?.text ?? '',
    until: (holds) => untilState(app, holds),
    copied,
    browsed,
    openedFiles,
    signIns,
    wishes,
    quits,
    closed,
    reconnected,
    tasks,
    close,
  }
}

/** A world with its site on screen and its first list fetched. */
export const openWorld = async (options: WorldOptions = {}): Promise<World> => {
  const world = createWorld(options)
  await world.app.showSite(world.site)
  return world
}
