import { AuthError, secretKeys } from '@mmd/auth'
import { startSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { startForwardProxy } from '@mmd/jira-sandbox/testing'
import { describe, expect, test } from 'vitest'
import { givenOAuth2Site, givenSecrets, givenSite, givenSubject, judged, startTcp } from '../testing.ts'
import { dnsCheck, judgeName } from './dns.ts'
import { judgeProxy, proxyCheck } from './proxy.ts'
import { judgeSettings, type SettingsFacts, settingsCheck } from './settings.ts'
import { judgeConnection, tcpCheck } from './tcp.ts'

describe('saved settings', () => {
  const facts: SettingsFacts = { hasClientSecret: true, hasPrivateKey: true, transportError: undefined }
  const redirected = (redirectUri: string) =>
    givenOAuth2Site({ oauth2: { clientId: 'x', redirectUri, scope: 'WRITE' } })
  const scoped = (scope: string) =>
    givenOAuth2Site({ oauth2: { clientId: 'x', redirectUri: 'http://localhost:8734/', scope } })

  test('that are complete are summed up', () => {
    expect(judgeSettings(givenOAuth2Site({ oauth: 'off' }), facts)).toEqual({
      state: 'ok',
      found: 'complete, scope WRITE, back to http://localhost:8734/oauth/redirect, renewing switched off',
    })
    expect(judgeSettings(givenSite(), facts)).toEqual({ state: 'ok', found: 'complete' })
    const former = { clientId: 'x', redirectUri: 'http://localhost:1/', scope: 'read:jira-work' }
    expect(judgeSettings(givenSite({ oauth2: former }), facts)).toEqual({ state: 'ok', found: 'complete' })
  })

  test.each([
    [
      'a method that Data Center does not have',
      givenSite({ method: 'oauth2-cloud' }),
      /Data Center has no such/,
      'you',
    ],
    ['a method that the cloud does not have', givenSite({ deployment: 'cloud' }), /Jira Cloud has no such/, 'you'],
    ['no client', givenSite({ method: 'oauth2' }), /administrator hands out/, 'you'],
    ['no consumer', givenSite({ method: 'oauth1' }), /administrator hands out/, 'you'],
    ['nobody to log in', givenSite({ method: 'basic' }), /user name/, 'you'],
    ['a redirect that is no web address', redirected('mmd-tui://back'), /HTTP 412/, 'jira-admin'],
    ['a redirect with a fragment', redirected('http://localhost:1/#x'), /“#”/, 'jira-admin'],
    ['scopes of the cloud', scoped('read:jira-work offline_access'), /invalid_scope/, 'you'],
  ])('with %s cannot work', async (_what, site, problem, who) => {
    expect(await judged(judgeSettings(site, facts))).toMatchObject({
      state: 'failed',
      exit: 2,
      who,
      problem: expect.stringMatching(problem),
    })
  })

  test('of the cloud with scopes of Data Center cannot work', async () => {
    const site = givenSite({
      deployment: 'cloud',
      method: 'oauth2-cloud',
      oauth2: { ...scoped('WRITE').oauth2, clientId: 'x', redirectUri: 'http://localhost:1/', scope: 'WRITE' },
    })
    expect(await judged(judgeSettings(site, facts))).toMatchObject({ state: 'failed', found: 'scope WRITE' })
  })

  test('without the key that signs requests cannot work', async () => {
    const site = givenSite({ method: 'oauth1', oauth1: { consumerKey: 'mmd-tui', callback: 'oob' } })
    expect(await judged(judgeSettings(site, { ...facts, hasPrivateKey: false }))).toMatchObject({ state: 'failed' })
    expect(judgeSettings(site, { ...facts, hasPrivateKey: undefined })).toMatchObject({ state: 'ok' })
  })

  test.each([
    [
      'plain http to another machine',
      givenSite({ baseUrl: 'http://jira.example.com', insecureHttp: true }),
      {},
      'jira-admin',
    ],
    ['the literal of loopback', redirected('http://127.0.0.1:8734/'), {}, 'jira-admin'],
    ['a scope that nobody knows', scoped('Write'), {}, 'you'],
    ['the client secret missing', givenOAuth2Site(), { hasClientSecret: false }, 'you'],
  ])('with %s are worth a word', async (_what, site, change, who) => {
    expect(await judged(judgeSettings(site, { ...facts, ...change }))).toMatchObject({ state: 'warning', who })
  })

  test('name the file of the certificate that cannot be read', async () => {
    const error = new AuthError('bad-certificate', 'The client certificate cannot be read (ENOENT)', '/x/cert.pem')
    expect(await judged(judgeSettings(givenSite(), { ...facts, transportError: error }))).toMatchObject({
      state: 'failed',
      found: '/x/cert.pem',
      remedy: expect.stringContaining('--cert FILE --key FILE'),
    })
    const site = givenSite({ tls: { certFile: '/nowhere/cert.pem', keyFile: '/nowhere/key.pem' } })
    expect(await settingsCheck.run(givenSubject(site))).toMatchObject({ state: 'failed', found: '/nowhere/cert.pem' })
  })

  test('are held against what is kept secret', async () => {
    const site = givenOAuth2Site()
    expect(await settingsCheck.run(givenSubject(site))).toMatchObject({ state: 'warning' })
    const secrets = givenSecrets({ [secretKeys(site.name).clientSecret]: 'very-secret' })
    const verdict = await settingsCheck.run(givenSubject(site, { secrets }))
    expect(verdict).toMatchObject({ state: 'ok' })
    expect(JSON.stringify(verdict)).not.toContain('very-secret')
  })
})

describe('the proxy', () => {
  const throughProxy = async (proxy: string, extra: Record<string, string> = {}) => {
    await using site = await startTcp((socket) => socket.end())
    const subject = givenSubject(givenSite({ baseUrl: `https://127.0.0.1:${site.port}` }), {
      env: { HTTPS_PROXY: proxy, ...extra },
    })
    return judged(await proxyCheck.run(subject))
  }

  test('that lets us through is named with the variable that names it', async () => {
    await using proxy = await startForwardProxy()
    expect(await throughProxy(proxy.url)).toEqual({ state: 'ok', found: `${proxy.url} (HTTPS_PROXY) lets us through` })
  })

  test('that wants a login says 407, and how to give it one is said', async () => {
    await using proxy = await startForwardProxy({ username: 'mira', password: 'right' })
    const wrong = proxy.url.replace('//', '//mira:wrong-one@')
    const verdict = await throughProxy(wrong)
    expect(verdict).toMatchObject({
      state: 'failed',
      exit: 6,
      who: 'you',
      found: expect.stringContaining('HTTP 407'),
      remedy: expect.stringContaining(`--proxy ${proxy.url} --proxy-login-stdin`),
    })
    expect(JSON.stringify(verdict)).not.toContain('wrong-one')
    expect(await throughProxy(proxy.url.replace('//', '//mira:right@'))).toMatchObject({ state: 'ok' })
  })

  test('that is not there is told from a site that is not', async () => {
    const nowhere = `http://127.0.0.1:${await findFreePort()}`
    expect(await throughProxy(nowhere)).toMatchObject({
      state: 'failed',
      problem: 'The proxy cannot be reached: nobody listens there.',
      remedy: expect.stringContaining('--proxy none'),
    })
    await using proxy = await startForwardProxy()
    const dead = givenSite({ baseUrl: `https://127.0.0.1:${await findFreePort()}` })
    const verdict = await judged(await proxyCheck.run(givenSubject(dead, { env: { HTTPS_PROXY: proxy.url } })))
    expect(verdict).toMatchObject({ state: 'failed', who: 'network', problem: expect.stringContaining('cannot reach') })
  })

  test('is asked with a plain request where the site speaks plain http', async () => {
    await using sandbox = await startSandbox({ issues: 1 })
    await using proxy = await startForwardProxy({ username: 'mira', password: 'right' })
    const site = givenSite({ baseUrl: sandbox.baseUrl, proxy: proxy.url })
    const closed = await proxyCheck.run(givenSubject(site))
    expect(await judged(closed)).toMatchObject({ state: 'failed', found: expect.stringContaining('HTTP 407') })
    const secrets = givenSecrets({ [secretKeys(site.name).proxyLogin]: 'mira:right' })
    expect(await proxyCheck.run(givenSubject(site, { secrets }))).toMatchObject({ state: 'ok' })
    const onThisMachine = givenSite({ baseUrl: sandbox.baseUrl })
    const straight = await proxyCheck.run(givenSubject(onThisMachine, { env: { HTTP_PROXY: proxy.url } }))
    expect(straight).toEqual({ state: 'skipped', found: 'none' })
  })

  test('is none where NO_PROXY leaves the site out, and nothing where what is set is none', async () => {
    await using proxy = await startForwardProxy()
    const verdict = await throughProxy(proxy.url, { NO_PROXY: '127.0.0.1' })
    expect(verdict).toEqual({ state: 'skipped', found: 'none: NO_PROXY leaves this host out of HTTPS_PROXY' })
    expect(proxy.journal).toEqual([])
    expect(await throughProxy('socks5://127.0.0.1:1080')).toMatchObject({ state: 'failed', exit: 6, who: 'you' })
  })

  test('that forbids the site is for those who run the network', async () => {
    const choice = {
      kind: 'proxy',
      url: new URL('http://p.test'),
      shown: 'http://p.test',
      from: 'HTTPS_PROXY',
    } as const
    const verdict = judgeProxy('acme', choice, { kind: 'refused', status: 403 })
    expect(await judged(verdict)).toMatchObject({ who: 'network', problem: expect.stringContaining('does not allow') })
  })
})

describe('the host name', () => {
  test('that is known is given with its addresses', async () => {
    const subject = givenSubject(givenSite({ baseUrl: 'http://localhost:1' }))
    expect(await dnsCheck.run(subject)).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('127.0.0.1 (IPv4)'),
    })
  })

  test('that is unknown is a failure, unless a proxy looks it up', async () => {
    const site = givenSite({ baseUrl: 'https://jira.invalid' })
    const verdict = await judged(await dnsCheck.run(givenSubject(site)))
    expect(verdict).toMatchObject({ state: 'failed', exit: 6 })
    const answer = { kind: 'unknown', code: 'ENOTFOUND' } as const
    const facts = { site: 'acme', host: 'jira.invalid', answer }
    expect(await judged(judgeName({ ...facts, proxied: false }))).toMatchObject({ who: 'you' })
    expect(judgeName({ ...facts, proxied: true })).toMatchObject({ state: 'ok' })
  })

  test('that the name server keeps to itself is for those who run the network', async () => {
    const answer = { kind: 'unknown', code: 'EAI_AGAIN' } as const
    const verdict = judgeName({ site: 'acme', host: 'jira.test', answer, proxied: false })
    expect(await judged(verdict)).toMatchObject({ who: 'network', problem: expect.stringContaining('name server') })
  })

  test('is nothing to look up where it is an address', async () => {
    const subject = givenSubject(givenSite({ baseUrl: 'https://[::1]:1' }))
    expect(await dnsCheck.run(subject)).toEqual({ state: 'skipped', found: '::1 is an address already' })
  })
})

