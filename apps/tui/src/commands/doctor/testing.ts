import { mkdtempSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SecretStore, Site } from '@mmd/auth'
import type { RawAnswer } from '@mmd/jira-api'
import type { CloudSandbox } from '@mmd/jira-sandbox'
import { expect } from 'vitest'
import { type Environment, readEnvironment } from '../../config/environment.ts'
import { defaultScope } from '../../session/method-facts.ts'
import { parseCommandLine } from '../program.ts'
import type { Reply } from './network/ask.ts'
import { createSubject, type Subject } from './subject.ts'
import type { Verdict } from './verdict.ts'

/** A saved site; a personal access token unless said otherwise. */
export const givenSite = (site: Partial<Site> = {}): Site => ({
  name: 'acme',
  baseUrl: 'https://jira.example.com/jira',
  deployment: 'datacenter',
  method: 'pat',
  ...site,
})

/** One that signs in by OAuth 2.0. */
export const givenOAuth2Site = (site: Partial<Site> = {}): Site =>
  givenSite({
    method: 'oauth2',
    oauth2: { clientId: 'the-client', redirectUri: 'http://localhost:8734/oauth/redirect', scope: 'WRITE' },
    ...site,
  })

/** One of a cloud that was started for the test. */
export const givenCloudSite = (cloud: CloudSandbox, site: Partial<Site> = {}): Site =>
  givenSite({
    baseUrl: cloud.siteUrl,
    deployment: 'cloud',
    method: 'oauth2-cloud',
    oauth2: { clientId: 'x', redirectUri: 'http://127.0.0.1:8734/oauth/redirect', scope: defaultScope.cloud },
    cloud: { authUrl: cloud.authUrl, apiUrl: cloud.apiUrl, cloudId: cloud.cloudId },
    ...site,
  })

/** The environment of a program without a terminal, everything below a folder of its own. */
export const givenEnvironment = (env: Readonly<Record<string, string>> = {}): Environment => {
  const stream = { isTTY: undefined, write: () => true, columns: 80, rows: 24 }
  const home = mkdtempSync(join(tmpdir(), 'mmd-doctor-'))
  return readEnvironment(
    {
      env: { MMD_HOME: home, MMD_SECRETS: 'file', MMD_BROWSER: 'none', ...env },
      platform: 'linux',
      stdin: stream,
      stdout: stream,
      stderr: stream,
    } as unknown as NodeJS.Process,
    { root: new URL('file:///program/'), version: '1.2.3' },
  )
}

/** Secrets in memory. */
export const givenSecrets = (held: Readonly<Record<string, string>> = {}): SecretStore => {
  const secrets = new Map(Object.entries(held))
  return {
    kind: 'file',
    where: 'memory',
    get: async (key) => secrets.get(key),
    set: async (key, value) => void secrets.set(key, value),
    delete: async (key) => void secrets.delete(key),
  }
}

export interface SubjectExtras {
  readonly env?: Readonly<Record<string, string>>
  readonly secrets?: SecretStore
  readonly signal?: AbortSignal
}

/** What the checks of a site look at. */
export const givenSubject = (
  site: Site,
  { env, secrets = givenSecrets(), signal = new AbortController().signal }: SubjectExtras = {},
): Subject =>
  createSubject({
    environment: givenEnvironment(env),
    site,
    signal,
    secrets: async () => secrets,
    onRequest: () => undefined,
  })

/** An answer as the transport gives it. */
export const givenReply = (reply: Partial<RawAnswer> & { readonly json?: unknown; readonly at?: number }): Reply => {
  const { json, at = 0, ...answer } = reply
  const text = json === undefined ? '' : JSON.stringify(json)
  const headers = json === undefined ? {} : { 'content-type': 'application/json' }
  return {
    kind: 'answer',
    status: 200,
    text,
    bytes: text.length,
    sentAt: at,
    gotAt: at,
    ...answer,
    headers: { ...headers, ...answer.headers },
  }
}

/** The commands of ours that stand on lines of their own. */
const commandsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^mmd-tui (.+)$/gm)].map(([, command = '']) => command)

/** The verdict, once its words are whole sentences and its commands can be run. */
export const judged = async (verdict: Verdict): Promise<Verdict> => {
  expect(verdict.found).not.toBe('')
  if (verdict.state === 'ok' || verdict.state === 'skipped') return verdict
  expect(verdict.problem).toMatch(/^[^\n]*[^.][.?]$/u)
  expect(verdict.remedy).not.toBe('')
  for (const command of commandsIn(verdict.remedy)) {
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
    const parsed = await parseCommandLine(words, '1.2.3')
    expect([command, parsed.kind]).toEqual([command, 'run'])
  }
  return verdict
}

/** A server on loopback that is none of Jira's. */
export interface OddServer extends AsyncDisposable {
  readonly port: number
}

const serve = async (server: Server): Promise<OddServer> => {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

export const startHttp = (answer: RequestListener): Promise<OddServer> => serve(createServer(answer))

export const startHttps = (options: ServerOptions, answer: RequestListener): Promise<OddServer> =>
  serve(createTlsServer(options, answer).on('tlsClientError', () => undefined))

export const startTcp = (onConnect: (socket: Socket) => void): Promise<OddServer> => serve(createTcpServer(onConnect))
