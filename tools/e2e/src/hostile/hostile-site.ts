import { once } from 'node:events'
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDisguise, type Disguise } from './disguise.ts'

/** Stands before a site of the sandbox, and makes each of its answers hostile. */
export interface HostileSite extends AsyncDisposable {
  /** The address of the site, by way of here. */
  readonly baseUrl: string
  readonly disguise: Disguise
  /** Method and path of what was asked, oldest first. */
  readonly asked: readonly string[]
}

const read = async (stream: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const isJson = (type: string | undefined): boolean => type?.startsWith('application/json') ?? false

const mapStrings = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapStrings(item, change)]))
}

/** The eight-bit controls are what a header line can carry. */
const inHeader = (value: string): string => `\x9b31;5m${value}\x9d0;EVIL\x9c`
const spoiled = new Set(['x-ausername', 'x-anodeid', 'x-arequestid', 'x-seraph-loginreason', 'x-aaccountid'])

const cleanPath = (path: string, disguise: Disguise): string => {
  const target = new URL(path, 'http://site')
  const search = new URLSearchParams(
    [...target.searchParams].map(([name, value]): [string, string] => [name, disguise.request(value)]),
  )
  const folder = target.pathname
    .split('/')
    .map((part) => encodeURIComponent(disguise.request(decodeURIComponent(part))))
    .join('/')
  return search.size === 0 ? folder : `${folder}?${search.toString()}`
}

/** Starts one; `siteUrl` is the sandbox's address of its site. */
export const startHostileSite = async (siteUrl: string): Promise<HostileSite> => {
  const site = new URL(siteUrl)
  const disguise = createDisguise()
  const asked: string[] = []
  const here = (): string => `http://${site.hostname}:${(server.address() as AddressInfo).port}`

  const pass = async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    asked.push(`${incoming.method} ${incoming.url}`)
    const body = await read(incoming)
    const sent = isJson(incoming.headers['content-type'])
      ? Buffer.from(JSON.stringify(mapStrings(JSON.parse(body.toString('utf8')), disguise.request)))
      : body
    const { 'transfer-encoding': _, ...headers } = incoming.headers
    const outgoing = ask({
      host: site.hostname,
      port: site.port,
      method: incoming.method,
      path: cleanPath(incoming.url ?? '/', disguise),
      headers: { ...headers, host: site.host, 'content-length': sent.length, 'accept-encoding': 'identity' },
    })
    outgoing.end(sent)
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    const given = await read(response)
    const fromHere = (text: string): string => text.replaceAll(site.origin, here())
    const said = isJson(response.headers['content-type'])
      ? Buffer.from(JSON.stringify(disguise.answer(JSON.parse(fromHere(given.toString('utf8'))))))
      : given
    const kept = Object.entries(response.headers).filter(
      ([name]) => !/^(?:transfer-encoding|content-length)$/.test(name),
    )
    const told = kept.map(([name, value]) => {
      const text = fromHere(String(value))
      return [name, spoiled.has(name) ? inHeader(text) : text] as const
    })
    answer.writeHead(response.statusCode ?? 502, inHeader(response.statusMessage ?? ''), {
      ...Object.fromEntries(told),
      warning: inHeader('199 - "hostile"'),
      ...(response.statusCode === 204 ? {} : { 'content-length': said.length }),
    })
    answer.end(said)
  }

  const server = createServer((incoming, answer) => {
    pass(incoming, answer).catch((error: unknown) => answer.destroy(error instanceof Error ? error : undefined))
  })
  server.listen(0, site.hostname === 'localhost' ? 'localhost' : '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: siteUrl.replace(site.origin, here()),
    disguise,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
