import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CliResult, startOtherServer } from '../testing.ts'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

let sandbox: Sandbox
let cli: InlineCli
beforeAll(async () => {
  sandbox = await startSandbox({ issues: 10 })
})
afterAll(() => sandbox.close())
beforeEach(() => {
  cli = createInlineCli()
})
afterEach(() => cli[Symbol.dispose]())

const expectTwoLines = ({ stderr }: CliResult): void => {
  expect(stderr).toMatch(/^\S[^\n]+\n\S[^\n]+\n$/)
  expect(stderr).not.toMatch(/\bat .*:\d+:\d+/)
}

describe('site add', () => {
  test('says what it found, saves the site and its secret, and how to go on', async () => {
    const added = await cli.run(['site', 'add', sandbox.baseUrl, '--client-id', 'abc', '--client-secret-stdin'], {
      input: 'hush-hush-hush\n',
    })
    expect(added).toMatchObject({ code: 0, stdout: `Saved local: ${sandbox.baseUrl}\n` })
    expect(added.stderr).toBe(
      `Found Jira Data Center 10.3.24 at ${sandbox.baseUrl}\nNow sign in: mmd-tui auth login local\n`,
    )
    expect(await cli.json(['site', 'show'])).toEqual({
      name: 'local',
      baseUrl: sandbox.baseUrl,
      apiBaseUrl: sandbox.baseUrl,
      product: 'jira',
      deployment: 'datacenter',
      version: '10.3.24',
      method: 'oauth2',
      clientId: 'abc',
      redirectUri: 'http://localhost:8734/oauth/redirect',
      scope: 'WRITE',
      login: null,
      oauth: 'get-and-refresh',
      cloudId: null,
      authUrl: null,
      apiUrl: null,
      tls: { authorities: [], systemCa: false, clientCertificate: null },
      proxy: null,
      insecureHttp: false,
      badge: null,
      defaultView: null,
      user: null,
      default: true,
      signedIn: false,
    })
    expect(cli.readable()).not.toContain('hush-hush')
  })

  test('finds the base URL of a page', async () => {
    const site = await cli.json<{ baseUrl: string }>([
      'site',
      'add',
      `${sandbox.baseUrl}/browse/PAY-1`,
      '--method',
      'pat',
    ])
    expect(site.baseUrl).toBe(sandbox.baseUrl)
  })

  test('believes what it is told with --no-probe', async () => {
    const site = await cli.json(['site', 'add', 'https://jira.acme.example/jira', '--no-probe', '--method', 'pat'])
    expect(site).toMatchObject({ name: 'acme', baseUrl: 'https://jira.acme.example/jira', version: null })
  })

  test.each([
    ['an address that is none', ['ftp://x'], 2],
    ['plain http to another machine', ['http://jira.acme.example', '--no-probe', '--method', 'pat'], 2],
    ['a bad name', ['https://x.example', '--no-probe', '--method', 'pat', '--name', 'a b'], 2],
    ['a missing client id', ['https://x.example', '--no-probe'], 2],
  ])('refuses %s', async (_what, args, code) => {
    const result = await cli.run(['site', 'add', ...args])
    expect(result).toMatchObject({ code, stdout: '' })
    expectTwoLines(result)
    expect(await cli.json(['site', 'list'])).toEqual([])
  })

  test('names the flag where it would have asked', async () => {
    const { stderr } = await cli.run(['site', 'add', 'https://x.example', '--no-probe'])
    expect(stderr).toContain('--client-id')
  })

  test('refuses a name that is taken', async () => {
    const add = ['site', 'add', 'https://x.example', '--no-probe', '--method', 'pat', '--name', 'one']
    await cli.run(add)
    const result = await cli.run(add)
    expect(result.code).toBe(2)
    expectTwoLines(result)
  })

  test.each([
    ['something else than Jira', 200, '<html><h1>It works</h1></html>', 1],
    ['a single sign-on', 200, '<html><form><input type="password" name="p"></form></html>', 3],
  ])('tells %s from Jira', async (_what, status, body, code) => {
    await using other = await startOtherServer((_request, response) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end(body),
    )
    const result = await cli.run(['site', 'add', other.url, '--method', 'pat'])
    expect(result).toMatchObject({ code, stdout: '' })
    expectTwoLines(result)
  })

  test('says when nobody answers there', async () => {
    const result = await cli.run(['site', 'add', `http://localhost:${await findFreePort()}`, '--method', 'pat'])
    expect(result).toMatchObject({ code: 6, stdout: '' })
    expectTwoLines(result)
  })
})

describe('saved sites', () => {
  const add = (name: string) =>
    cli.run(['site', 'add', 'https://x.example', '--no-probe', '--method', 'pat', '--name', name])

  test('are listed, the default one marked', async () => {
    await add('one')
    await add('two')
    await cli.run(['site', 'use', 'two'])
    expect((await cli.run(['site', 'list'])).stdout).toBe(
      [
        '   Name  Address            Server       Method  Signed in',
        '   one   https://x.example  Data Center  pat     no',
        '*  two   https://x.example  Data Center  pat     no',
        '',
      ].join('\n'),
    )
  })

  test('are listed with badge and login where a site has them', async () => {
    await cli.run(
      ['site', 'add', 'https://x.example', '--no-probe', '--method', 'basic', '--name', 'one'].concat([
        '--user',
        'ada',
        '--badge',
        'magenta',
      ]),
    )
    const { stdout } = await cli.run(['site', 'list'], { env: { FORCE_COLOR: '1' } })
    expect(stdout).toContain('\u001b[35mmagenta\u001b[39m')
    expect(stdout).toMatch(/Badge.*Login.*\n.*ada/)
  })

  test('can be renamed and removed', async () => {
    await add('one')
    expect(await cli.json(['site', 'rename', 'one', 'uno'])).toEqual({ name: 'uno', before: 'one' })
    expect(await cli.json(['site', 'remove', 'uno'])).toEqual({
      removed: 'uno',
      revoked: false,
      revokeAt: null,
    })
    expect(await cli.json(['site', 'list'])).toEqual([])
  })

  test('that are meant but not there are named in the hint', async () => {
    await add('one')
    const result = await cli.run(['site', 'show', 'other', '--json'])
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(JSON.parse(result.stderr)).toEqual({
      error: {
        code: 'no-such-site',
        message: 'No site is called "other"',
        hint: expect.stringContaining('one'),
        site: null,
        status: null,
        fields: {},
      },
    })
  })

  test('in a damaged file are reported with its path, and left as they are', async () => {
    await add('one')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(`${cli.home}/config/sites.json`, '{')
    const result = await cli.run(['site', 'list'])
    expect(result.code).toBe(2)
    expect(result.stderr).toContain('sites.json')
    expectTwoLines(result)
  })

  test('are needed before anything can be listed', async () => {
    const result = await cli.run(['issue', 'list'])
    expect(result.code).toBe(2)
    expect(result.stderr).toContain('mmd-tui site add')
    expectTwoLines(result)
  })
})
