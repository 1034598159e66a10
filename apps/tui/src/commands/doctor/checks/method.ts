import type { SignInMethod, Site } from '@mmd/auth'
import { isAtLeast } from '@mmd/jira-api'
import { exitCodes } from '../../../present-error.ts'
import { methodFacts } from '../../../session/method-facts.ts'
import type { Check } from '../check.ts'
import { serverFactsOf } from '../server-facts.ts'
import type { Subject } from '../subject.ts'
import { failed, ok, type Verdict, warning } from '../verdict.ts'
import { editSite } from '../words.ts'

/** The first version of Data Center that has a method. */
type Releases = Partial<Readonly<Record<SignInMethod, readonly [major: number, minor: number]>>>

const since: Releases = { oauth2: [8, 22], pat: [8, 14], 'client-credentials': [11, 0] }
const sinceOfWiki: Releases = { oauth2: [7, 17], pat: [7, 9] }

const best = (version: string): SignInMethod => (isAtLeast(version, 8, 14) ? 'pat' : 'oauth1')

/** `version`: undefined when the site does not tell. */
export const judgeMethod = (site: Site, version: string | undefined): Verdict => {
  const { method, product } = site
  const name = product === 'confluence' ? 'Confluence' : 'Jira'
  const { title } = methodFacts[method]
  if (site.deployment === 'cloud') return ok(title)
  if (version === undefined) return ok(`${title}; whether this ${name} can do it shows when you sign in`)
  const first = (product === 'confluence' ? sinceOfWiki : since)[method]
  if (first !== undefined && !isAtLeast(version, ...first)) {
    return failed(exitCodes.signIn, {
      found: `${title}, with ${name} ${version}`,
      problem: `${name} has this from version ${first.join('.')} on.`,
      remedy: `Sign in by another method, for example:\n${editSite(site, `--method ${best(version)}`)}`,
      who: 'you',
    })
  }
  if (product === 'confluence') return ok(title)
  if (method === 'basic' && isAtLeast(version, 11, 0)) {
    return warning({
      found: `${title}, with Jira ${version}`,
      problem: 'From Jira 11 on passwords are switched off, unless an administrator switched them on again.',
      remedy: `Use a token:\n${editSite(site, '--method pat')}`,
      who: 'you',
    })
  }
  const isOld = method === 'oauth1' && isAtLeast(version, 8, 22)
  return ok(isOld ? `${title}; OAuth 2.0 would do as well` : title)
}

export const methodCheck: Check<Subject> = {
  id: 'method',
  title: 'Sign-in method',
  group: 'Signing in',
  doing: 'Comparing method and version',
  needs: ['address', 'version'],
  run: async ({ site, serverInfo, manifest }) =>
    judgeMethod(site, serverFactsOf(site, await serverInfo(), await manifest())?.version),
}