describe('the connection', () => {
  test('is made, or refused, at the site’s own port', async () => {
    await using site = await startTcp((socket) => socket.end())
    const there = givenSubject(givenSite({ baseUrl: `https://127.0.0.1:${site.port}` }))
    expect(await tcpCheck.run(there)).toMatchObject({ state: 'ok', found: expect.stringContaining('127.0.0.1 within') })
    const nowhere = givenSubject(givenSite({ baseUrl: `https://127.0.0.1:${await findFreePort()}` }))
    expect(await judged(await tcpCheck.run(nowhere))).toMatchObject({
      state: 'failed',
      exit: 6,
      problem: 'No connection: nobody listens there.',
    })
  })

  const open = { address: '192.0.2.1', family: 4, outcome: { kind: 'open', ms: 12 } } as const
  const at = (code: string) => ({ address: '2001:db8::1', family: 6, outcome: { kind: 'closed', code } }) as const

  test('that only one of two addresses makes is worth a word', async () => {
    expect(await judged(judgeConnection('jira.test:443', [open, at('ETIMEDOUT')]))).toMatchObject({
      state: 'warning',
      who: 'network',
      problem: expect.stringContaining('2001:db8::1 (IPv6)'),
    })
  })

  test('loses nothing by a family of addresses that this machine does not have', () => {
    expect(judgeConnection('jira.test:443', [open, at('ENETUNREACH')])).toMatchObject({ state: 'ok' })
  })

  test('that nothing answers to is a matter of the network', async () => {
    expect(await judged(judgeConnection('jira.test:443', [at('ETIMEDOUT')]))).toMatchObject({ who: 'network' })
    expect(await judged(judgeConnection('jira.test:443', []))).toMatchObject({ state: 'failed' })
  })
})
