import { connectSite, JiraApiError, type SiteClient } from '@mmd/jira-api'
import { startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { onTestFinished } from 'vitest'
import { createWorld, openTestSession, testFolder, testNow, testSite, type World } from '../../../app/testing.ts'

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
