import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectSite, type IssueKey, type SiteClient, toIssueKey } from '@mmd/jira-api'
import {
  type CloudSandboxOptions,
  type Faults,
  type Journal,
  type SandboxOptions,
  startCloudSandbox,
  startSandbox,
  type World,
} from '@mmd/jira-sandbox'
import { onTestFinished } from 'vitest'
import type { EngineNews } from '../engine.ts'
import type { ViewSpec } from '../replica.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { createRefresher, type Refresher } from './create-refresher.ts'

export const deployments = ['datacenter', 'cloud'] as const
export type Deployment = (typeof deployments)[number]

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute

/** The two clocks, epoch milliseconds. */
export interface Clocks {
  here: number
  there: number
}

type RemoteIssue = World['issues'][number]

/** A site on loopback, an empty copy of it, and what reads it. Both clocks stand still until they are moved. */
export interface RefresherWorld {
  readonly clocks: Clocks
  readonly pass: (ms: number) => void
  readonly world: World
  readonly journal: Journal
  readonly faults: Faults
  readonly client: SiteClient
  readonly store: Store
  readonly refresher: Refresher
  readonly news: EngineNews[]
  /** An issue of the site, to be looked at or changed behind everybody's back; `touch` counts it as changed now. */
  readonly remote: (key: string) => RemoteIssue
  readonly touch: (key: string, change: (issue: RemoteIssue) => void) => void
  /** Takes an issue to another project, under a new key. */
  readonly move: (key: string, to: string) => void
  /** Keys of a list as the site gives it now. */
  readonly siteList: (jql: string) => Promise<readonly IssueKey[]>
  /** Ends it before the test is over. */
  readonly end: () => Promise<void>
  /** Requests since the last time, as `GET /rest/api/2/search`. */
  readonly asked: () => readonly string[]
}

export interface WorldOptions {
  readonly deployment?: Deployment
  readonly sandbox?: SandboxOptions & CloudSandboxOptions
  /** Milliseconds by which the site's clock goes before ours. */
  readonly skew?: number
  readonly between?: (client: SiteClient) => Partial<SiteClient>
}

interface Site {
  readonly world: World
  readonly journal: Journal
  readonly faults: Faults
  readonly baseUrl: string
  readonly authorization: string
  close(): Promise<void>
}

const startSite = async (deployment: Deployment, options: SandboxOptions & CloudSandboxOptions): Promise<Site> => {
  if (deployment === 'cloud') {
    const cloud = await startCloudSandbox(options)
    const pair = `mira@acme.example:${cloud.issueApiToken('mira@acme.example')}`
    const authorization = `Basic ${Buffer.from(pair).toString('base64')}`
    const { world, journal, faults } = cloud
    return { world, journal, faults, baseUrl: cloud.siteUrl, authorization, close: () => cloud.close() }
  }
  const sandbox = await startSandbox(options)
  const { world, journal, faults, baseUrl } = sandbox
  const authorization = `Bearer ${sandbox.issuePat('mira')}`
  return { world, journal, faults, baseUrl, authorization, close: () => sandbox.close() }
}

export const refresherWorld = async (options: WorldOptions = {}): Promise<RefresherWorld> => {
  const { deployment = 'datacenter', skew = 0, sandbox = {}, between = () => ({}) } = options
  const begin = Date.parse('2026-11-26T08:00:00Z')
  const clocks: Clocks = { here: begin, there: begin + skew }
  const site = await startSite(deployment, { issues: 60, ...sandbox, now: () => clocks.there })
  const folder = mkdtempSync(join(tmpdir(), 'refresher-'))
  const connect = (): SiteClient =>
    connectSite({
      baseUrl: site.baseUrl,
      deployment,
      authorize: async () => site.authorization,
      pause: async () => undefined,
    })
  const [direct, other] = [connect(), connect()]
  const client = { ...direct, ...between(direct) }
  const now = (): number => clocks.here
  const store = openStore({ folder, identity: `${site.baseUrl} mira`, now })
  const news: EngineNews[] = []
  const refresher = createRefresher({
    client,
    store,
    now,
    onNews: (one) => news.push(one),
    signal: new AbortController().signal,
  })
  let isOver = false
  const end = async (): Promise<void> => {
    if (isOver) return
    isOver = true
    await refresher.close()
    store.close()
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  }
  onTestFinished(end)
  const remote = (key: string): RemoteIssue => {
    const issue = site.world.findIssue(key)
    if (issue === undefined) throw new Error(`the site has no ${key}`)
    return issue
  }
  return {
    clocks,
    pass: (ms) => {
      clocks.here += ms
      clocks.there += ms
    },
    world: site.world,
    journal: site.journal,
    faults: site.faults,
    client,
    store,
    refresher,
    news,
    remote,
    touch: (key, change) => {
      const issue = remote(key)
      change(issue)
      issue.updated = clocks.there
    },
    move: (key, to) => {
      const issue = remote(key)
      site.world.removeIssue(issue)
      const [projectKey = '', number = ''] = to.split('-')
      const place = { key: to, projectKey, number: Number(number), formerKeys: [key] }
      site.world.issues.push({ ...issue, ...place, updated: clocks.there })
    },
    siteList: async (jql) => {
      const keys = (await other.ids(jql)).map(({ key }) => key)
      site.journal.clear()
      return keys
    },
    end,
    asked: () => {
      const lines = site.journal.entries.map(({ method, path }) => `${method} ${path.replace(/^\/site/, '')}`)
      site.journal.clear()
      return lines
    },
  }
}

export const keyOf = (text: string): IssueKey => {
  const key = toIssueKey(text)
  if (key === undefined) throw new Error(`${text} is no key`)
  return key
}

export const viewOf = (jql: string, id = 'view'): ViewSpec => ({ id, title: 'View', jql })

export const searchOf = (deployment: Deployment): string =>
  deployment === 'cloud' ? 'POST /rest/api/3/search/jql' : 'GET /rest/api/2/search'
