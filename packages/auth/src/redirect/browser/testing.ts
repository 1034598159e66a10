import { once } from 'node:events'
import { chmodSync, existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import type { WatchableBrowser } from '../../ports.ts'
import { givenFolder } from '../../testing.ts'
import { findBrowser } from './find-browser.ts'

/** The place of temporary files during one test. */
export interface Temporary {
  readonly folder: string
  /** Profiles that are there. */
  profiles(): readonly string[]
}

/** A place of its own for the temporary files of one test. */
export const givenTemporary = (): Temporary => {
  const folder = givenFolder()
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  return { folder, profiles: () => readdirSync(folder).filter((name) => name.startsWith('mmd-tui-browser-')) }
}

/** A program of this text, which is taken for a Chromium. */
export const givenProgram = (text: string): WatchableBrowser => {
  const program = join(givenFolder(), 'chromium')
  writeFileSync(program, text)
  chmodSync(program, 0o755)
  return { name: 'Chromium', program }
}

/** A program that is written in JavaScript, with the pipe at hand as `input`, `output` and `say(message)`. */
export const givenFakeBrowser = (script: string): WatchableBrowser =>
  givenProgram(`#!${process.execPath}
const fs = require('node:fs')
const [input, output] = [fs.createReadStream('', { fd: 3 }), fs.createWriteStream('', { fd: 4 })]
const say = (message) => output.write(JSON.stringify(message) + '\\0')
input.on('error', () => undefined)
${script}
`)

/**
 * A fake browser that does as it is told and shows one page, of the session `S`. Whatever it is told, it hands to
 * `onCommand`, and an address also to `onNavigate`.
 */
export const givenWillingBrowser = (script: string): WatchableBrowser =>
  givenFakeBrowser(`
const targetInfo = { targetId: 'T', type: 'page', url: 'data:text/html,' }
let [onCommand, onNavigate] = [() => undefined, () => undefined]
input.on('data', (chunk) => {
  for (const text of String(chunk).split('\\0').filter(Boolean)) {
    const command = JSON.parse(text)
    const { id, method, params, sessionId } = command
    if (method === 'Target.setAutoAttach' && sessionId === undefined)
      say({ method: 'Target.attachedToTarget', params: { sessionId: 'S', targetInfo } })
    say({ id, result: {} })
    onCommand(command)
    if (method === 'Page.navigate') onNavigate(params)
  }
})
${script}`)

/** Everything of a process that others on the machine may see. */
export interface SeenProcess {
  readonly pid: number
  readonly args: readonly string[]
  readonly env: readonly string[]
}

const readProcess = (pid: number): SeenProcess | undefined => {
  try {
    // What is dead and not yet collected has no program any more.
    readlinkSync(`/proc/${pid}/exe`)
    const lines = (file: string): readonly string[] => readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0')
    return { pid, args: lines('cmdline'), env: lines('environ') }
  } catch {
    return undefined
  }
}

/** The living processes that have the text in their arguments or environment. */
export const processesWith = (text: string): readonly SeenProcess[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? [])
    .filter(({ args, env }) => [...args, ...env].some((line) => line.includes(text)))

/** Ends a process by force, unless it has ended meanwhile. */
export const killIfThere = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has.
  }
}

/** A real Chromium, which shows its windows to nobody and can be asked from aside what it shows. */
export interface RealBrowser extends WatchableBrowser {
  /** Everything that was started for it and lives. */
  processes(): readonly SeenProcess[]
  /** Its profile's folder, once it has been started. */
  profile(): string
  /** Runs a script in the newest page whose address begins so, as if the person had done it, and gives back the value. */
  evaluate(address: string, script: string): Promise<unknown>
  /** Closes all pages whose address begins so, as the person does. */
  closePages(address: string): Promise<void>
}

interface ListedPage {
  readonly id: string
  readonly type: string
  readonly url: string
  readonly webSocketDebuggerUrl: string
}

