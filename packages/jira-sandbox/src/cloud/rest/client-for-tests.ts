import type { CloudSandboxOptions } from '../options.ts'
import { basic, mira, type Said, sending, startTestCloud, type TestCloud } from '../testing.ts'

/** Somebody who uses the REST API of the main site with a token of their own. */
export interface RestClient extends AsyncDisposable {
  readonly client: TestCloud
  /** Key of the first issue of a project. */
  issueIn(projectKey: string): string
  /** `path` is below `/rest/api/3`, or begins with `/rest/`. */
  ask(method: string, path: string, body?: unknown): Promise<Said>
  /** The same as somebody else. */
  askAs(email: string, method: string, path: string, body?: unknown): Promise<Said>
}

/** Starts a cloud whose main site Mira uses. */
export const startRestClient = async (options: CloudSandboxOptions = {}): Promise<RestClient> => {
  const client = await startTestCloud({ issues: 80, ...options })
  const tokens = new Map<string, string>()
  const authorizationOf = (email: string): string => {
    const token = tokens.get(email) ?? client.cloud.issueApiToken(email)
    tokens.set(email, token)
    return basic(email, token)
  }
  const askAs: RestClient['askAs'] = (email, method, path, body) =>
    client.site(
      path.startsWith('/rest/') ? path : `/rest/api/3${path}`,
      authorizationOf(email),
      body === undefined ? { method } : sending(method, body),
    )
  return {
    client,
    issueIn: (projectKey) =>
      client.cloud.world.issues.find(
        (issue) => issue.projectKey === projectKey && !['10000', '10003'].includes(issue.typeId) && issue.number > 200,
      )?.key ?? '',
    ask: (method, path, body) => askAs(mira.email, method, path, body),
    askAs,
    [Symbol.asyncDispose]: () => client.cloud.close(),
  }
}

/** A document of one paragraph. */
export const say = (text: string): unknown => ({
  version: 1,
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})
