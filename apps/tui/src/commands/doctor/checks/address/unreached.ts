import type { Site } from '@mmd/auth'
import { type JiraApiError, untrusted } from '@mmd/jira-api'
import { exitCodes, presentError } from '../../../../present-error.ts'
import { headerOf, type Reply } from '../../network/ask.ts'
import { failed, type Verdict, warning } from '../../verdict.ts'
import { editSite, sentence } from '../../words.ts'

const infoPath = '/rest/api/2/serverInfo'

/** Where a redirect leads, and the base URL that it would make when it keeps the resource's path. */
const redirectOf = (site: Site, reply: Reply): { readonly to: URL; readonly base: string | undefined } | undefined => {
  if (reply.kind === 'none' || reply.status < 300 || reply.status > 399) return undefined
  const to = URL.parse(headerOf(reply, 'location'), `${site.baseUrl}${infoPath}`)
  if (to === null || !/^https?:$/.test(to.protocol)) return undefined
  const base = to.pathname.endsWith(infoPath) ? to.origin + to.pathname.slice(0, -infoPath.length) : undefined
  return { to, base: base === site.baseUrl ? undefined : base }
}

const sso = (host: string): Verdict =>
  failed(exitCodes.signIn, {
    found: host === '' ? 'a login page instead of data' : `a login page at ${host} instead of data`,
    problem: 'A single sign-on stands in front of Jira and stops every program, also with a good token.',
    remedy:
      'Ask for the paths below /rest (and /plugins/servlet/oauth2 for browsers) to pass it, perhaps for requests with an Authorization header or a client certificate only',
    who: 'network',
  })

const moved = (site: Site, base: string): Verdict =>
  failed(exitCodes.failed, {
    found: `the site sends us on to ${base}`,
    problem: 'Jira lies at another address than the saved one; a token is never sent after a redirect.',
    remedy: editSite(site, `--url ${base}`),
    who: 'you',
  })

const notJira = (site: Site, elsewhere: string | undefined): Verdict =>
  failed(exitCodes.failed, {
    found: elsewhere === undefined ? 'something that is not Jira' : `nothing here, but a Jira at ${elsewhere}`,
    problem: 'What answers at this address is not Jira’s REST API.',
    remedy:
      elsewhere === undefined
        ? `Open Jira in the browser and copy its address, with its path if there is one:\n${editSite(site, '--url URL')}`
        : editSite(site, `--url ${elsewhere}`),
    who: 'you',
  })

/** What is to be said when the saved address gave no answer of Jira. `elsewhere`: where one was found. */
export const judgeUnreached = (
  site: Site,
  { reply, error }: { readonly reply: Reply; readonly error: JiraApiError },
  elsewhere: string | undefined,
): Verdict => {
  const redirect = redirectOf(site, reply)
  if (redirect?.base !== undefined) return moved(site, untrusted(redirect.base, 'line'))
  if (error.code === 'sso-page') return sso(untrusted(redirect?.to.host ?? '', 'line'))
  if (error.code === 'not-jira' || error.code === 'not-found' || error.code === 'bad-answer') {
    return notJira(site, elsewhere)
  }
  const { what, hint, exitCode } = presentError(error, { site: site.name })
  if (error.code === 'rate-limited') {
    return warning({ found: 'HTTP 429', problem: sentence(what), remedy: hint, who: 'jira-admin' })
  }
  const { status } = error.details
  return failed(exitCode, {
    found: status === undefined ? site.baseUrl : `HTTP ${status}`,
    problem: sentence(what),
    remedy: status === 407 ? editSite(site, '--proxy URL --proxy-login-stdin') : hint,
    who: status === undefined || status === 407 ? 'network' : 'jira-admin',
  })
}
