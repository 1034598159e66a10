import { isJiraApiError, JiraApiError } from '../errors.ts'
import { admit, nameOf, type Try } from './attempt.ts'
import { joinUrl } from './base-url.ts'
import { abortable } from './call-scope.ts'
import { endpointOf } from './endpoint.ts'
import type { Call, HttpPorts } from './http.ts'
import { judgeAnswer } from './judge-answer.ts'
import type { Pass } from './limiter.ts'
import { maskCredential } from './mask-credential.ts'
import { isMediaAddress } from './media-address.ts'
import type { Content, OpenContent } from './open-content.ts'
import { rateFactsOf } from './rate-facts.ts'
import { type Outcome, type WithCredential, withRetries } from './retries.ts'

/** A GET of something that is too long to be held. */
export interface ContentCall {
  readonly path: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
  /** The content may be a page, or other markup; else one that comes is the site's way of saying no. */
  readonly mayBeMarkup: boolean
  /** The content lies with somebody else, to whom the site leads with a signed address. */
  readonly isElsewhere: boolean
}

/** The content with 200, 206 or 416; everything else is a `JiraApiError`. */
export type OpenSiteContent = (call: ContentCall) => Promise<Content>

export interface ContentPorts {
  readonly http: HttpPorts
  readonly open: OpenContent
  readonly withCredential: WithCredential
}

/** Of a refusal, so much is read. Bytes. */
const REFUSAL_LIMIT = 65_536
const HOPS = 3

const readText = async (content: Content): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content.body) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= REFUSAL_LIMIT) break
  }
  return Buffer.concat(chunks).subarray(0, REFUSAL_LIMIT).toString('utf8')
}

const isContent = ({ status }: Content): boolean => status === 200 || status === 206 || status === 416

/** A page that is no file: files say that they are to be saved. */
const isPage = ({ headers }: Content): boolean =>
  /html|xml/i.test(headers['content-type'] ?? '') && !/^\s*attachment/i.test(headers['content-disposition'] ?? '')

const targetOf = ({ status, headers }: Content, from: URL): URL | undefined =>
  status >= 300 && status < 400 && status !== 304
    ? (URL.parse(headers.location ?? '', from.href) ?? undefined)
    : undefined

/** The site's own log-in page: whoever asks is nobody to it. */
const isOwnLogin = (target: URL, baseUrl: string): boolean =>
  target.href.startsWith(`${baseUrl}/`) && /\/login\b/.test(target.pathname)

/** Counts what is read, and tells once it is over. */
const counted = (content: Content, over: (bytes: number) => void): Content => {
  let bytes = 0
  let isOver = false
  const end = (): void => {
    if (isOver) return
    isOver = true
    over(bytes)
  }
  const body = async function* (): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of content.body) {
        bytes += chunk.length
        yield chunk
      }
    } finally {
      end()
    }
  }
  return {
    status: content.status,
    headers: content.headers,
    body: { [Symbol.asyncIterator]: body },
    [Symbol.dispose]: () => {
      end()
      content[Symbol.dispose]()
    },
  }
}

/** What the site means by an answer: the error, or undefined when it is content. */
const judge = async (
  ports: HttpPorts,
  call: ContentCall,
  {
    content,
    url,
    request,
    authorization,
  }: { content: Content; url: URL; request: string; authorization: string | undefined },
): Promise<JiraApiError | undefined> => {
  const said = { status: content.status, request, credentialSent: authorization !== undefined, now: ports.now() }
  const target = targetOf(content, url)
  if (target !== undefined && isOwnLogin(target, ports.baseUrl))
    return new JiraApiError('signed-out', 'The site does not accept the sign-in', { status: content.status, request })
  if (isContent(content) && (call.mayBeMarkup || !isPage(content))) {
    // What is in the file says nothing of the site.
    const { 'content-type': _, ...headers } = content.headers
    return content.status === 416 ? undefined : judgeAnswer({ ...said, headers, text: '' })
  }
  return judgeAnswer({
    ...said,
    headers: content.headers,
    text: maskCredential(await readText(content), authorization),
  })
}

