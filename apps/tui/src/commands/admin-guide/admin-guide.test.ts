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
import { methodFacts } from '../../session/method-facts.ts'
import { parseCommandLine } from '../program.ts'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

let cli: InlineCli
let sandbox: Sandbox
let cloud: CloudSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ issues: 1 })
  cloud = await startCloudSandbox({ issues: 1 })
})
afterAll(() => Promise.all([sandbox.close(), cloud.close()]))
beforeEach(() => {
  cli = createInlineCli()
})
afterEach(() => cli[Symbol.dispose]())

interface GuideJson {
  readonly site: string | null
  readonly url: string
  readonly method: string
  readonly reader: string
  readonly values: Readonly<Record<'redirectUri' | 'scope' | 'consumerKey' | 'callback' | 'publicKey', string | null>>
}

const guide = (...args: readonly string[]) => cli.json<GuideJson>(['admin-guide', ...args])
const methods = Object.keys(methodFacts)

describe('what it says is enough', () => {
  const signIn = async (approve: (url: string) => Promise<unknown>, pattern: RegExp) => {
    const running = cli.start(['auth', 'login', 'acme'])
    const [url] = await running.see(pattern)
    await approve(url)
    return running.result
  }

  test('to register the program and sign in with OAuth 2.0', async () => {
    const redirect = `http://localhost:${await findFreePort()}/oauth/redirect`
    const add = ['site', 'add', sandbox.baseUrl, '--name', 'acme', '--client-id', 'not-yet', '--redirect-uri', redirect]
    await cli.run([...add, '--client-secret-stdin'], { input: 'not-yet' })
    const { values } = await guide('acme')
    const { clientId, clientSecret } = sandbox.registerClient({
      name: 'mmd-tui',
      redirectUri: values.redirectUri ?? '',
      scope: values.scope as 'WRITE',
    })
    await cli.run(['site', 'edit', 'acme', '--client-id', clientId, '--client-secret-stdin'], { input: clientSecret })
    const result = await signIn(
      (url) => approveConsent(url, { username: 'mira', password: 'mira' }),
      /http:\/\/localhost:\d+\/\S+\/authorize\?\S+(?=\n)/,
    )
    expect(result).toMatchObject({ code: 0, stdout: 'Signed in to acme as Mira Lindqvist (mira)\n' })
  })

  test('to register the public key and sign in with OAuth 1.0a', async () => {
    const redirect = `http://localhost:${await findFreePort()}/oauth/redirect`
    const add = ['site', 'add', sandbox.baseUrl, '--name', 'acme', '--method', 'oauth1', '--callback-url', redirect]
    await cli.run(add)
    const { values } = await guide('acme')
    expect(values).toMatchObject({ callback: redirect, redirectUri: null, scope: null })
    sandbox.registerConsumer({
      key: values.consumerKey ?? '',
      name: 'mmd-tui',
      publicKey: values.publicKey ?? '',
    })
    const result = await signIn(
      (url) => approveConsent(url, { username: 'mira', password: 'mira' }),
      /http:\/\/localhost:\d+\/\S+\/authorize\?\S+(?=\n)/,
    )
    expect(result).toMatchObject({ code: 0 })
  })

  test('to make an app for the cloud and sign in with it', async () => {
    const redirect = `http://127.0.0.1:${await findFreePort()}/oauth/redirect`
    const hosts = ['--auth-url', cloud.authUrl, '--api-url', cloud.apiUrl, '--deployment', 'cloud', '--no-probe']
    const add = ['site', 'add', cloud.siteUrl, '--name', 'acme', '--method', 'oauth2-cloud', '--client-id', 'not-yet']
    await cli.run([...add, '--client-secret-stdin', '--redirect-uri', redirect, ...hosts], { input: 'not-yet' })
    const { values } = await guide('acme')
    const { clientId, clientSecret } = cloud.registerApp({
      name: 'mmd-tui',
      redirectUri: values.redirectUri ?? '',
      scopes: (values.scope ?? '').split(' ').filter((scope) => scope !== 'offline_access'),
    })
    await cli.run(['site', 'edit', 'acme', '--client-id', clientId, '--client-secret-stdin'], { input: clientSecret })
    const result = await signIn(
      (url) => approveCloudConsent(url, { email: 'mira@acme.example', password: 'mira', site: cloud.cloudId }),
      /http:\/\/localhost:\d+\/auth\/authorize\?\S+(?=\n)/,
    )
    expect(result).toMatchObject({ code: 0 })
  })
})

