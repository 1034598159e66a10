import { hostname } from 'node:os'
import type { Site } from '@mmd/auth'
import { findWatchableBrowser } from '../../../session/open-browser.ts'
import { portOfRedirect } from '../../../session/redirect-port.ts'
import type { Check } from '../check.ts'
import { redirectOf } from '../network/redirect-port.ts'
import type { Subject } from '../subject.ts'
import { ok, skipped, type Verdict, warning } from '../verdict.ts'
import { list, signInTo } from '../words.ts'

export interface WaysFacts {
  readonly listens: boolean
  /** Name of a browser that can be watched, on a machine where windows can open. */
  readonly browser: string | undefined
  /** Whether a window of a browser can open here at all. */
  readonly graphical: boolean
  /** This machine is worked on from another one. */
  readonly remote: boolean
  readonly machine: string
}

export const judgeWays = (site: Site, facts: WaysFacts): Verdict => {
  if (redirectOf(site) === undefined) {
    return skipped(site.method === 'oauth1' ? 'the code is typed in' : 'this method needs none')
  }
  const { listens, browser, graphical, remote, machine } = facts
  const ways = [
    ...(listens ? ['listening'] : []),
    ...(browser === undefined ? [] : [`a window of ${browser}`]),
    'pasting the address',
  ]
  const found = `${list(ways)}${graphical ? '' : '; no window can open here'}`
  const port = portOfRedirect(site)
  if (!remote || !listens || port === undefined) return ok(found)
  return warning({
    found,
    problem: 'You work here from another machine: a browser there is sent back to that machine, where nobody listens.',
    remedy: `Connect with the port forwarded, or sign in with ${signInTo(site)} --callback paste:\nssh -L ${port}:127.0.0.1:${port} ${machine}`,
    who: 'you',
  })
}

export const redirectWaysCheck: Check<Subject> = {
  id: 'redirect-ways',
  title: 'Ways back',
  group: 'Signing in',
  doing: 'Looking for a browser',
  needs: ['settings'],
  run: async ({ site, redirectPort, environment }) => {
    const { graphical, remote } = environment
    const browser = graphical ? await findWatchableBrowser(environment) : undefined
    const listens = (await redirectPort()).kind === 'free'
    return judgeWays(site, { listens, browser: browser?.name, graphical, remote, machine: hostname() })
  },
}
