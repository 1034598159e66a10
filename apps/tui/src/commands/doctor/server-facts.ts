import type { Site } from '@mmd/auth'
import { untrusted } from '@mmd/jira-api'
import { headerOf, jsonOf, judgeReply, type Reply } from './network/ask.ts'

/** What a site says of itself to anybody. */
export interface ServerFacts {
  readonly deployment: 'datacenter' | 'cloud'
  /** Undefined: it tells strangers nothing. */
  readonly version: string | undefined
  /** The base URL by which it calls itself. */
  readonly canonicalUrl: string | undefined
}

const wordIn = (json: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = json[name]
  const word = typeof value === 'string' ? untrusted(value, 'line').slice(0, 200) : ''
  return word === '' ? undefined : word
}

const ofManifest = (link: Readonly<Record<string, unknown>>): ServerFacts => ({
  deployment: 'datacenter',
  version: wordIn(link, 'version'),
  canonicalUrl: wordIn(link, 'url'),
})

/** What `serverInfo` and the application link manifest say; undefined when neither is an answer of the site's product. */
export const serverFactsOf = (
  { product }: Pick<Site, 'product'>,
  info: Reply,
  manifest: Reply,
): ServerFacts | undefined => {
  const [server, link] = [jsonOf(info), jsonOf(manifest)]
  if (product === 'confluence') {
    const isWiki = judgeReply(manifest, false) === undefined && link['typeId'] === 'confluence'
    return isWiki ? ofManifest(link) : undefined
  }
  const version = wordIn(server, 'version')
  if (judgeReply(info, false) === undefined && version !== undefined) {
    const deployment = server['deploymentType'] === 'Cloud' ? 'cloud' : 'datacenter'
    return { deployment, version, canonicalUrl: wordIn(server, 'baseUrl') }
  }
  if (judgeReply(manifest, false) === undefined && link['typeId'] === 'jira') {
    return ofManifest(link)
  }
  // A site that is closed to strangers turns them away in Jira's own manner.
  const isJiras = headerOf(info, 'x-arequestid') !== '' || headerOf(info, 'x-ausername') !== ''
  return isJiras && judgeReply(info, false)?.code === 'signed-out'
    ? { deployment: 'datacenter', version: undefined, canonicalUrl: undefined }
    : undefined
}
