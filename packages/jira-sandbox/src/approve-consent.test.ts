import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { approveConsent } from './approve-consent.ts'
import { redirectUri, startTestClient } from './oauth2/testing.ts'

test('The robot ends with a GET on the redirect URI, without the cookies of the site', async () => {
  await using client = await startTestClient({ checkReferer: true })
  const { sandbox, user } = client.site
  const requests: IncomingMessage[] = []
  await using server = createServer((request, response) => {
    requests.push(request)
    response.writeHead(201).end('<form><button id="allow"></button></form>')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const uri = `http://localhost:${(server.address() as AddressInfo).port}/oauth/redirect`
  const { clientId } = sandbox.registerClient({ name: 'Listening', redirectUri: uri, scope: 'READ' })
  const url = client.authorizeUrl({ client_id: clientId, redirect_uri: uri, scope: 'READ' })
  const { finalUrl, status } = await approveConsent(url, { username: user.name, password: user.password })
  expect(status).toBe(201)
  expect(finalUrl).toMatch(/\?code=\w+&state=s1$/u)
  expect(requests.map(({ method, url: target }) => `${method} ${target}`)).toEqual([
    `GET ${finalUrl.slice(new URL(uri).origin.length)}`,
  ])
  expect(requests[0]?.headers.cookie).toBeUndefined()
})

test('Where nobody listens, the robot still tells the address', async () => {
  await using client = await startTestClient()
  const { name: username, password } = client.site.user
  const { finalUrl, status } = await approveConsent(client.authorizeUrl(), { username, password })
  expect(status).toBe(0)
  expect(finalUrl.startsWith(`${redirectUri}?code=`)).toBe(true)
})

test('With a wrong password the robot stays at the login page and tries only once', async () => {
  await using client = await startTestClient()
  const { sandbox, user } = client.site
  const { finalUrl } = await approveConsent(client.authorizeUrl(), { username: user.name, password: 'wrong' })
  expect(finalUrl).toBe(`${sandbox.baseUrl}/login.jsp`)
  expect(sandbox.journal.count('POST /login.jsp')).toBe(1)
})

test('A site that is opened under another name of the machine is walked through as well', async () => {
  await using client = await startTestClient({ checkReferer: true })
  const { name: username, password } = client.site.user
  const url = client.authorizeUrl().replace('//localhost', '//127.0.0.1')
  const { finalUrl } = await approveConsent(url, { username, password })
  expect(finalUrl.startsWith(`${redirectUri}?code=`)).toBe(true)
})

test('The robot gives up on a consent page that comes back for ever', async () => {
  await using server = createServer((_request, response) => {
    response.writeHead(200).end('<form action="/again"><button id="allow">Allow</button></form>')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const walk = approveConsent(url, { username: 'a', password: 'b' })
  await expect(walk).rejects.toMatchObject({ code: 'consent-stuck' })
})
