import { createServer } from 'node:net'
import { approveCloudConsent, approveConsent } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { misfits } from './published/misfits.ts'
import { type Cli, createCli } from './testing.ts'

let cli: Cli
beforeEach(() => {
  cli = createCli()
})
afterEach(() => cli[Symbol.dispose]())

describe('demo', () => {
  test.each([['dc'], ['cloud']])(
    'of %s without a terminal signs in by itself and prints the triage list once',
    async (deployment) => {
      const result = await cli.run(['demo', '--issues', '60', '--deployment', deployment])
      expect(result.code).toBe(0)
      expect(result.stdout).toMatch(/^Key +Type +Priority +Status +Assignee +Created +Summary\n[A-Z]+-\d+ /)
      expect(cli.temporary()).toEqual([])
      expect(await cli.json(['site', 'list'])).toEqual([])
    },
  )

  test('leaves nothing behind when its reader has seen enough', async () => {
    const running = cli.start(['demo', '--issues', '200', '--json'])
    running.child.stdout?.destroy()
    expect(await running.result).toMatchObject({ code: 0, stderr: '' })
    expect(cli.temporary()).toEqual([])
  })

  test.each([['dc'], ['cloud']])('of %s prints JSON when asked to', async (deployment) => {
    const rows = await cli.json<{ site: string; assignee: unknown; resolution: unknown }[]>([
      'demo',
      '--approve',
      '--deployment',
      deployment,
    ])
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ site, assignee, resolution }) => site === 'demo' && !assignee && !resolution)).toBe(true)
  })

  test('serves the site alone until Ctrl-C, with what is needed to sign in', async () => {
    const port = await findFreePort()
    const running = cli.start(['demo', '--serve', '--issues', '5', '--port', String(port), '--json'])
    const [line] = await running.see(/^\{.*\}$/m)
    const site = JSON.parse(line) as { baseUrl: string; clientId: string; users: { name: string }[] }
    expect(misfits('servedSite', site)).toEqual([])
    expect(site).toMatchObject({ baseUrl: `http://localhost:${port}/jira`, scope: 'WRITE' })
    expect(site.users.map(({ name }) => name)).toContain('mira')
    expect((await fetch(`${site.baseUrl}/rest/api/2/serverInfo`)).status).toBe(200)
    running.child.kill('SIGINT')
    expect((await running.result).code).toBe(130)
  })

  test('serves the cloud alone too, with where people log in and where the gateway is', async () => {
    const port = await findFreePort()
    const flags = ['--deployment', 'cloud', '--serve', '--issues', '5', '--port', String(port)]
    const running = cli.start(['demo', ...flags, '--json'])
    const [line] = await running.see(/^\{.*\}$/m)
    const { cloudId, ...site } = JSON.parse(line) as { cloudId: string; users: { name: string }[] }
    const host = `http://localhost:${port}`
    expect(site).toMatchObject({ baseUrl: `${host}/site`, authUrl: `${host}/auth`, apiUrl: `${host}/api` })
    expect(site.users.map(({ name }) => name)).toContain('mira@acme.example')
    expect(await (await fetch(`${host}/site/_edge/tenant_info`)).json()).toMatchObject({ cloudId })
    running.child.kill('SIGTERM')
    await running.result
  })

  test('serves the cloud in words', async () => {
    const running = cli.start(['demo', '--deployment', 'cloud', '--serve', '--issues', '5'])
    await running.see(/Ctrl-C/)
    running.child.kill('SIGTERM')
    const { stdout } = await running.result
    expect(stdout).toMatch(/^Jira {7}\S+\/site\nLogin {6}\S+\/auth\nGateway {4}\S+\/api\nClient /)
    expect(stdout).toMatch(/^User +mira@acme\.example \/ mira  Mira Lindqvist$/m)
  })

  test.each([
    [['--deployment', 'server'], 'dc, cloud'],
    [['--issues', 'many'], 'whole number'],
  ])('refuses %j', async (flags, words) => {
    const { code, stderr } = await cli.run(['demo', ...flags])
    expect({ code, named: stderr.includes(words) }).toEqual({ code: 2, named: true })
  })

  test('says when its port is taken', async () => {
    const blocker = createServer()
    const port = await findFreePort()
    await new Promise<void>((resolve) => {
      blocker.listen(port, 'localhost', resolve)
    })
    const { code, stderr } = await cli.run(['demo', '--port', String(port)])
    blocker.close()
    expect({ code, hint: stderr.includes('--port') }).toEqual({ code: 2, hint: true })
  })

  test('ends with the usual code and nothing left when it is stopped by SIGTERM', async () => {
    const running = cli.start(['demo', '--serve', '--issues', '5'])
    await running.see(/Ctrl-C/)
    running.child.kill('SIGTERM')
    expect((await running.result).code).toBe(143)
    expect(cli.temporary()).toEqual([])
  })

  test('has a consent page that people can use too', async () => {
    const running = cli.start(['demo', '--serve', '--issues', '5', '--json'])
    const [line] = await running.see(/^\{.*\}$/m)
    const { baseUrl, clientId, redirectUri } = JSON.parse(line) as Record<string, string>
    const url = new URL(`${baseUrl}/rest/oauth2/latest/authorize`)
    url.search = new URLSearchParams({
      client_id: clientId ?? '',
      redirect_uri: redirectUri ?? '',
      response_type: 'code',
      scope: 'WRITE',
    }).toString()
    const { finalUrl } = await approveConsent(url.href, { username: 'mira', password: 'mira' })
    expect(finalUrl.startsWith(`${redirectUri ?? ''}?code=`)).toBe(true)
    running.child.kill('SIGTERM')
    await running.result
  })

  test('has a consent page of Atlassian that people can use too', async () => {
    const running = cli.start(['demo', '--deployment', 'cloud', '--serve', '--issues', '5', '--json'])
    const [line] = await running.see(/^\{.*\}$/m)
    const { authUrl, clientId, redirectUri, scope } = JSON.parse(line) as Record<string, string>
    const url = new URL(`${authUrl}/authorize`)
    url.search = new URLSearchParams({
      audience: 'api.atlassian.com',
      client_id: clientId ?? '',
      redirect_uri: redirectUri ?? '',
      response_type: 'code',
      prompt: 'consent',
      scope: scope ?? '',
      state: 'anything',
    }).toString()
    const { finalUrl } = await approveCloudConsent(url.href, { email: 'mira@acme.example', password: 'mira' })
    expect(new URL(finalUrl).searchParams.get('code')).toBeTruthy()
    expect(finalUrl.startsWith(`${redirectUri}?`)).toBe(true)
    running.child.kill('SIGTERM')
    await running.result
  })
})
