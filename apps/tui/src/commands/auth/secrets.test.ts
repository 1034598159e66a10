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
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { misfits } from '../published/misfits.ts'
import { type CliResult, createCli } from '../testing.ts'
import { createInlineCli, type InlineCli, type InlineOptions } from '../testing-inline.ts'

const password = 'kenjis-own-password'
const email = 'kenji@acme.example'
const scopes = ['read:jira-work', 'read:jira-user']

let jira: Sandbox
let cloud: CloudSandbox
let cli: InlineCli
let shown: string[] = []
let port = 0

beforeAll(async () => {
  jira = await startSandbox({ issues: 3, persona: '11.3', overrides: { basic: true } })
  cloud = await startCloudSandbox({ issues: 3 })
  // Everybody's password is their name, which may be shown.
  for (const { users } of [jira.world, cloud.world]) {
    Object.assign(users.find(({ name }) => name === 'kenji') ?? {}, { password })
  }
})
afterAll(() => Promise.all([jira.close(), cloud.close()]))
beforeEach(async () => {
  cli = createInlineCli()
  shown = []
  port = await findFreePort()
})
afterEach(() => cli[Symbol.dispose]())

const keep = (result: CliResult): CliResult => {
  shown.push(result.stdout, result.stderr)
  return result
}
const run = async (args: readonly string[], options: InlineOptions = {}) =>
  keep(await cli.run([...args, '--log-level', 'debug'], options))

/** Signs in through the browser; gives what its address bar showed. */
const consent = async (
  approve: (url: string) => Promise<{ readonly finalUrl: string }>,
): Promise<readonly string[]> => {
  const running = cli.start(['auth', 'login', '--log-level', 'debug'])
  const [url] = await running.see(/(?<=\n {2})http\S+(?=\n)/)
  const { finalUrl } = await approve(url)
  expect(keep(await running.result).code).toBe(0)
  const query = new URL(finalUrl).searchParams
  return ['code', 'oauth_verifier'].flatMap((name) => query.get(name) ?? [])
}
const onPremises = (url: string) => approveConsent(url, { username: 'kenji', password })
const inCloud = (url: string) => approveCloudConsent(url, { email, password })
const piped = async (flag: string, secret: string): Promise<readonly string[]> => {
  expect((await run(['auth', 'login', flag], { input: secret })).code).toBe(0)
  return [secret]
}

const add = async (url: string, flags: readonly string[], input = ''): Promise<void> => {
  expect((await run(['site', 'add', url, '--name', 'one', ...flags], { input })).code).toBe(0)
}
const withSecret = (id: string): readonly string[] => ['--client-id', id, '--client-secret-stdin']
const hosts = (): readonly string[] => ['--auth-url', cloud.authUrl, '--api-url', cloud.apiUrl]

/** Adds a site of each method and signs in; gives the secrets that do not lie in the store. */
const methods: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  oauth2: async () => {
    const redirectUri = `http://localhost:${port}/redirect`
    const client = jira.registerClient({ name: `mmd-tui ${randomUUID()}`, redirectUri, scope: 'WRITE' })
    await add(jira.baseUrl, [...withSecret(client.clientId), '--redirect-uri', redirectUri], client.clientSecret)
    return consent(onPremises)
  },
  'oauth2-cloud': async () => {
    const redirectUri = `http://127.0.0.1:${port}/redirect`
    const app = cloud.registerApp({ name: 'mmd-tui', redirectUri, scopes })
    const scope = ['--scope', [...scopes, 'offline_access'].join(' ')]
    const flags = [...hosts(), ...scope, ...withSecret(app.clientId), '--redirect-uri', redirectUri]
    await add(cloud.siteUrl, flags, app.clientSecret)
    return consent(inCloud)
  },
  oauth1: async () => {
    await add(jira.baseUrl, ['--consumer-key', `key-${port}`, '--callback-url', `http://localhost:${port}/redirect`])
    const publicKey = createPublicKey(cli.secrets()['site/one/private-key'] ?? '').export({
      type: 'spki',
      format: 'pem',
    })
    jira.registerConsumer({ key: `key-${port}`, name: 'mmd-tui', publicKey: publicKey.toString() })
    return consent(onPremises)
  },
  pat: async () => {
    await add(jira.baseUrl, ['--method', 'pat'])
    return piped('--token-stdin', jira.issuePat('kenji'))
  },
  'api-token': async () => {
    await add(cloud.siteUrl, ['--user', email, '--api-url', cloud.apiUrl])
    return piped('--token-stdin', cloud.issueApiToken(email))
  },
  basic: async () => {
    await add(jira.baseUrl, ['--method', 'basic', '--user', 'kenji'])
    return piped('--password-stdin', password)
  },
  'client-credentials': async () => {
    const account = jira.registerServiceAccount({ name: `ci ${randomUUID()}`, scope: 'WRITE' })
    await add(jira.baseUrl, ['--method', 'client-credentials', ...withSecret(account.clientId)], account.clientSecret)
    expect((await run(['auth', 'login'])).code).toBe(0)
    return []
  },
}