/** The commands of ours in a text, those of code blocks and those within sentences. */
const commandsIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/^```\n([^]*?)^```$/gm)].flatMap(([, block = '']) =>
    [...block.matchAll(/^mmd-tui (.+)$/gm)].map(([, command = '']) => command),
  ),
  ...[...text.matchAll(/`mmd-tui ([^`\n]+)`/g)].map(([, command = '']) => command),
]

describe.each(methods)('the guide for %s', (method) => {
  test('needs nothing to be saved, and names commands that there are', async () => {
    const { code, stdout } = await cli.run(['admin-guide', '--method', method, '--markdown'])
    expect(code).toBe(0)
    const commands = commandsIn(stdout)
    expect(commands.length).toBeGreaterThan(0)
    for (const command of commands) {
      const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
      const parsed = await parseCommandLine(words, '1.2.3')
      expect([command, parsed.kind]).toEqual([command, 'run'])
    }
  })

  test('can be pasted: no colour, no Markdown, and 80 columns but for what is copied whole', async () => {
    const { stdout } = await cli.run(['admin-guide', '--method', method, '--url', 'https://jira.acme.example/jira'])
    expect(stdout).not.toMatch(/[\u001b`]|\*\*/)
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.startsWith('    '))).toEqual([])
  })

  test('says what it allows and how to end that', async () => {
    const { stdout } = await cli.run(['admin-guide', '--method', method])
    expect(stdout).toContain('What this allows, and how to end it\n---')
    expect(stdout).toMatch(/[Rr]evoke|ends it/)
  })
})

describe('it is filled in', () => {
  test('with the address that was given, and tells the cloud by it', async () => {
    expect(await guide('--url', 'https://jira.acme.example/jira/browse/PAY-1')).toMatchObject({
      site: null,
      url: 'https://jira.acme.example/jira',
      method: 'oauth2',
      reader: 'administrator',
    })
    expect(await guide('--url', 'acme.atlassian.net')).toMatchObject({ method: 'oauth2-cloud' })
    expect(await guide('--url', 'acme.atlassian.net', '--method', 'api-token')).toMatchObject({ reader: 'you' })
  })

  test('with the deep links of the site', async () => {
    const { stdout } = await cli.run(['admin-guide', '--method', 'pat', '--url', 'https://jira.acme.example/jira'])
    expect(stdout).toContain('https://jira.acme.example/jira/secure/ViewPersonalAccessTokens.jspa')
    const link = await cli.run(['admin-guide', '--url', 'https://jira.acme.example/jira'])
    expect(link.stdout).toContain('https://jira.acme.example/jira/plugins/servlet/applinks/listApplicationLinks')
  })

  test('by another method than the saved one, where the site could have it', async () => {
    await cli.run(['site', 'add', sandbox.baseUrl, '--name', 'acme', '--method', 'pat'])
    expect(await guide('acme', '--method', 'oauth2')).toMatchObject({ site: 'acme', method: 'oauth2' })
    expect(await guide()).toMatchObject({ site: 'acme', method: 'pat' })
    expect(await cli.run(['admin-guide', 'acme', '--method', 'oauth2-cloud'])).toMatchObject({ code: 2, stdout: '' })
  })

  test('with the public key alone, never with the private one', async () => {
    await cli.run(['site', 'add', sandbox.baseUrl, '--name', 'acme', '--method', 'oauth1'])
    for (const flags of [[], ['--json'], ['--markdown']]) {
      const { stdout } = await cli.run(['admin-guide', 'acme', ...flags])
      expect(stdout).toContain('BEGIN PUBLIC KEY')
      expect(stdout).not.toContain('PRIVATE')
    }
  })
})

test('Before a site is saved OAuth 1.0a has no key yet, and it is said how to get one', async () => {
  const { stdout } = await cli.run(['admin-guide', '--method', 'oauth1', '--url', 'https://jira.acme.example'])
  expect(stdout).toContain('mmd-tui site add https://jira.acme.example --name acme --method oauth1')
  expect((await guide('--method', 'oauth1')).values.publicKey).toBeNull()
})

test('Markdown has headings, numbered steps and a table of the values', async () => {
  const { stdout } = await cli.run(['admin-guide', '--method', 'oauth2', '--markdown'])
  expect(stdout).toMatch(/^# An application link/)
  expect(stdout).toContain('\n1. Open ')
  expect(stdout).toContain('| Redirect URL | `http://localhost:8734/oauth/redirect` |')
})

test('It asks no site anything', async () => {
  sandbox.journal.clear()
  await cli.run(['admin-guide', '--url', sandbox.baseUrl])
  expect(sandbox.journal.entries).toEqual([])
})

test.each([
  ['nothing to go by', ['admin-guide'], '--method'],
  ['no address', ['admin-guide', '--url', 'ftp://x'], 'https://'],
  ['an unknown method', ['admin-guide', '--method', 'magic'], 'oauth2'],
])('With %s it says what is missing', async (_what, args, word) => {
  const { code, stdout, stderr } = await cli.run(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(word)
})
