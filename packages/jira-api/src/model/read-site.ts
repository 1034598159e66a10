import type { SavedFilter, ServerInfo } from './model.ts'
import { isJson, toJson, toLine, toText, toTimestamp, toWord } from './primitives.ts'
import { readUser } from './read-user.ts'

/** `deploymentType` is `Server` on most Data Center sites too: only `Cloud` tells. */
export const toDeployment = (value: unknown): ServerInfo['deployment'] =>
  typeof value === 'string' && value.toLowerCase() === 'cloud' ? 'cloud' : 'datacenter'

/** What the site says of itself; null without a version. */
export const readServerInfo = (value: unknown): ServerInfo | null => {
  const info = toJson(value)
  const version = toWord(info['version'])
  if (!isJson(value) || version === null) return null
  const time = toTimestamp(info['serverTime'])
  return {
    title: toWord(info['serverTitle']) ?? 'Jira',
    version,
    deployment: toDeployment(info['deploymentType']),
    baseUrl: toLine(info['baseUrl']) ?? '',
    ...(time === null ? {} : { time }),
  }
}

/** A saved filter; null without an id. The JQL keeps its line ends and its length. */
export const readSavedFilter = (value: unknown): SavedFilter | null => {
  const filter = toJson(value)
  const id = toWord(filter['id'])
  if (id === null) return null
  return {
    id,
    name: toWord(filter['name']) ?? id,
    jql: toText(filter['jql']) ?? '',
    owner: readUser(filter['owner']),
    description: toWord(filter['description']),
    favourite: filter['favourite'] === true,
  }
}
