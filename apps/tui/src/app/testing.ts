import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Site } from '@mmd/auth'
import {
  type Issue,
  type IssueDetail,
  type IssueKey,
  JiraApiError,
  type SiteClient,
  toIssueKey,
} from '@mmd/jira-api/model'
import { type Engine, openReplica, openStore } from '@mmd/replica'
import { openEngine } from '@mmd/replica/background'
import type { StoredText } from '@mmd/rich-text'
import { onTestFinished } from 'vitest'
import type { InkKey } from '../input/chord.ts'
import { siteCopy } from '../session/site-copy.ts'
import type { Modal } from '../state/modal.ts'
import { type AppState, topModal } from '../state/state.ts'
import type { App, Shell, SignInWish, SiteSession, SiteTask } from './app.ts'
import { createApp } from './create-app.ts'
import { startEffects } from './effects.ts'
import { createKeys } from './keys.ts'

/** A moment for everything that shows how long ago something was. */
export const testNow: number = Date.parse('2026-11-22T12:00:00.000Z')

export const testKey = (number: number): IssueKey => {
  const key = toIssueKey(`PAY-${number}`)
  if (key === undefined) throw new TypeError(`${number} makes no key`)
  return key
}

/** A text in wiki markup. */
export const testText = (source: string): StoredText => ({ format: 'wiki', source })

/** One issue of `PAY`, whole enough for every pane. */
export const testIssue = (number: number, more: Partial<Issue> = {}): Issue => ({
  key: testKey(number),
  id: String(1000 + number),
  project: { id: '1', key: 'PAY', name: 'Payments' },
  type: { id: '1', name: 'Bug', subtask: false },
  summary: `Summary of ${number}`,
  status: { id: '1', name: 'Open', category: 'new' },
  priority: { id: '3', name: 'Medium' },
  resolution: null,
  assignee: null,
  reporter: { id: 'rita', name: 'Rita Reporter', active: true },
  labels: [],
  components: [],
  fixVersions: [],
  parent: null,
  created: '2026-11-20T12:00:00.000Z',
  updated: '2026-11-22T10:00:00.000Z',
  due: null,
  description: testText(`Description of ${number}`),
  ...more,
})

export const testDetail = (row: Issue, more: Partial<IssueDetail> = {}): IssueDetail => ({
  ...row,
  description: row.description ?? null,
  comments: [],
  commentTotal: 0,
  links: [],
  attachments: [],
  subtasks: [],
  environment: null,
  affectedVersions: [],
  creator: null,
  resolved: null,
  security: null,
  estimates: null,
  votes: { count: 0, mine: false },
  watchers: { count: 0, mine: false },
  worklogs: [],
  worklogTotal: 0,
  fields: [],
  ...more,
})

export const testSite = (name = 'work', more: Partial<Site> = {}): Site => ({
  name,
  baseUrl: `https://${name}.example.com`,
  deployment: 'datacenter',
  method: 'pat',
  user: { id: 'mia', name: 'Mia Me' },
  ...more,
})

export const refusal = (message: string, fields: Readonly<Record<string, string>> = {}): JiraApiError =>
  new JiraApiError('refused', message, { status: 400, messages: [message], fields })

/** One call that reached the site. */
export interface TestCall {
  readonly method: string
  readonly args: readonly unknown[]
}

const people = ['Mia Me', 'Ann Other', 'Bob Builder'].map((name) => ({
  id: name.split(' ')[0]?.toLowerCase() ?? name,
  name,
  active: true,
}))

/** What is asked, without how a call is ended, which no test is about. */
const apart = (args: readonly unknown[]): { readonly said: readonly unknown[]; readonly signal?: AbortSignal } => {
  const last = args.at(-1)
  if (typeof last !== 'object' || last === null || !('signal' in last) || !(last.signal instanceof AbortSignal))
    return { said: args }
  const { signal, ...rest } = last
  return { said: [...args.slice(0, -1), ...(Object.keys(rest).length === 0 ? [] : [rest])], signal }
}

/** A call ends when it is ended, as one over the network does. */
const orAborted = (answer: unknown, signal: AbortSignal | undefined): unknown => {
  if (signal === undefined || !(answer instanceof Promise)) return answer
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new JiraApiError('cancelled', 'cancelled')), { once: true })
    answer.then(resolve, reject)
  })
}

