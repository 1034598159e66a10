import { apiBaseUrl, type Site } from '@mmd/auth'
import { presentError } from '../../../present-error.ts'
import { isNobodys } from '../../auth/use-stored.ts'
import type { Check } from '../check.ts'
import { judgeReply, type Reply } from '../network/ask.ts'
import type { Subject } from '../subject.ts'
import { ok, skipped, type Verdict, warning } from '../verdict.ts'
import { sentence, signInTo } from '../words.ts'

const scopes = 'read:board-scope:jira-software and read:project:jira'

const moreScopes = (site: Site): string => {
  if (site.method === 'api-token')
    return `Make a new token, without scopes or with ${scopes} too, then\n${signInTo(site)}`
  if (site.method === 'client-credentials')
    return `Have credentials made that hold ${scopes} too, then\n${signInTo(site)}`
  return `Add ${scopes} to the app and to the saved scope, then consent anew:\n${signInTo(site)}`
}

export const judgeBoards = (site: Site, reply: Reply): Verdict => {
  const error = judgeReply(reply, true)
  if (error === undefined) return ok('can be read')
  if (error.code === 'not-found') return skipped('this Jira has none')
  if (site.method === 'client-credentials' && site.deployment === 'datacenter') {
    return skipped('not open to service accounts')
  }
  if (error.code === 'scope-missing') {
    return warning({
      found: 'HTTP 401, scope does not match',
      problem: 'Issues can be read and boards not: boards and sprints have scopes of their own.',
      remedy: moreScopes(site),
      who: 'you',
    })
  }
  if (error.code === 'forbidden') {
    return warning({
      found: 'HTTP 403',
      problem: 'Your account may not use boards: no licence for Jira Software, or no permission.',
      remedy: 'Ask for access to Jira Software, if you want boards',
      who: 'jira-admin',
    })
  }
  const { what, hint } = presentError(error, { site: site.name })
  return warning({
    found: reply.kind === 'answer' ? `HTTP ${reply.status}` : 'no answer',
    problem: sentence(what),
    remedy: hint,
    who: 'jira-admin',
  })
}

export const boardsCheck: Check<Subject> = {
  id: 'boards',
  title: 'Boards',
  group: 'Signing in',
  doing: 'Asking for one board',
  needs: ['account'],
  run: async ({ site, credential, ask }) => {
    if (site.product === 'confluence') return skipped('a Confluence has none')
    if (isNobodys(site)) return skipped('not for credentials that belong to nobody')
    const url = new URL(`${apiBaseUrl(site)}/rest/agile/1.0/board?maxResults=1`)
    const authorization = await (await credential()).authorization({ method: 'GET', url })
    return judgeBoards(site, await ask({ url, authorization }))
  },
}
