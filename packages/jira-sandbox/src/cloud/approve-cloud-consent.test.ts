import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { approveCloudConsent } from './approve-cloud-consent.ts'
import { mira, redirectUri, startTestCloud } from './testing.ts'

test('The robot ends with a GET on the callback, without the cookies of the account', async () => {
  const requests: IncomingMessage[] = []
  await using server = createServer((request, response) => {
    requests.push(request)
    response.writeHead(201).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`
  await using client = await startTestCloud({}, { redirectUri: uri })
  const { finalUrl, status } = await approveCloudConsent(client.authorizeUrl({ redirect_uri: uri }), mira)
  expect(status).toBe(201)
  expect(finalUrl.startsWith(`${uri}?code=`)).toBe(true)
  expect(requests).toHaveLength(1)
  expect(requests[0]?.headers.cookie).toBeUndefined()
})

test('Where nobody listens, the robot still tells the address', async () => {
  await using client = await startTestCloud()
  const { finalUrl, status } = await approveCloudConsent(client.authorizeUrl(), mira)
  expect(status).toBe(0)
  expect(finalUrl.startsWith(`${redirectUri}?code=`)).toBe(true)
})

test('With a wrong password the robot stays at the login page and tries only once', async () => {
  await using client = await startTestCloud()
  const { finalUrl } = await approveCloudConsent(client.authorizeUrl(), { ...mira, password: 'wrong' })
  expect(finalUrl).toBe(`${client.cloud.authUrl}/login`)
  expect(client.cloud.journal.count('POST /auth/login')).toBe(1)
})

test('The robot takes no site in place of one that is not offered', async () => {
  await using client = await startTestCloud({}, { access: 'resource' })
  const walk = approveCloudConsent(client.authorizeUrl(), { ...mira, site: 'https://elsewhere.example' })
  expect((await walk).finalUrl.startsWith(`${client.cloud.authUrl}/error?`)).toBe(true)
})

test('The robot gives up on pages that come back for ever', async () => {
  await using server = createServer((_request, response) => {
    response.writeHead(200).end('<form action="/again"><button id="allow">Accept</button></form>')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await expect(approveCloudConsent(url, mira)).rejects.toMatchObject({ code: 'consent-stuck' })
})
