import { type SandboxOptions, startSandbox } from '../start-sandbox.ts'
import type { Told } from './testing.ts'

/** A client over HTTP of a site of its own. */
export interface HttpClient extends AsyncDisposable {
  readonly sandbox: Awaited<ReturnType<typeof startSandbox>>
  /** A path below the context path; those that do not begin with `/rest/` are below `/rest/api/2`. */
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Told>
}

/** Starts a small Jira and signs somebody in, `mira` unless told. */
export const startHttpClient = async (options: SandboxOptions = {}, user = 'mira'): Promise<HttpClient> => {
  const sandbox = await startSandbox({ issues: 60, ...options })
  const own = { Authorization: `Bearer ${sandbox.issuePat(user)}`, 'Content-Type': 'application/json' }
  return {
    sandbox,
    ask: async (method, path, body, headers = {}) => {
      const address = `${sandbox.baseUrl}${path.startsWith('/rest/') ? '' : '/rest/api/2'}${path}`
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const answer = await fetch(address, { method, redirect: 'manual', headers: { ...own, ...headers }, ...sent })
      const text = await answer.text()
      return { status: answer.status, json: /^[[{"\d]/u.test(text) ? JSON.parse(text) : undefined }
    },
    [Symbol.asyncDispose]: () => sandbox.close(),
  }
}