/** A site held in memory. Each method may be replaced; `calls` says what was asked of it. */
export const createTestClient = (
  issues: readonly Issue[],
  answers: Partial<SiteClient> = {},
): { readonly client: SiteClient; readonly calls: readonly TestCall[] } => {
  const calls: TestCall[] = []
  // What no screen asks for yet is not there: a screen that does would fail its tests.
  const base: Partial<SiteClient> = {
    serverInfo: async () => ({ title: 'Jira', version: '10.3.0', deployment: 'datacenter', baseUrl: '' }),
    myself: async () => ({ id: 'mia', name: 'Mia Me', active: true, email: null, timeZone: null }),
    fields: async () => [],
    projects: async () => [],
    priorities: async () => [
      { id: '2', name: 'High' },
      { id: '3', name: 'Medium' },
    ],
    favouriteFilters: async () => [],
    search: async ({ startAt = 0, maxResults = 50, withDescription = false }) => ({
      issues: issues.slice(startAt, startAt + maxResults).map((row) => {
        const { description, ...rest } = row
        return withDescription ? { ...rest, description: description ?? null } : rest
      }),
      startAt,
      total: issues.length,
      warnings: [],
    }),
    issue: async (key) => {
      const row = issues.find((one) => one.key === key)
      if (row === undefined) throw new JiraApiError('not-found', 'no such issue', { status: 404 })
      return testDetail(row)
    },
    issues: async (keys) => issues.filter(({ key }) => keys.includes(key)),
    transitions: async () => [],
    transition: async () => undefined,
    edit: async () => undefined,
    assign: async () => undefined,
    assignable: async ({ text }) => people.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
    addComment: async (_key, { body, internal = false }) => ({
      id: '1',
      author: people[0] ?? null,
      body,
      created: null,
      updated: null,
      visibility: null,
      internal,
    }),
    suggestLabels: async (text) => ['billing', 'backend'].filter((label) => label.includes(text)),
  }
  const site = { ...base, ...answers }
  const client = Object.fromEntries(
    Object.entries(site).map(([method, run]) => [
      method,
      (...args: unknown[]): unknown => {
        const { said, signal } = apart(args)
        calls.push({ method, args: said })
        return orAborted((run as (...given: unknown[]) => unknown)(...args), signal)
      },
    ]),
  )
  return { client: client as unknown as SiteClient, calls }
}

/** A session whose copy lies in a real file, and whose engine works on this thread. */
export const openTestSession = (
  data: string,
  site: Site,
  client: SiteClient,
  more: Partial<SiteSession> = {},
): SiteSession => {
  const place = siteCopy({ data }, site)
  const { user, deployment } = site
  const me = { id: user?.id ?? '', name: user?.name ?? 'me', active: true }
  const now = (): number => testNow
  const store = openStore({ ...place, now })
  const engine: Engine = openEngine({ client, store: openStore({ ...place, now }), deployment, me, now })
  const replica = openReplica({ store, engine, me, deployment, now })
  return {
    site,
    client,
    replica,
    opened: store.opened,
    transitions: (key) => engine.transitions(key),
    catalogue: (name, options) => engine.catalogue(name, options),
    wake: () => engine.wake(),
    requests: () => 0,
    reconnect: () => undefined,
    close: () => replica.close(),
    ...more,
  }
}

/** A folder of its own, gone when the test is over. */
export const testFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mmd-world-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

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

const flags: Readonly<Record<string, keyof InkKey>> = {
  up: 'upArrow',
  down: 'downArrow',
  left: 'leftArrow',
  right: 'rightArrow',
  pageup: 'pageUp',
  pagedown: 'pageDown',
  home: 'home',
  end: 'end',
  enter: 'return',
  esc: 'escape',
  tab: 'tab',
  backspace: 'backspace',
  delete: 'delete',
}

const noKey: InkKey = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageUp: false,
  pageDown: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
}

const inkKey = (name: string): readonly [string, InkKey] => {
  const flag = flags[name]
  if (flag !== undefined) return ['', { ...noKey, [flag]: true }]
  if (name === 'shift-tab') return ['', { ...noKey, tab: true, shift: true }]
  const ctrl = /^ctrl-(.)$/.exec(name)?.[1]
  if (ctrl !== undefined) return [ctrl, { ...noKey, ctrl: true }]
  return [name === 'space' ? ' ' : name, noKey]
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
  const signIns: string[] = []
  const wishes: SignInWish[] = []
  const quits: number[] = []
  const closed: string[] = []
  const reconnected: Site[] = []
  const tasks: SiteTask[] = []
  let { data } = options
  const shell: Shell = {
    openBrowser: async (url) => browsed.push(url) > 0,
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
    lastTogether: async () => [],
    keepTogether: async () => undefined,
    issueUrl: (of, key) => `${of.baseUrl}/browse/${key}`,
    now: () => testNow,
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
