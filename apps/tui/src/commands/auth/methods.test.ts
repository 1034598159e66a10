import { createPublicKey, randomUUID } from 'node:crypto'
import {
  approveCloudConsent,
  approveConsent,
  type CloudSandbox,
  type Sandbox,
  startCloudSandbox,
  startSandbox,
} from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { misfits } from '../published/misfits.ts'
import { createInlineCli, type InlineCli, type InlineOptions, type RunningInline } from '../testing-inline.ts'

const scopes = ['read:jira-work', 'write:jira-work', 'read:jira-user']
const person = { email: 'mira@acme.example', password: 'mira' }

let old: Sandbox
let present: Sandbox
let cloud: CloudSandbox
let cli: InlineCli
beforeAll(async () => {
  old = await startSandbox({ issues: 1, persona: '8.20' })
  present = await startSandbox({ issues: 1, persona: '11.3' })
  cloud = await startCloudSandbox({ issues: 1 })
})
afterAll(() => Promise.all([old.close(), present.close(), cloud.close()]))
beforeEach(() => {
  cli = createInlineCli()
})
afterEach(() => cli[Symbol.dispose]())

const add = async (url: string, flags: readonly string[], input = '') => {
  const { code, stderr } = await cli.run(['site', 'add', url, '--name', 'one', ...flags], { input })
  if (code !== 0) throw new Error(stderr)
}
const login = (flags: readonly string[] = [], options: InlineOptions = {}) =>
  cli.run(['auth', 'login', 'one', ...flags], options)
const shownUrl = async (running: RunningInline): Promise<string> => (await running.see(/(?<=\n {2})http\S+(?=\n)/))[0]
const whoSignedIn = (name: string) => ({
  code: 0,
  stdout: expect.stringMatching(new RegExp(`^Signed in to one as ${name}( \\(|\n)`, 'u')),
})
const accepted = () => cli.json(['auth', 'status', '--check'])

describe('oauth1', () => {
  let port = 0
  const addWith = async (callback: string, key: string) => {
    await add(old.baseUrl, ['--consumer-key', key, '--callback-url', callback])
    const privateKey = cli.secrets()['site/one/private-key'] ?? ''
    const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
    return { register: () => old.registerConsumer({ key, name: 'mmd-tui', publicKey }) }
  }
  beforeEach(async () => {
    port = await findFreePort()
  })

  test('comes back to the listener, signs every request, and cannot be renewed', async () => {
    const { register } = await addWith(`http://localhost:${port}/callback`, `listener-${port}`)
    register()
    const running = cli.start(['auth', 'login'])
    await approveConsent(await shownUrl(running), { username: 'mira', password: 'mira' })
    expect(await running.result).toMatchObject(whoSignedIn('Mira Lindqvist'))
    expect(await accepted()).toMatchObject({ method: 'oauth1', accepted: true, renewable: false })
    expect((await cli.run(['issue', 'list', '--limit', '1'])).code).toBe(0)
    expect(await cli.run(['auth', 'refresh'])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('cannot be renewed'),
    })
    const { stderr } = await cli.run(['auth', 'logout'])
    expect(stderr).toContain(`${old.baseUrl}/secure/ViewProfile.jspa`)
  })

  test('takes the code that the site shows where nothing can come back', async () => {
    const { register } = await addWith('oob', `oob-${port}`)
    register()
    const verifier = async () => {
      const result = await approveConsent(await shownUrl(running), { username: 'mira', password: 'mira' })
      return result.verifier ?? ''
    }
    const running: RunningInline = cli.start(['auth', 'login'], { typing: [{ at: /after Allow: /, type: verifier }] })
    expect(await running.result).toMatchObject(whoSignedIn('Mira Lindqvist'))
  })

  test('asks nobody for that code where nobody is', async () => {
    await addWith('oob', `nobody-${port}`)
    expect(await login()).toMatchObject({ code: 2, stderr: expect.stringContaining('--callback-url') })
  })

  test('hears of Deny, and of a key that the site does not know', async () => {
    const { register } = await addWith(`http://localhost:${port}/callback`, `deny-${port}`)
    expect(await login()).toMatchObject({ code: 3, stdout: '' })
    register()
    const running = cli.start(['auth', 'login'])
    await approveConsent(await shownUrl(running), { username: 'mira', password: 'mira', decision: 'deny' })
    expect(await running.result).toMatchObject({ code: 3, stderr: expect.stringContaining('press Allow') })
    expect(cli.secrets()).not.toHaveProperty('site/one/credential')
  })
})