/** Tries again until there is a result; the test's own limit ends it. */
const eventually = async <T>(attempt: () => Promise<T | undefined> | T | undefined): Promise<T> => {
  for (;;) {
    const result = await Promise.resolve()
      .then(attempt)
      .catch(() => undefined)
    if (result !== undefined) return result
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

interface EvaluateAnswer {
  readonly result?: { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: unknown }
}

const evaluateIn = async (page: ListedPage, expression: string): Promise<unknown> => {
  const socket = new WebSocket(page.webSocketDebuggerUrl)
  try {
    await once(socket, 'open')
    const params = { expression, userGesture: true, awaitPromise: true, returnByValue: true }
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }))
    const [event] = (await once(socket, 'message')) as [MessageEvent]
    const { result } = JSON.parse(String(event.data)) as EvaluateAnswer
    if (result?.exceptionDetails !== undefined) throw new Error(JSON.stringify(result.exceptionDetails))
    return result?.result?.value
  } finally {
    socket.close()
  }
}

/**
 * The real one behind a script that adds what a machine without a screen needs, a debugging port beside the pipe, and
 * `more` arguments.
 */
export const givenRealBrowser = async (more = ''): Promise<RealBrowser> => {
  const { MMD_CHROMIUM: preferred } = process.env
  const places = { platform: process.platform, env: process.env, ...(preferred === undefined ? {} : { preferred }) }
  const real = await findBrowser(places)
  if (real === undefined) throw new Error('No Chromium was found: install one, or name it in MMD_CHROMIUM')
  const seen = join(givenFolder(), 'profile')
  const { program } = givenProgram(`#!/bin/sh
for argument; do case "$argument" in --user-data-dir=*) printf %s "\${argument#*=}" >'${seen}' ;; esac; done
exec '${real.program}' --headless=new --remote-debugging-port=0 --disable-gpu ${more} "$@"
`)
  const profile = (): string => readFileSync(seen, 'utf8')
  const processes = (): readonly SeenProcess[] => (existsSync(seen) ? processesWith(profile()) : [])
  onTestFinished(() => {
    for (const { pid } of processes()) killIfThere(pid)
  })
  const ask = async (path: string): Promise<Response> => {
    const port = readFileSync(join(profile(), 'DevToolsActivePort'), 'utf8').split('\n')[0] ?? ''
    return fetch(`http://127.0.0.1:${port}/json/${path}`)
  }
  const pagesAt = async (address: string): Promise<readonly ListedPage[] | undefined> => {
    const pages = (await (await ask('list')).json()) as readonly ListedPage[]
    const found = pages.filter(({ type, url }) => type === 'page' && url.startsWith(address))
    return found.length === 0 ? undefined : found
  }
  return {
    name: real.name,
    program,
    processes,
    profile,
    evaluate: async (address, script) => {
      const page = await eventually(async () => {
        const [page] = (await pagesAt(address)) ?? []
        const isThere = `document.readyState === 'complete' && location.href.startsWith(${JSON.stringify(address)})`
        return page !== undefined && (await evaluateIn(page, isThere)) === true ? page : undefined
      })
      return evaluateIn(page, script)
    },
    closePages: async (address) => {
      for (const { id } of await eventually(() => pagesAt(address))) await ask(`close/${id}`)
    },
  }
}

/** A small site on a loopback port; `asked` are the targets that it was asked for. */
export const givenSite = async (
  handle: (target: string) => { readonly location: string } | string,
): Promise<{ readonly url: string; readonly port: number; readonly asked: string[] }> => {
  const asked: string[] = []
  const listener: RequestListener = (request, response) => {
    const target = request.url ?? '/'
    asked.push(`${request.method} ${target}`)
    const reply = handle(target)
    if (typeof reply === 'string') response.writeHead(200, { 'content-type': 'text/html' }).end(reply)
    else response.writeHead(303, reply).end()
  }
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port, asked }
}
