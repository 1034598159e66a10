import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Site } from '../site.ts'
import { askWhoAmI, fakePorts, fakeSecrets } from '../testing.ts'
import { signIn } from './sign-in.ts'

type Answers = Readonly<Record<string, readonly [status: number, body: string]>>

/** A cloud of one host that answers the paths that are named, and says 404 with a page to the rest. */
const givenCloud = async (method: Site['method'], answers: Answers): Promise<Site> => {
  const server = createServer((request, response) => {
    const [status, body] = answers[request.url ?? ''] ?? [404, '<html>Nothing here']
    response.writeHead(status, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/html' }).end(body)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => server.close().closeAllConnections())
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    name: 'acme',
    baseUrl: host,
    deployment: 'cloud',
    method,
    login: 'mira@example.com',
    oauth2: { clientId: 'c', redirectUri: '', scope: '' },
    cloud: { authUrl: `${host}/auth`, apiUrl: `${host}/api` },
  }
}

const signingIn = (site: Site): Promise<unknown> =>
  signIn(
    site,
    fakePorts(fakeSecrets(), async () => false, { verify: askWhoAmI }),
    { token: 't', clientSecret: 's' },
  )

const known = { '/_edge/tenant_info': [200, '{"cloudId":"c-1"}'] } as const
const wrongSecret = [401, '{"error":"access_denied","error_description":"Unauthorized"}'] as const

test('a wrong secret is said to be wrong, although the other endpoint knows nothing of clients', async () => {
  const site = await givenCloud('client-credentials', { ...known, '/auth/oauth/token': wrongSecret })
  await expect(signingIn(site)).rejects.toMatchObject({ code: 'invalid-client' })
})

test('a scope that the second endpoint refuses is told', async () => {
  const refused = [400, '{"error":"invalid_scope"}'] as const
  const answers = { ...known, '/auth/oauth/token': wrongSecret, '/api/oauth/token': refused }
  await expect(signingIn(await givenCloud('client-credentials', answers))).rejects.toMatchObject({
    code: 'invalid-scope',
  })
})

test('a refused API token is said to be refused, although the site does not say which one it is', async () => {
  const refused = { '/rest/api/2/myself': [401, ''] } as const
  for (const answers of [refused, { ...refused, '/_edge/tenant_info': [401, '<html>Log in'] } as const]) {
    const site = await givenCloud('api-token', answers)
    await expect(signingIn(site)).rejects.toMatchObject({ code: 'bad-token', message: 'taken for nobody' })
  }
})

test('a site that says to nobody which one it is, is not said to refuse a token', async () => {
  const site = await givenCloud('client-credentials', { '/_edge/tenant_info': [401, '<html>Log in'] })
  await expect(signingIn(site)).rejects.toMatchObject({ code: 'bad-answer' })
})
