import { AuthError, type Site } from '@mmd/auth'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { describe, expect, test } from 'vitest'
import { givenOAuth2Site, givenSite, givenSubject, judged, startTcp } from '../testing.ts'
import { judgeRedirectPort, redirectPortCheck } from './redirect-port.ts'
import { judgeWays, redirectWaysCheck } from './redirect-ways.ts'

describe('the redirect', () => {
  const backTo = (url: string) => givenOAuth2Site({ oauth2: { clientId: 'x', redirectUri: url, scope: 'WRITE' } })
  const examine = async (site: Site) => judged(await redirectPortCheck.run(givenSubject(site)))

  test('can be listened for on both addresses of loopback', async () => {
    const port = await findFreePort()
    const verdict = await examine(backTo(`http://localhost:${port}/oauth/redirect`))
    expect(verdict).toMatchObject({ state: 'ok', found: expect.stringContaining(`free on 127.0.0.1:${port}`) })
    // It is free again at once.
    expect((await examine(backTo(`http://localhost:${port}/oauth/redirect`))).state).toBe('ok')
  })

  test('to a port that is taken, or to another machine, goes another way', async () => {
    await using other = await startTcp((socket) => socket.end())
    expect(await examine(backTo(`http://localhost:${other.port}/x`))).toMatchObject({
      state: 'warning',
      remedy: expect.stringContaining('--callback browser'),
    })
    expect(await examine(backTo('https://tools.example.com/back'))).toMatchObject({ state: 'warning' })
  })

  test('to port 80 says why it may not be listened for', async () => {
    const error = new AuthError('port-privileged', 'This system does not let you listen on port 80', '80')
    const verdict = judgeRedirectPort(backTo('http://localhost/oauth/redirect'), { kind: 'not-possible', error })
    expect(await judged(verdict)).toMatchObject({
      state: 'warning',
      problem: 'This system does not let you listen on port 80.',
      remedy: expect.stringContaining('above 1023'),
    })
  })

  test('is none for a token, and for a code that is typed', async () => {
    expect(await examine(givenSite())).toMatchObject({ state: 'skipped' })
    const oob = givenSite({ method: 'oauth1', oauth1: { consumerKey: 'x', callback: 'oob' } })
    expect(await examine(oob)).toMatchObject({ state: 'skipped', found: expect.stringContaining('oob') })
    expect(await redirectWaysCheck.run(givenSubject(oob))).toMatchObject({ state: 'skipped' })
  })

  const ways = { listens: true, browser: undefined, graphical: false, remote: false, machine: 'devbox' }

  test('has the ways that this machine offers', () => {
    expect(judgeWays(givenOAuth2Site(), { ...ways, browser: 'Chromium', graphical: true })).toEqual({
      state: 'ok',
      found: 'listening, a window of Chromium and pasting the address',
    })
    expect(judgeWays(givenOAuth2Site(), { ...ways, listens: false })).toEqual({
      state: 'ok',
      found: 'pasting the address; no window can open here',
    })
  })

  test('over SSH needs its port forwarded', async () => {
    expect(await judged(judgeWays(givenOAuth2Site(), { ...ways, remote: true }))).toMatchObject({
      state: 'warning',
      remedy: expect.stringContaining('\nssh -L 8734:127.0.0.1:8734 devbox'),
    })
    const env = { SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' }
    const site = backTo(`http://localhost:${await findFreePort()}/`)
    expect(await redirectWaysCheck.run(givenSubject(site, { env }))).toMatchObject({ state: 'warning' })
  })
})
