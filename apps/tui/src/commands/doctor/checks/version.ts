import type { Site } from '@mmd/auth'
import { isAtLeast } from '@mmd/jira-api'
import { exitCodes } from '../../../present-error.ts'
import type { Check } from '../check.ts'
import { type ServerFacts, serverFactsOf } from '../server-facts.ts'
import type { Subject } from '../subject.ts'
import { failed, ok, type Verdict, warning } from '../verdict.ts'
import { askAdmin, editSite } from '../words.ts'

const nameOf = ({ product }: Pick<Site, 'product'>, deployment: Site['deployment']): string =>
  `${product === 'confluence' ? 'Confluence' : 'Jira'} ${deployment === 'cloud' ? 'Cloud' : 'Data Center'}`

/** What an update made possible that the site does not use yet. */
const newlyPossible = (site: Site, now: string): string | undefined => {
  // A version that was not saved counts as a new one: nothing is known to have changed.
  const became = (major: number, minor: number): boolean =>
    !isAtLeast(site.version ?? null, major, minor) && isAtLeast(now, major, minor)
  const isOld = site.method === 'oauth1' || site.method === 'basic'
  if (isOld && became(8, 22)) return 'OAuth 2.0'
  return site.method === 'basic' && became(8, 14) ? 'personal access tokens' : undefined
}

export const judgeVersion = (site: Site, { deployment, version }: ServerFacts): Verdict => {
  if (deployment !== site.deployment) {
    return failed(exitCodes.usage, {
      found: nameOf(site, deployment),
      problem: `The site was saved as ${nameOf(site, site.deployment)}, which is spoken to in another way.`,
      remedy: `Save it anew:\nmmd-tui site remove ${site.name}\nmmd-tui site add ${site.baseUrl} --name ${site.name}`,
      who: 'you',
    })
  }
  if (deployment === 'cloud') return ok(nameOf(site, 'cloud'))
  if (version === undefined) return ok(`${nameOf(site, 'datacenter')}; its version is told after signing in only`)
  const was = site.version === undefined || site.version === version ? '' : `; ${site.version} when it was saved`
  const found = `${nameOf(site, 'datacenter')} ${version}${was}`
  const gained = site.product === undefined ? newlyPossible(site, version) : undefined
  if (gained === undefined) return ok(found)
  return warning({
    found,
    problem: `Since the update this Jira can do ${gained}, which is safer than what is saved.`,
    remedy:
      gained === 'OAuth 2.0'
        ? `${askAdmin(site)} --method oauth2\nprints what to ask the administrator for`
        : editSite(site, '--method pat'),
    who: 'you',
  })
}

export const versionCheck: Check<Subject> = {
  id: 'version',
  title: 'Version',
  group: 'Jira',
  doing: 'Asking for the version',
  needs: ['address'],
  run: async ({ site, serverInfo, manifest }) => {
    const server = serverFactsOf(site, await serverInfo(), await manifest())
    return judgeVersion(site, server ?? { deployment: site.deployment, version: undefined, canonicalUrl: undefined })
  },
}