describe('basic', () => {
  beforeEach(() => add(old.baseUrl, ['--method', 'basic', '--user', 'mira']))

  test('takes the password from a pipe or hidden from the terminal', async () => {
    expect(await login(['--password-stdin'], { input: 'mira\n' })).toMatchObject(whoSignedIn('Mira Lindqvist'))
    const asked = await login(['--user', 'kenji'], { typing: [{ at: /password of kenji: /, type: 'kenji' }] })
    expect(asked).toMatchObject(whoSignedIn('Kenji Watanabe'))
    expect(asked.stderr).toMatch(/password of kenji: \n[^]*The password lies in/)
    expect(await cli.json(['site', 'show'])).toMatchObject({ login: 'kenji' })
    expect(await accepted()).toMatchObject({ login: 'kenji', accepted: true })
  })

  test('keeps who logged in before when another one is turned away', async () => {
    await login(['--password-stdin'], { input: 'mira' })
    const { code, stdout, stderr } = await login(['--user', 'jonas', '--password-stdin'], { input: 'wrong-password' })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).not.toContain('wrong-password')
    expect(await accepted()).toMatchObject({ login: 'mira', accepted: true })
  })

  test('says so when the site wants a CAPTCHA first', async () => {
    const wrong = () => login(['--user', 'wei.zhang', '--password-stdin'], { input: 'wrong-password' })
    const codes = [await wrong(), await wrong(), await wrong()].map(({ code }) => code)
    expect(codes).toEqual([3, 3, 3])
    expect(await login(['--user', 'wei.zhang', '--password-stdin'], { input: 'wei.zhang' })).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/CAPTCHA.*\nLog in once in the browser/),
    })
  })

  test('names the flag where nobody can be asked', async () => {
    expect(await login()).toMatchObject({ code: 2, stderr: expect.stringContaining('--password-stdin') })
  })
})

describe('api-token', () => {
  beforeEach(() => add(cloud.siteUrl, ['--user', person.email, '--api-url', cloud.apiUrl]))

  test.each([
    ['classic', {}],
    ['scoped', { scopes }],
  ])('takes a %s one', async (_kind, options) => {
    const token = cloud.issueApiToken(person.email, options)
    expect(await login(['--token-stdin'], { input: token })).toMatchObject(whoSignedIn('Mira Lindqvist'))
    expect(await accepted()).toMatchObject({ method: 'api-token', login: person.email, accepted: true })
    expect((await cli.run(['auth', 'logout'])).stderr).toContain('https://id.atlassian.com/manage-profile/security/')
  })

  test('refuses one that the site does not know, and one that somebody else owns', async () => {
    const token = cloud.issueApiToken('kenji@acme.example')
    for (const input of ['not-a-token', token]) {
      const { code, stderr } = await login(['--token-stdin'], { input })
      expect(code).toBe(3)
      expect(stderr).not.toContain(input)
    }
  })

  test('cannot be renewed, and asking for that does it no harm', async () => {
    await login(['--token-stdin'], { input: cloud.issueApiToken(person.email) })
    expect((await cli.run(['auth', 'refresh'])).code).toBe(3)
    expect(await accepted()).toMatchObject({ accepted: true })
  })
})

