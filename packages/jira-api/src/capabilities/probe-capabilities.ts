import { AGILE } from '../agile/boards.ts'
import type { Http } from '../client/http.ts'
import { isJiraApiError } from '../errors.ts'
import { toJson } from '../model/primitives.ts'
import { readSettings } from '../model/read-project.ts'
import { readServerInfo } from '../model/read-site.ts'
import { expected } from '../resources/resource.ts'
import { type Capabilities, type Presence, toLimit } from './capabilities.ts'

/** What an error says of a product: HTML at its address means that nothing of it is installed. */
const presenceOf = (error: unknown): Presence => {
  if (!isJiraApiError(error)) throw error
  if (error.code === 'not-found' || error.code === 'not-jira') return 'absent'
  if (error.code === 'forbidden' || error.code === 'scope-missing') return 'closed'
  if (error.code === 'signed-out' || error.code === 'cancelled') throw error
  return 'unknown'
}

const isNeeded = (error: unknown): boolean =>
  !isJiraApiError(error) || ['signed-out', 'cancelled', 'network', 'timeout', 'tls', 'sso-page'].includes(error.code)

/** Asks a site what it can do: six small requests at once. Throws `JiraApiError` when the site cannot be asked at all. */
export const probeCapabilities = async (http: Http, api: readonly string[], now: number): Promise<Capabilities> => {
  const get = (
    path: readonly string[],
    query: Readonly<Record<string, string | number>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<unknown> => http({ method: 'GET', path, query, headers })
  const presence = (asked: Promise<unknown>): Promise<Presence> => asked.then(() => 'present' as const, presenceOf)
  const orNothing = async (asked: Promise<unknown>): Promise<unknown> => {
    try {
      return await asked
    } catch (error) {
      if (isNeeded(error)) throw error
      return {}
    }
  }
  const [info, settings, attachments, software, serviceDesk, development] = await Promise.all([
    get([...api, 'serverInfo']),
    orNothing(get([...api, 'configuration'])),
    orNothing(get([...api, 'attachment', 'meta'])),
    presence(get([...AGILE, 'board'], { maxResults: 1 })),
    // `info` answers also those who may see nothing else.
    presence(get(['rest', 'servicedeskapi', 'servicedesk'], { limit: 1 }, { 'x-experimentalapi': 'opt-in' })),
    developmentPresence(get),
  ])
  const known = expected(readSettings(settings), 'GET configuration')
  return {
    version: expected(readServerInfo(info), 'GET serverInfo').version,
    settings: { ...known, attachments: known.attachments && toJson(attachments)['enabled'] !== false },
    uploadLimit: toLimit(toJson(attachments)['uploadLimit']),
    software,
    serviceDesk,
    development,
    probedAt: new Date(now).toISOString(),
  }
}

/** Asked for no issue at all, the resource complains if it is there. */
const developmentPresence = async (get: (path: readonly string[]) => Promise<unknown>): Promise<Presence> => {
  try {
    await get(['rest', 'dev-status', 'latest', 'issue', 'summary'])
    return 'present'
  } catch (error) {
    return isJiraApiError(error, 'refused') || isJiraApiError(error, 'server-error') ? 'present' : presenceOf(error)
  }
}
