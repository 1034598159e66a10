import { cloudHosts, type Site } from '@mmd/auth'
import { exitCodes, presentError } from '../../../present-error.ts'
import type { Check } from '../check.ts'
import { headerOf, jsonOf, type Reply } from '../network/ask.ts'
import type { Subject } from '../subject.ts'
import { failed, ok, skipped, type Verdict } from '../verdict.ts'
import { sentence } from '../words.ts'

export interface GatewayFacts {
  /** What the gateway says to a stranger. */
  readonly reply: Reply
  /** The site's own word for its id; undefined: it gave none. */
  readonly cloudId: string | undefined
}

/** Only what has to go through Atlassian's gateway looks at it; a classic API token works at the site itself. */
const usesGateway = (site: Site): boolean =>
  site.deployment === 'cloud' && (site.method !== 'api-token' || site.cloud?.cloudId !== undefined)

export const judgeGateway = (site: Site, { reply, cloudId }: GatewayFacts): Verdict => {
  const host = new URL(cloudHosts(site.cloud).apiUrl).host
  if (reply.kind === 'none') {
    const { hint } = presentError(reply.error)
    return failed(exitCodes.network, {
      found: host,
      problem: sentence(`Atlassian’s API gateway cannot be reached: ${reply.error.message}`),
      remedy: `Let ${host} through as well as the site. ${hint}`,
      who: 'network',
    })
  }
  // To a stranger it says 401, in JSON.
  if (reply.status >= 500) {
    return failed(exitCodes.network, {
      found: `${host} answers HTTP ${reply.status}`,
      problem: 'Atlassian’s API gateway is in trouble.',
      remedy: 'Look at status.atlassian.com, and try again later',
      who: 'atlassian',
    })
  }
  if (!/json/i.test(headerOf(reply, 'content-type'))) {
    return failed(exitCodes.network, {
      found: `${host} answers HTTP ${reply.status} without JSON`,
      problem: 'Something between this machine and Atlassian’s API gateway answers in its place.',
      remedy: `Let ${host} through as well as the site`,
      who: 'network',
    })
  }
  const saved = site.cloud?.cloudId
  if (saved !== undefined && cloudId !== undefined && saved !== cloudId) {
    return failed(exitCodes.signIn, {
      found: `${host}, for another site`,
      problem: 'The address belongs to another cloud site than the one that was signed in to.',
      remedy: `mmd-tui auth login ${site.name}`,
      who: 'you',
    })
  }
  return ok(`${host} answers${cloudId === undefined ? '' : ', and the site has an id there'}`)
}

const readCloudId = async ({ site, ask }: Subject): Promise<string | undefined> => {
  const { cloudId } = jsonOf(await ask({ url: new URL(`${site.baseUrl}/_edge/tenant_info`) }))
  return typeof cloudId === 'string' ? cloudId : undefined
}

export const gatewayCheck: Check<Subject> = {
  id: 'gateway',
  title: 'API gateway',
  group: 'Jira',
  doing: 'Asking Atlassian’s API gateway',
  needs: ['settings', 'proxy'],
  run: async (subject) => {
    const { site, ask } = subject
    if (!usesGateway(site)) {
      return skipped(site.deployment === 'cloud' ? 'classic API tokens do without' : 'Data Center has none')
    }
    const reply = await ask({ url: new URL(`${cloudHosts(site.cloud).apiUrl}/oauth/token/accessible-resources`) })
    return judgeGateway(site, { reply, cloudId: await readCloudId(subject) })
  },
}
