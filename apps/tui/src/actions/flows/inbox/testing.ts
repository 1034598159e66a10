import { connectSite, type IssueKey, JiraApiError, type SiteClient } from '@mmd/jira-api'
import { startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { onTestFinished } from 'vitest'
import { applyConfig } from '../../../app/apply-config.ts'
import { createWorld, openTestSession, testFolder, testNow, testSite, type World } from '../../../app/testing.ts'
import { type Config, defaultConfig } from '../../../config/config.ts'
import { inboxKeys } from '../../../inbox/select-inbox.ts'
import type { MacroStep } from '../../../macros/macro.ts'
import { footer, inboxLines } from '../../../screens/inbox/inbox-lines.ts'
import { bare, plainTheme } from '../../../screens/testing.ts'

/** For tests: the inbox over a sandbox of either deployment, and somebody else who works there. */
export interface InboxWorld {
  readonly world: World
  /** The same copy, opened by another run of the program; ends the one before. */
  readonly restart: () => Promise<World>
  readonly mine: SiteClient
  readonly theirs: SiteClient
  /** Requests that the site has got so far. */
  readonly requests: () => number
  /** Milliseconds by which the site's clock goes on. */
  readonly pass: (ms: number) => void
  readonly setOnline: (isOnline: boolean) => void
}

const pause = async (): Promise<void> => undefined

const startSite = async (deployment: 'datacenter' | 'cloud', now: () => number) => {
  if (deployment === 'datacenter') {
    const site = await startSandbox({ issues: 90, now })
    const clientOf = (name: string): SiteClient => {
      const authorization = `Bearer ${site.issuePat(name)}`
      return connectSite({ baseUrl: site.baseUrl, authorize: async () => authorization, pause })
    }
    return { site, baseUrl: site.baseUrl, clientOf }
  }
  const site = await startCloudSandbox({ issues: 90, now, indexLagMs: 0 })
  const clientOf = (name: string): SiteClient => {
    const email = `${name}@acme.example`
    const authorization = `Basic ${Buffer.from(`${email}:${site.issueApiToken(email)}`).toString('base64')}`
    return connectSite({ baseUrl: site.siteUrl, deployment, authorize: async () => authorization, pause })
  }
  return { site, baseUrl: site.siteUrl, clientOf }
}

/** For tests: opens it, with the inbox over Untriaged. */
export const openInboxWorld = async (deployment: 'datacenter' | 'cloud'): Promise<InboxWorld> => {
  const clock = { now: testNow }
  const { site: server, baseUrl, clientOf } = await startSite(deployment, () => clock.now)
  onTestFinished(() => server.close())
  const [mine, theirs] = [clientOf('mira'), clientOf('tomasz.w')]
  const me = await mine.myself()
  const site = testSite('work', { deployment, baseUrl, user: { id: me.id, name: me.name } })
  const folder = testFolder()
  const unreachable = async (): Promise<never> => {
    throw new JiraApiError('network', 'The site could not be reached', { reason: 'ENETUNREACH' })
  }
  let isOnline = true
  const client = new Proxy(mine, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      return (...given: readonly unknown[]): unknown =>
        isOnline ? Reflect.apply(member, target, given) : unreachable()
    },
  })
  const open = async (): Promise<World> => {
    const openSession = (opened: typeof site) => openTestSession(folder, opened, client)
    const world = createWorld({ sites: [site], size: { columns: 200, rows: 60 }, shell: { openSession } })
    await world.app.showSite(site)
    await world.session().replica.idle()
    world.press('i')
    return world
  }
  const world = await open()
  return {
    world,
    mine,
    theirs,
    restart: async () => {
      await world.close()
      return open()
    },
    requests: () => server.journal.entries.length,
    pass: (ms) => {
      clock.now += ms
    },
    setOnline: (now) => {
      isOnline = now
    },
  }
}

export const queue = (world: World): readonly IssueKey[] => inboxKeys(world.state(), world.session().replica)
export const under = (world: World): IssueKey => {
  const key = world.state().inbox?.cursorKey
  if (key === null || key === undefined) throw new Error('nothing is under the cursor')
  return key
}
export const verdicts = (world: World): readonly string[] =>
  world
    .session()
    .replica.decisions()
    .map(({ verdict }) => verdict)
export const idle = (world: World): Promise<void> => world.session().replica.idle()

/** Goes to an issue of a project whose workflow has a way back from everywhere, and in which everybody may edit. */
export const toPayments = (world: World): IssueKey => {
  const found = queue(world).find((key) => key.startsWith('PAY-'))
  if (found === undefined) throw new Error('there is no such issue')
  while (under(world) !== found) world.press('j')
  return found
}

/** Turns to what is alike, at the first issue where there is something. */
export const toDuplicate = (world: World): IssueKey => {
  const found = queue(world).find((key) => {
    // From these there is a way back.
    if (!key.startsWith('PAY-') || world.session().replica.issue(key)?.status.category !== 'new') return false
    while (under(world) !== key) world.press('j')
    world.press('d')
    if (world.state().inbox?.choosing === 0) return true
    world.press('esc')
    return false
  })
  if (found === undefined) throw new Error('nothing is alike')
  return found
}

export const accepting: readonly MacroStep[] = [
  { kind: 'assign', to: 'me' },
  { kind: 'label', add: ['triaged'], remove: [] },
]

export const withRules = (world: World, rules: Partial<Config['inbox']>): void =>
  applyConfig(world.app, { ...defaultConfig, inbox: { ...defaultConfig.inbox, ...rules } })

export const onScreen = (world: World): string =>
  inboxLines({ app: world.app, state: world.state(), session: world.session(), theme: plainTheme }).map(bare).join('\n')

export const footerOf = (world: World): string =>
  bare(footer({ app: world.app, state: { ...world.state(), toast: null }, theme: plainTheme }))

/** What waits for a decision must not be asked about. */
export const confirmed = (world: World): void => {
  while (world.state().modals.at(-1)?.kind === 'message') world.press('enter')
}
