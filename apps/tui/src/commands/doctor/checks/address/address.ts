import type { Site } from '@mmd/auth'
import { isJiraApiError, JiraApiError, probeSite } from '@mmd/jira-api'
import { toClientTransport } from '../../../../session/sign-in.ts'
import type { Check } from '../../check.ts'
import { judgeReply, type Reply } from '../../network/ask.ts'
import { serverFactsOf } from '../../server-facts.ts'
import type { Subject } from '../../subject.ts'
import { ok, type Verdict, warning } from '../../verdict.ts'
import { findOtherAddress } from './canonical.ts'
import { judgeUnreached } from './unreached.ts'

export interface AddressFacts {
  readonly info: Reply
  readonly manifest: Reply
  /** Where a Jira was found when there is none at the saved address. */
  readonly elsewhere: string | undefined
}

const notJira = new JiraApiError('not-jira', 'This is not an answer of Jira')

export const judgeAddress = (site: Site, { info, manifest, elsewhere }: AddressFacts): Verdict => {
  const server = serverFactsOf(site, info, manifest)
  if (server === undefined) {
    const error = judgeReply(info, false) ?? notJira
    return judgeUnreached(site, { reply: info, error }, elsewhere)
  }
  const { pathname } = new URL(site.baseUrl)
  const name = site.product === 'confluence' ? 'Confluence' : 'Jira'
  const where = pathname === '/' ? `${name}, without a context path` : `${name} below ${pathname}`
  const what = server.version === undefined ? `${where}, which tells strangers nothing` : where
  const other = findOtherAddress(site, server.canonicalUrl, what)
  return other === undefined ? ok(what) : warning(other)
}

/** Looks for a Jira at other paths of the host, when what answers at the saved one is none. */
const findElsewhere = async (
  { site, transport, signal }: Subject,
  info: Reply,
  manifest: Reply,
): Promise<string | undefined> => {
  const code = judgeReply(info, false)?.code
  const isOther = code === undefined || code === 'not-jira' || code === 'not-found'
  if (!isOther || serverFactsOf(site, info, manifest) !== undefined) return undefined
  try {
    const { baseUrl } = await probeSite({
      url: site.baseUrl,
      insecureHttp: site.insecureHttp === true,
      signal,
      ...toClientTransport(await transport()),
    })
    return baseUrl
  } catch (error) {
    signal.throwIfAborted()
    if (isJiraApiError(error)) return undefined
    throw error
  }
}

export const addressCheck: Check<Subject> = {
  id: 'address',
  title: 'Address',
  group: 'Jira',
  doing: 'Asking for Jira at the saved address',
  needs: ['settings', 'proxy', 'dns', 'tcp', 'tls', 'client-certificate'],
  run: async (subject) => {
    const [info, manifest] = await Promise.all([subject.serverInfo(), subject.manifest()])
    return judgeAddress(subject.site, { info, manifest, elsewhere: await findElsewhere(subject, info, manifest) })
  },
}
