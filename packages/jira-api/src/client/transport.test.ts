import { expect, test } from 'vitest'
import { startOddServer } from '../testing.ts'
import { createTransport } from './transport.ts'

test('Sends a form as a form, and gives an error’s answer back with its headers', async () => {
  await using server = await startOddServer(() => ({
    status: 400,
    headers: { 'x-ratelimit-limit': '50' },
    json: { error: 'unsupported_grant_type' },
  }))
  const answer = await createTransport()({
    method: 'POST',
    url: new URL(`${server.origin}/token`),
    form: { grant_type: 'a b&c' },
    name: 'POST /token',
  })
  expect(server.seen[0]).toMatchObject({
    method: 'POST',
    body: 'grant_type=a+b%26c',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(answer).toMatchObject({ status: 400, headers: { 'x-ratelimit-limit': '50' } })
})