describe('oauth2-cloud', () => {
  let port = 0
  const addApp = async (url: string, more: readonly string[] = []) => {
    port = await findFreePort()
    const redirectUri = `http://127.0.0.1:${port}/callback`
    const app = cloud.registerApp({ name: `mmd-tui ${randomUUID()}`, redirectUri, scopes })
    const hosts = ['--auth-url', cloud.authUrl, '--api-url', cloud.apiUrl]
    const flags = ['--client-id', app.clientId, '--client-secret-stdin', '--redirect-uri', redirectUri]
    const scope = ['--scope', `${scopes.join(' ')} offline_access`]
    await add(url, [...hosts, ...flags, ...scope, ...more], app.clientSecret)
  }

  test('comes back to the listener and works at the gateway', async () => {
    await addApp(cloud.siteUrl)
    const running = cli.start(['auth', 'login'])
    await approveCloudConsent(await shownUrl(running), person)
    expect(await running.result).toMatchObject(whoSignedIn('Mira Lindqvist'))
    expect(await accepted()).toMatchObject({ accepted: true, scope: expect.stringContaining('read:jira-work') })
    expect(await cli.json(['site', 'show'])).toMatchObject({
      cloudId: cloud.cloudId,
      apiBaseUrl: `${cloud.apiUrl}/ex/jira/${cloud.cloudId}`,
    })
    expect(await cli.json(['auth', 'refresh'])).toMatchObject({ site: 'one' })
    expect(await cli.json(['auth', 'logout'])).toEqual({ site: 'one', revoked: true, revokeAt: null })
  })

  test('is refused by the person', async () => {
    await addApp(cloud.siteUrl)
    const running = cli.start(['auth', 'login'])
    await approveCloudConsent(await shownUrl(running), { ...person, decision: 'deny' })
    expect(await running.result).toMatchObject({ code: 3, stdout: '' })
  })

  test('asks for the number of the site when the saved one is not among them', async () => {
    await addApp('https://nobody.atlassian.net', ['--no-probe'])
    const address = async () => (await approveCloudConsent(await shownUrl(running), person)).finalUrl
    const running: RunningInline = cli.start(['auth', 'login', '--callback', 'paste'], {
      typing: [
        { at: /Allow: /, type: address },
        { at: /number\): /, type: '7' },
        { at: /number\): /, type: '2' },
      ],
    })
    expect(await running.result).toMatchObject(whoSignedIn('Mira Lindqvist'))
    expect(await cli.json(['site', 'show'])).toMatchObject({
      baseUrl: cloud.otherSiteUrl,
      cloudId: cloud.otherCloudId,
      signedIn: true,
    })
  })

  test('names the way to choose where nobody can be asked, and gives the token back', async () => {
    await addApp('https://nobody.atlassian.net', ['--no-probe'])
    const running = cli.start(['auth', 'login'])
    await approveCloudConsent(await shownUrl(running), person)
    expect(await running.result).toMatchObject({ code: 2, stderr: expect.stringContaining('--url') })
    expect(cli.secrets()).not.toHaveProperty('site/one/credential')
  })

  test('works in two steps', async () => {
    await addApp(cloud.siteUrl)
    const begun = await cli.json<{ url: string }>(['auth', 'url'])
    expect(misfits('signInAddress', begun)).toEqual([])
    const { url } = begun
    const { finalUrl } = await approveCloudConsent(url, person)
    expect(await cli.run(['auth', 'complete', '-'], { input: finalUrl })).toMatchObject(whoSignedIn('Mira Lindqvist'))
  })
})

describe('client-credentials', () => {
  const addClient = (url: string, clientId: string, clientSecret: string, more: readonly string[] = []) =>
    add(
      url,
      ['--method', 'client-credentials', '--client-id', clientId, '--client-secret-stdin', ...more],
      clientSecret,
    )
  const hosts = () => ['--auth-url', cloud.authUrl, '--api-url', cloud.apiUrl]

  test('signs a service account of Data Center in, and asks for a new token', async () => {
    const { clientId, clientSecret } = present.registerServiceAccount({ name: 'ci', scope: 'WRITE' })
    await addClient(present.baseUrl, clientId, clientSecret)
    expect((await login()).code).toBe(0)
    expect(await accepted()).toMatchObject({ accepted: true, renewable: true })
    expect((await cli.run(['auth', 'refresh'])).code).toBe(0)
    expect((await cli.run(['auth', 'logout'])).stderr).toBe('')
  })

  test('signs a service account of the cloud in', async () => {
    const { clientId, clientSecret } = cloud.registerServiceAccount({ name: 'ci', scopes })
    await addClient(cloud.siteUrl, clientId, clientSecret, hosts())
    expect((await login()).code).toBe(0)
    expect(await accepted()).toMatchObject({ accepted: true })
  })

  test('signs OAuth credentials of a cloud site in, which belong to nobody', async () => {
    const { clientId, clientSecret } = cloud.registerOAuthCredentials({ name: 'ci', permissions: ['builds'] })
    await addClient(cloud.siteUrl, clientId, clientSecret, hosts())
    expect(await login()).toMatchObject(whoSignedIn('OAuth credentials'))
    expect(await accepted()).toMatchObject({ accepted: true })
  })

  test('is refused with a wrong secret', async () => {
    const { clientId } = present.registerServiceAccount({ name: 'ci-2', scope: 'WRITE' })
    await addClient(present.baseUrl, clientId, 'wrong-secret')
    const { code, stdout, stderr } = await login()
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).not.toContain('wrong-secret')
  })
})
