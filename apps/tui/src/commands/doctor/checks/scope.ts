import type { Site } from '@mmd/auth'
import { exitCodes } from '../../../present-error.ts'
import type { Check } from '../check.ts'
import { missingFeatures, reachOf, wordsOf } from '../scopes.ts'
import type { Subject } from '../subject.ts'
import { failed, ok, skipped, type Verdict, warning } from '../verdict.ts'
import { editSite, list, signInTo } from '../words.ts'

const judgeDataCenter = (site: Site, scope: string): Verdict => {
  switch (reachOf(scope)) {
    case 'write':
      return ok(`${scope}: reading and changing what your account may`)
    case 'read':
      return warning({
        found: scope,
        problem: 'Everything can be read, and nothing changed: Jira will refuse each action.',
        remedy: `Have the application link made with Write, then\n${editSite(site, '--scope WRITE')}\n${signInTo(site)}`,
        who: 'jira-admin',
      })
    case 'more':
      return warning({
        found: scope,
        problem: 'That is more than triage needs; whoever gets hold of the token may administrate.',
        remedy: `${editSite(site, '--scope WRITE')}\n${signInTo(site)}`,
        who: 'you',
      })
    case 'nothing':
      return failed(exitCodes.refused, {
        found: scope === '' ? 'none' : scope,
        problem: 'It gives no right to read issues.',
        remedy: `${editSite(site, '--scope WRITE')}\n${signInTo(site)}`,
        who: 'you',
      })
  }
}

const judgeCloud = (site: Site, scope: string): Verdict => {
  const needsRefresh = site.method === 'oauth2-cloud'
  const missing = missingFeatures(scope).filter(({ scopes }) => needsRefresh || scopes[0] !== 'offline_access')
  const found = `${wordsOf(scope).length} scopes`
  if (missing.length === 0) return ok(`${found}, all that is used`)
  const words = missing.flatMap(({ scopes }) => scopes)
  const finding = {
    found,
    problem: `Without more, these do not work: ${list(
      missing.map(({ name }) => name),
      8,
    )}.`,
    remedy: `Add to the app in Atlassian’s developer console, to the saved scope, and consent anew:\n${words.join('\n')}\n${signInTo(site)}`,
    who: 'you',
  } as const
  return missing.some(({ name }) => name === 'reading issues') ? failed(exitCodes.refused, finding) : warning(finding)
}

/** `granted`: what the site said that it gave; undefined when it did not say. */
export const judgeScope = (site: Site, granted: string | undefined): Verdict => {
  const asked = site.oauth2?.scope
  const scope = granted ?? (asked === '' ? undefined : asked)
  switch (site.method) {
    case 'oauth2':
    case 'oauth2-cloud':
    case 'client-credentials':
      if (scope === undefined) return skipped('the site does not say')
      return site.deployment === 'cloud' ? judgeCloud(site, scope) : judgeDataCenter(site, scope)
    case 'api-token':
      return skipped('what the token was given; the cloud does not say')
    case 'oauth1':
    case 'pat':
    case 'basic':
      return skipped('all that your account may')
  }
}

export const scopeCheck: Check<Subject> = {
  id: 'scope',
  title: 'Scope',
  group: 'Signing in',
  doing: 'Looking at what was granted',
  needs: ['credential'],
  run: async ({ site, credential }) => judgeScope(site, (await (await credential()).status()).scope),
}
