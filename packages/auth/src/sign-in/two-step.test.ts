import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, test } from 'vitest'
import { secretKeys } from '../secret-store/secret-keys.ts'
import { fakePorts, fakeSecrets, startTinyServer, type TinyServer, willingBrowser } from '../testing.ts'
import { beginSignIn, completeSignIn, findPendingSite } from './two-step.ts'

const keys = secretKeys('tiny')

const begun = async (server: TinyServer, now?: () => number) => {
  const site = server.site(`http://localhost:${await findFreePort()}/cb`)
  const secrets = fakeSecrets()
  const clock = now === undefined ? {} : { now }
  const { url } = await beginSignIn(site, { secrets, clientSecret: server.clientSecret, ...clock })
  const redirected = (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? ''
  return { site, secrets, redirected, ports: fakePorts(secrets, willingBrowser, clock) }
}

test('a sign-in that one process begins is completed by another', async () => {
  await using server = await startTinyServer()
  const { site, secrets, redirected, ports } = await begun(server)
  expect(await findPendingSite([{ ...site, name: 'other' }, site], redirected, secrets)).toBe(site)
  const signedIn = await completeSignIn(site, redirected, ports)
  expect(signedIn).toMatchObject({ user: { id: 'mira' }, refreshable: true })
  expect([...secrets.held.keys()].sort()).toEqual([keys.clientSecret, keys.credential].sort())
})

test('an address works once', async () => {
  await using server = await startTinyServer()
  const { site, redirected, ports } = await begun(server)
  await completeSignIn(site, redirected, ports)
  await expect(completeSignIn(site, redirected, ports)).rejects.toMatchObject({ code: 'sign-in-needed' })
})

test('an address of another sign-in or none changes nothing', async () => {
  await using server = await startTinyServer()
  const { site, secrets, redirected, ports } = await begun(server)
  const wrong = redirected.replace(/state=[^&]+/u, 'state=wrong')
  await expect(completeSignIn(site, wrong, ports)).rejects.toMatchObject({ code: 'state-mismatch' })
  await expect(completeSignIn(site, 'nonsense', ports)).rejects.toMatchObject({ code: 'bad-redirect' })
  expect(await findPendingSite([site], wrong, secrets)).toBeUndefined()
  expect(server.forms).toEqual([])
  await completeSignIn(site, redirected, ports)
})

test('a refusal ends what was begun', async () => {
  await using server = await startTinyServer()
  const { site, redirected, ports } = await begun(server)
  const refused = redirected.replace(/code=[^&]+/u, 'error=access_denied')
  await expect(completeSignIn(site, refused, ports)).rejects.toMatchObject({ code: 'consent-refused' })
  await expect(completeSignIn(site, redirected, ports)).rejects.toMatchObject({ code: 'sign-in-needed' })
})

test.each([
  ['too long ago', 15 * 60_000 + 1],
  ['before the clock was set back by more than that', -15 * 60_000 - 1],
])('what was begun %s is forgotten', async (_, later) => {
  await using server = await startTinyServer()
  let time = 0
  const { site, secrets, redirected, ports } = await begun(server, () => time)
  time = later
  await expect(completeSignIn(site, redirected, ports)).rejects.toMatchObject({ code: 'timed-out' })
  expect(secrets.held.has(keys.pending)).toBe(false)
})

test('what was begun for other settings of the site is not completed', async () => {
  await using server = await startTinyServer()
  const { site, redirected, ports } = await begun(server)
  const moved = { ...site, baseUrl: 'https://elsewhere.example' }
  await expect(completeSignIn(moved, redirected, ports)).rejects.toMatchObject({ code: 'sign-in-needed' })
})
