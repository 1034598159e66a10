import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Answer, Exchange } from '../exchange.ts'
import { type Fault, type FaultSource, isDue } from '../faults.ts'
import { type JournalWriter, maskQuery } from '../journal.ts'
import { realmOf } from '../oauth1/answers.ts'
import { htmlProblem } from '../pages/layout.ts'
import { type Caller, anonymous as nobody } from '../sign-in/authenticate.ts'
import { identify } from '../sign-in/identify.ts'
import { refusal } from '../sign-in/rest-answers.ts'
import { sessionIdOf } from '../sign-in/sessions.ts'
import type { Site } from '../site.ts'
import type { World } from '../world/world.ts'
import { faultAnswer, rateLimited } from './fault-answers.ts'
import { noRouteAnswer, objection } from './guards.ts'
import { type Incoming, receive } from './receive.ts'
import type { Router } from './router.ts'
import { createTokenBuckets } from './token-buckets.ts'
import { toWire, type WireAnswer } from './wire-answer.ts'

/** What the request handler works with. */
export interface HandlerParts {
  readonly site: Site
  readonly router: Router
  readonly journal: JournalWriter
  readonly faults: FaultSource
  readonly latencyMs: number
  readonly maxBodyBytes: number
  /** Answers what lies outside of Jira, such as the control face; undefined: not its business. */
  readonly outside: (incoming: Incoming) => Answer | undefined
}

/** Path below the context path; undefined when the request is not for the site. */
const belowContext = (rawPath: string, contextPath: string): string | undefined => {
  if (rawPath !== contextPath && !rawPath.startsWith(`${contextPath}/`)) return undefined
  // `latest` is another name for version 2 of the platform's REST API.
  return rawPath.slice(contextPath.length).replace(/^\/rest\/api\/latest(?=\/|$)/u, '/rest/api/2')
}

const createHeaderMaker = (site: Site): ((incoming: Incoming, caller: Caller) => Record<string, string>) => {
  let count = 0
  return (incoming, caller) => {
    const now = new Date(site.clock())
    const sessionId = site.sessions.find(sessionIdOf(incoming.headers) ?? '')?.id
    const name = caller.user?.name ?? site.persona.anonymousName
    count += 1
    return {
      Date: now.toUTCString(),
      'X-AREQUESTID': `${now.getUTCHours() * 60 + now.getUTCMinutes()}x${count}x1`,
      ...(sessionId === undefined ? {} : { 'X-ASESSIONID': sessionId.slice(0, 8).toLowerCase() }),
      ...(name === '' ? {} : { 'X-AUSERNAME': encodeURIComponent(name) }),
      'X-Seraph-LoginReason': caller.loginReason,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'SAMEORIGIN',
      'Cache-Control': 'no-cache, no-store, no-transform',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    }
  }
}

const challenged = ({ persona, baseUrl }: Site, answer: Answer): Answer =>
  answer.status === 401 && persona.oauthChallenge
    ? { ...answer, headers: { 'WWW-Authenticate': realmOf(baseUrl), ...answer.headers } }
    : answer