/** Names and addresses in a credential, which may be shown. */
const notSecret = new Set(['method', 'baseUrl', 'apiBaseUrl', 'issuer', 'client', 'login', 'scope', 'tokenUrl'])

const textsIn = (value: string): readonly string[] => {
  if (!value.startsWith('{')) return value.split('\n')
  const fields = Object.entries(JSON.parse(value) as Record<string, unknown>)
  return fields.flatMap(([name, text]) => (typeof text === 'string' && !notSecret.has(name) ? [text] : []))
}

/** As they are, and as Basic authentication sends them. */
const storedSecrets = (): readonly string[] =>
  Object.values(cli.secrets())
    .flatMap(textsIn)
    .filter((text) => text.length > 7 && !text.startsWith('-----'))

test.each(Object.keys(methods))('nothing secret of %s is shown or written beside the store', async (method) => {
  const entered = (await methods[method]?.()) ?? []
  const secrets = [...entered, ...storedSecrets()]
  expect(secrets.length).toBeGreaterThan(0)
  const json = (await run(['auth', 'status', '--check', '--json'])).stdout
  expect(JSON.parse(json)).toMatchObject({ method, accepted: true })
  for (const args of [
    ['auth', 'status'],
    ['site', 'show'],
    ['site', 'show', '--json'],
    ['site', 'list', '--json'],
  ]) {
    expect((await run(args)).code).toBe(0)
  }
  await run(['issue', 'list', '--limit', '1', '--json'])
  await run(['auth', 'refresh'])
  const renewed = await run(['auth', 'refresh', '--json'])
  const isRenewed = renewed.code === 0
  const answer: unknown = JSON.parse(isRenewed ? renewed.stdout : renewed.stderr)
  expect(misfits(isRenewed ? 'renewed' : 'failure', answer)).toEqual([])
  const all = [...secrets, ...storedSecrets()]
  jira.revokeAllTokens()
  cloud.revokeAllTokens()
  await run(['auth', 'refresh', '--json'])
  await run(['issue', 'list'])
  await run(['auth', 'logout'])
  const said = [...shown, cli.readable()].join('\n')
  for (const secret of all) {
    expect(said).not.toContain(secret)
    expect(said).not.toContain(Buffer.from(`kenji:${secret}`).toString('base64'))
  }
})

test('the program itself, started for each command, shows none either', async () => {
  using program = createCli()
  const token = jira.issuePat('kenji')
  await program.run(['site', 'add', jira.baseUrl, '--no-probe', '--name', 'one', '--method', 'pat'])
  const signedIn = await program.run(['auth', 'login', '--token-stdin', '--log-level', 'debug'], { input: token })
  const listed = await program.run(['issue', 'list', '--json', '--log-level', 'debug'])
  expect([signedIn.code, listed.code]).toEqual([0, 0])
  expect([signedIn.stdout, signedIn.stderr, listed.stdout, listed.stderr, program.readable()].join('\n')).not.toContain(
    token,
  )
})
