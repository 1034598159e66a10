import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { type Fault, type FaultSource, isDue } from '../faults.ts'
import { type JournalWriter, maskQuery } from '../journal.ts'
import { htmlProblem } from '../pages/layout.ts'
import { type Incoming, receive } from '../server/receive.ts'
import { toWire, type WireAnswer } from '../server/wire-answer.ts'
import type { Cloud } from './cloud.ts'
import { createFaces, type Face } from './faces.ts'
import { cloudFaultAnswer, type FaceKind } from './fault-answers.ts'
import type { Told } from './told.ts'

/** What the request handler works with. */
export interface CloudHandlerParts {
  readonly cloud: Cloud
  readonly journal: JournalWriter
  readonly faults: FaultSource
  readonly latencyMs: number
}

const largestBody = 12 * 1024 * 1024

interface Outcome {
  /** Undefined: the connection is dropped. */
  readonly wire: WireAnswer | undefined
  readonly userKey: string | undefined
}

const dropped: Outcome = { wire: undefined, userKey: undefined }

const headersOf = ({ switches }: Cloud): Record<string, string> => ({
  'Cache-Control': 'no-cache, no-store, no-transform',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  ...Object.fromEntries(switches.traceHeaders.map((name) => [name, randomUUID()])),
})

const withoutCredential = (incoming: Incoming): Incoming => {
  const { authorization: _, ...headers } = incoming.headers
  return { ...incoming, headers }
}

const cutShort = (wire: WireAnswer): WireAnswer => {
  const body = wire.body.subarray(0, wire.body.length / 2)
  return { status: wire.status, headers: { ...wire.headers, 'Content-Length': String(body.length) }, body }
}

const nowhere: Told = { answer: htmlProblem(404, 'Not Found', 'There is no such host.'), userKey: undefined }

const ask = async (face: Face | undefined, incoming: Incoming, fault: Fault | undefined): Promise<Told> => {
  const path = /^\/[^/]*(?<below>.*)$/u.exec(incoming.rawPath)?.groups?.['below'] ?? ''
  if (face === undefined) return nowhere
  return face(fault?.kind === 'anonymous' ? withoutCredential(incoming) : incoming, path)
}

/** The whole way of one request through the cloud, faults included. */
const createDispatch = ({
  cloud,
  faults,
  latencyMs,
}: CloudHandlerParts): ((incoming: Incoming) => Promise<Outcome>) => {
  const faces = createFaces(cloud)
  return async (incoming) => {
    if (latencyMs > 0) await delay(latencyMs, undefined, { ref: false })
    const fault = faults.take(incoming.method, incoming.rawPath)
    if (fault?.kind === 'drop') return dropped
    if (fault?.kind === 'slow') await isDue(fault)
    const host = incoming.rawPath.split('/')[1] ?? ''
    const kind: FaceKind = host === 'auth' || host === 'api' ? host : 'site'
    const misanswer = fault === undefined ? undefined : cloudFaultAnswer(fault, kind, cloud.authUrl)
    const told = misanswer === undefined ? await ask(faces.get(host), incoming, fault) : undefined
    if (fault?.kind === 'drop-after') return dropped
    const wire = toWire(misanswer ?? told?.answer ?? nowhere.answer, headersOf(cloud))
    return { wire: fault?.kind === 'bad-json' ? cutShort(wire) : wire, userKey: told?.userKey }
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
export const createCloudHandler = (
  parts: CloudHandlerParts,
): ((request: IncomingMessage, response: ServerResponse) => void) => {
  const dispatch = createDispatch(parts)
  const { cloud, journal } = parts
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const incoming = await receive(request, largestBody)
    if (incoming === 'too-large') {
      return send(response, toWire(htmlProblem(413, 'Request Entity Too Large', 'The request is too large.'), {}))
    }
    const time = cloud.clock()
    const { wire, userKey } = await dispatch(incoming)
    journal.add({
      time,
      method: incoming.method,
      path: incoming.rawPath,
      query: maskQuery(incoming.query),
      user: cloud.people.userByKey(userKey ?? null)?.name,
      status: wire?.status ?? 0,
      bytes: wire?.body.length ?? 0,
    })
    send(response, wire)
  }
  // A client that goes away while it is still sending ends here; there is nobody left to answer.
  return (request, response) => void handle(request, response).catch(() => response.socket?.destroy())
}
