import type { Site } from '@mmd/auth'
import { connectSite, type IssueKey, type SiteClient } from '@mmd/jira-api'
import { type World as SandboxWorld, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { onTestFinished } from 'vitest'
import { goTo } from '../../actions/flows/go-to.ts'
import { createWorld, openTestSession, testFolder, testSite, type World } from '../../app/testing.ts'
import type { AppState } from '../../state/state.ts'
import { bare, plainTheme } from '../testing.ts'
import { triageLines } from '../triage/triage-panes.ts'

export const deployments = ['datacenter', 'cloud'] as const

type RemoteIssue = SandboxWorld['issues'][number]

/** The program on a real site on loopback. */
export interface IssueWorld {
  readonly world: World
  readonly client: SiteClient
  /** The site's own issues, to be changed behind everybody's back before they are read. */
  readonly remote: (key: IssueKey) => RemoteIssue
  /** Somebody who is not signed in. */
  readonly somebody: string
  /** What is on screen, without looks. */
  readonly screen: () => string
  /** Resolves when the screen shows this; never by itself. */
  readonly untilShown: (text: string | RegExp) => Promise<void>
  /** Resolves when what was done is on the site. */
  readonly sent: () => Promise<void>
  readonly open: (key: IssueKey) => void
  /** How often the site was asked for such a path. */
  readonly asked: (path: RegExp) => number
}

const begin = async (deployment: (typeof deployments)[number]) => {
  if (deployment === 'datacenter') {
    const sandbox = await startSandbox({ issues: 60 })
    const { world, journal, baseUrl } = sandbox
    return {
      world,
      journal,
      baseUrl,
      authorization: `Bearer ${sandbox.issuePat('mira')}`,
      close: () => sandbox.close(),
    }
  }
  const cloud = await startCloudSandbox({ issues: 60 })
  const pair = `mira@acme.example:${cloud.issueApiToken('mira@acme.example')}`
  const authorization = `Basic ${Buffer.from(pair).toString('base64')}`
  const { world, journal, siteUrl: baseUrl } = cloud
  return { world, journal, baseUrl, authorization, close: () => cloud.close() }
}

/** Drawn as the screen draws it. */
export const drawScreen = ({ app }: World): string => {
  const session = app.session()
  if (session === null) throw new Error('no site is open')
  return triageLines({ app, state: app.store.get(), session, theme: plainTheme }).map(bare).join('\n')
}

const until = (world: World, holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const stops: (() => void)[] = []
    const look = (): void => {
      if (!holds()) return
      for (const stop of stops) stop()
      resolve()
    }
    stops.push(world.app.store.subscribe(look), world.session().replica.subscribe(look))
    look()
  })

export const openIssueWorld = async (
  deployment: (typeof deployments)[number],
  size: AppState['size'] = { columns: 120, rows: 50 },
): Promise<IssueWorld> => {
  const remoteSite = await begin(deployment)
  onTestFinished(remoteSite.close)
  const { baseUrl, authorization } = remoteSite
  const client = connectSite({
    baseUrl,
    deployment,
    authorize: async () => authorization,
    pause: async () => undefined,
  })
  const me = await client.myself()
  const site: Site = testSite('work', { baseUrl, deployment, user: { id: me.id, name: me.name } })
  const data = testFolder()
  const world = createWorld({
    sites: [site],
    size,
    shell: { openSession: (own) => openTestSession(data, own, client) },
  })
  await world.app.showSite(site)
  const screen = (): string => drawScreen(world)
  const somebody = remoteSite.world.users.find(({ name, active }) => active && !/^mira/i.test(name))
  return {
    world,
    client,
    remote: (key) => {
      const issue = remoteSite.world.findIssue(key)
      if (issue === undefined) throw new Error(`the site has no ${key}`)
      return issue
    },
    somebody: somebody?.key ?? '',
    screen,
    untilShown: (text) =>
      until(world, () => (typeof text === 'string' ? screen().includes(text) : text.test(screen()))),
    sent: () => until(world, () => world.session().replica.operations().length === 0),
    open: (key) => goTo(world.app, world.session(), key),
    asked: (path) => remoteSite.journal.matching('GET', path).length,
  }
}
