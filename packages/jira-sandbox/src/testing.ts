import type { Exchange, Route } from './exchange.ts'
import { type Sandbox, type ServeOptions, serveWorld } from './serve-world.ts'
import { createWorld } from './world/create-world.ts'
import type { SandboxUser } from './world/world.ts'

export { type TestCertificates, type TestKeyPair, testCertificates } from './testing/certificates.ts'
export { type ForwardProxy, type ForwardProxyOptions, startForwardProxy } from './testing/forward-proxy.ts'

/** A site with four small resources, enough to see what the server does around any resource. */
export interface TestSite extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly user: SandboxUser
  /** Requests a path below the context path; redirects are not followed. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Sends a form. */
  postForm(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
}

const whoAmI = ({ user, scope }: Exchange): { status: number; json: unknown } => ({
  status: 200,
  json: { name: user?.name ?? null, scope },
})

const routes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/2/whoami', handle: whoAmI },
  { method: 'POST', path: '/rest/api/2/issue', handle: () => ({ status: 201, json: { key: 'DEMO-1' } }) },
  { method: 'POST', path: '/rest/api/2/search', handle: () => ({ status: 200, json: { issues: [] } }) },
  {
    method: 'GET',
    path: '/rest/api/2/issue/:key',
    handle: ({ params }) => ({ status: 200, json: { key: params['key'], fields: { summary: 'A <summary>' } } }),
  },
  { method: 'GET', path: '/rest/api/2/issue/createmeta', handle: () => ({ status: 200, json: 'createmeta' }) },
  { method: 'DELETE', path: '/rest/api/2/issue/:key', handle: () => ({ status: 204 }) },
  { method: 'POST', path: '/rest/api/2/issue/:key/attachments', handle: () => ({ status: 200, json: [] }) },
]

/** Starts a sandbox on a free port with the resources above and the people of the usual world. */
export const startTestSite = async (options: ServeOptions = {}): Promise<TestSite> => {
  const world = createWorld({ issues: 0 })
  const sandbox = await serveWorld(world, routes, options)
  const user = world.users.find((candidate) => candidate.active)
  if (user === undefined) throw new Error('The world has nobody who may log in')
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${sandbox.baseUrl}${path}`, { redirect: 'manual', ...init })
  return {
    sandbox,
    user,
    ask,
    postForm: (path, fields, headers) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields), ...(headers === undefined ? {} : { headers }) }),
    [Symbol.asyncDispose]: () => sandbox.close(),
  }
}

/** The value of a Basic `Authorization` header. */
export const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