const respond = async (
  parts: HandlerParts,
  incoming: Incoming,
  path: string,
  caller: Caller,
  indexed: World | undefined,
): Promise<Answer> => {
  const { site, router } = parts
  if (caller.refusal !== undefined) return caller.refusal
  const match = router.match(incoming.method, path)
  if (match.kind === 'malformed') return htmlProblem(400, 'Bad Request', 'The path is not well formed.')
  if (match.kind !== 'found') {
    return noRouteAnswer(router.knowsModule(path), match.kind === 'wrong-method' ? match.allowed : undefined)
  }
  const refused = objection(incoming, match.route, caller, site)
  if (refused !== undefined) return refused
  const { method, query, headers, body } = incoming
  const { user, scope } = caller
  const exchange: Exchange = {
    method,
    query,
    headers,
    body,
    user,
    scope,
    params: match.params,
    path: decodeURIComponent(path),
    baseUrl: site.baseUrl,
    world: site.world,
    ...(indexed === undefined ? {} : { indexed }),
    now: site.clock(),
    release: site.persona,
  }
  try {
    return await match.route.handle(exchange)
  } catch (error) {
    // A defect of the sandbox, shown so that it is found; a test that meets it fails on the status.
    return refusal(
      500,
      `The sandbox failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
  }
}

const cutShort = (wire: WireAnswer): WireAnswer => {
  const body = wire.body.length < 2 ? Buffer.from('{"issues":[') : wire.body.subarray(0, wire.body.length / 2)
  return {
    status: 200,
    headers: {
      ...wire.headers,
      'Content-Type': 'application/json;charset=UTF-8',
      'Content-Length': String(body.length),
    },
    body,
  }
}

interface Outcome {
  /** Undefined: the connection is dropped. */
  readonly wire: WireAnswer | undefined
  readonly caller: Caller
}

/** The answer of the container where no application is. */
const nothingThere: Outcome = {
  wire: toWire(htmlProblem(404, 'Not Found', 'There is no such page.'), {}),
  caller: nobody,
}

/** The whole way of one request through the site, faults included. */
const createDispatch = (parts: HandlerParts): ((incoming: Incoming, path: string) => Promise<Outcome>) => {
  const headersFor = createHeaderMaker(parts.site)
  const { rateLimit } = parts.site.persona
  const draw = rateLimit === undefined ? undefined : createTokenBuckets(rateLimit, parts.site.clock)
  return async (incoming, path) => {
    if (parts.latencyMs > 0) await delay(parts.latencyMs, undefined, { ref: false })
    const fault: Fault | undefined = parts.faults.take(incoming.method, path)
    if (fault?.kind === 'drop') return { wire: undefined, caller: nobody }
    if (fault?.kind === 'slow') await isDue(fault)
    const misanswer = fault === undefined ? undefined : faultAnswer(fault, parts.site.baseUrl, path)
    if (misanswer?.byProxy === true) return { wire: toWire(misanswer.answer, {}), caller: nobody }
    const caller = fault?.kind === 'anonymous' ? nobody : identify(parts.site, incoming)
    const indexed = fault === undefined ? undefined : parts.faults.indexOf(fault)
    const drawn = caller.user === undefined ? undefined : draw?.(caller.user.key)
    const barred = drawn?.allowed === false ? rateLimited(drawn.headers) : misanswer?.answer
    const answer = challenged(parts.site, barred ?? (await respond(parts, incoming, path, caller, indexed)))
    const wire = toWire(answer, { ...headersFor(incoming, caller), ...drawn?.headers })
    if (fault?.kind === 'drop-after') return { wire: undefined, caller }
    return { wire: fault?.kind === 'bad-json' ? cutShort(wire) : wire, caller }
  }
}

const send = (response: ServerResponse, wire: WireAnswer | undefined): void => {
  if (wire === undefined) {
    response.socket?.destroy()
    return
  }
  response.writeHead(wire.status, wire.headers as Record<string, string | string[]>)
  response.end(wire.body)
}

/** The handler for `node:http`: everything that comes to the port. */
export const createHandler = (parts: HandlerParts): ((request: IncomingMessage, response: ServerResponse) => void) => {
  const dispatch = createDispatch(parts)
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const incoming = await receive(request, parts.maxBodyBytes)
    if (incoming === 'too-large') {
      return send(response, toWire(htmlProblem(413, 'Request Entity Too Large', 'The request is too large.'), {}))
    }
    const { method, rawPath, query } = incoming
    const control = parts.outside(incoming)
    if (control !== undefined) return send(response, toWire(control, {}))
    const time = parts.site.clock()
    const below = belowContext(rawPath, parts.site.contextPath)
    const path = below ?? rawPath
    const { wire, caller } = below === undefined ? nothingThere : await dispatch(incoming, below)
    const [status, bytes] = [wire?.status ?? 0, wire?.body.length ?? 0]
    parts.journal.add({ time, method, path, query: maskQuery(query), user: caller.user?.name, status, bytes })
    send(response, wire)
  }
  // A client that goes away while it is still sending ends here; there is nobody left to answer.
  return (request, response) => void handle(request, response).catch(() => response.socket?.destroy())
}