/** Fetches from where the site leads, as nobody: with no credential, no cookie and no certificate of ours. */
const follow = async (ports: ContentPorts, call: ContentCall, first: URL): Promise<Content> => {
  const name = 'GET media'
  let url = first
  for (let hop = 0; hop < HOPS; hop += 1) {
    if (!isMediaAddress(url, ports.http.baseUrl))
      throw new JiraApiError('not-jira', 'The site leads to an address that is not safe to fetch from', {
        request: name,
      })
    const sentAt = ports.http.now()
    const content = await ports.open({
      url,
      headers: call.headers ?? {},
      signal: call.signal,
      audience: 'stranger',
      name,
    })
    const target = targetOf(content, url)
    if (isContent(content))
      return counted(content, (bytes) => {
        const ms = Math.round(ports.http.now() - sentAt)
        const entry = { method: 'GET', path: '', endpoint: name, bytesSent: 0, waitMs: 0, attempt: 1 }
        ports.http.onRequest?.({ ...entry, status: content.status, bytes, ms })
      })
    content[Symbol.dispose]()
    // Signed addresses do not live long: the site gives another.
    if (target === undefined)
      throw new JiraApiError(content.status === 404 ? 'not-found' : 'server-error', 'The file could not be fetched', {
        request: name,
        status: content.status,
      })
    url = target
  }
  throw new JiraApiError('not-jira', 'The site leads from one address to the next', { request: name })
}

const openOnce = async (
  ports: ContentPorts,
  call: ContentCall,
  { authorize, count, since }: Try,
): Promise<Outcome<Content>> => {
  const { http } = ports
  const { path, headers = {}, signal } = call
  const request = nameOf({ method: 'GET', path })
  const url = joinUrl(http.baseUrl, path)
  let pass: Pass | undefined
  let authorization: string | undefined
  let sentAt: number | undefined
  let content: Content | undefined
  const log = (status: number | undefined, bytes: number): void => {
    if (sentAt === undefined) return
    const ms = Math.round(http.now() - sentAt)
    const entry = { method: 'GET', path: `/${path.join('/')}`, endpoint: endpointOf('GET', path), bytesSent: 0 }
    http.onRequest?.({ ...entry, status, bytes, ms, waitMs: Math.round(sentAt - since), attempt: count })
  }
  try {
    pass = await admit(http, { method: 'GET', path, signal })
    authorization = await abortable(authorize({ method: 'GET', url }), { signal, request })
    sentAt = http.now()
    const raw = await ports.open({ url, authorization, headers, signal, audience: 'site', name: request })
    // The file itself may take long, and must not keep anybody waiting.
    pass.done(rateFactsOf(raw.status, raw.headers, http.now()))
    content = counted(raw, (bytes) => log(raw.status, bytes))
    const target = call.isElsewhere ? targetOf(content, url) : undefined
    const isAway = target !== undefined && !isOwnLogin(target, http.baseUrl)
    if (isAway) {
      content[Symbol.dispose]()
      return { answer: await follow(ports, call, target), status: 200, authorization }
    }
    const error = await judge(http, call, { content, url, request, authorization })
    if (error === undefined) return { answer: content, status: content.status, authorization }
    content[Symbol.dispose]()
    return { error, status: content.status, authorization }
  } catch (error) {
    if (content === undefined) log(undefined, 0)
    content?.[Symbol.dispose]()
    if (!isJiraApiError(error) || (sentAt === undefined && error.details.reason !== 'NOT_SENT')) throw error
    return { error, status: error.details.status, authorization }
  } finally {
    pass?.done()
  }
}

/** Opens content of the site with its credential, or content to which the site leads without any. */
export const createSiteContent =
  (ports: ContentPorts): OpenSiteContent =>
  async (contentCall) => {
    const call: Call = { method: 'GET', path: contentCall.path, signal: contentCall.signal }
    const outcome = await ports.withCredential(call, (authorize) =>
      withRetries(ports.http, call, (tried) => openOnce(ports, contentCall, { ...tried, authorize })),
    )
    if (outcome.error !== undefined) throw outcome.error
    return outcome.answer
  }
