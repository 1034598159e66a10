import { type CloudSandbox, startCloudSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { misfits } from '../published/misfits.ts'
import { createInlineCli, type InlineCli, type InlineOptions } from '../testing-inline.ts'

let cloud: CloudSandbox
let cli: InlineCli
let credentials: { readonly clientId: string; readonly clientSecret: string }

beforeAll(async () => {
  cloud = await startCloudSandbox()
  cli = createInlineCli()
  credentials = cloud.registerOAuthCredentials({ name: 'CI', permissions: ['builds', 'deployments', 'feature-flags'] })
})

afterAll(async () => {
  cli[Symbol.dispose]()
  await cloud.close()
})

const described = (): readonly string[] => [
  '--cloud-url',
  cloud.siteUrl,
  '--client-id',
  credentials.clientId,
  '--auth-url',
  cloud.authUrl,
  '--api-url',
  cloud.apiUrl,
]

const secret = (more: Readonly<Record<string, string>> = {}): InlineOptions => ({
  env: { MMD_CLIENT_SECRET: credentials.clientSecret, ...more },
})

const build = [
  'build',
  'send',
  '--pipeline',
  'main',
  '--number',
  '7',
  '--state',
  'successful',
  '--url',
  'https://ci.example/7',
]

const gitlab = {
  GITLAB_CI: 'true',
  CI_PROJECT_PATH: 'acme/shop',
  CI_PIPELINE_IID: '418',
  CI_PIPELINE_URL: 'https://gitlab.example/acme/shop/-/pipelines/99',
  CI_COMMIT_REF_NAME: 'feature/PAY-1201-refunds',
  CI_COMMIT_SHA: 'abc123',
  CI_PROJECT_URL: 'https://gitlab.example/acme/shop',
  CI_COMMIT_MESSAGE: 'Round refunds (PAY-1202, NO-999)',
  CI_JOB_STATUS: 'success',
}

interface Sent {
  readonly name: string
  readonly state: string
  readonly reasons: readonly string[]
  readonly unknownIssues: readonly string[]
}

describe('build send', () => {
  test('takes a build from flags', async () => {
    const { code, stdout } = await cli.run(
      [...build, '--issue', 'PAY-1201', '--tests', '12:11:1', ...described()],
      secret(),
    )
    expect([code, stdout]).toEqual([0, 'main #7  accepted\n'])
  })

  test('takes a build from what the build system says', async () => {
    const sent = await cli.json<readonly Sent[]>(['build', 'send', ...described()], secret(gitlab))
    expect(misfits('sentItem[]', sent)).toEqual([])
    expect(sent).toEqual([{ name: 'acme/shop #418', state: 'accepted', reasons: [], unknownIssues: ['NO-999'] }])
  })

  test('takes many builds as JSON from standard input, and says of each what became of it', async () => {
    const one = { pipelineId: 'main', name: 'main', url: 'https://ci.example', state: 'failed', issues: ['PAY-1201'] }
    const items = Array.from({ length: 120 }, (_, index) => ({ ...one, buildNumber: index }))
    const input = JSON.stringify([...items, { ...one, buildNumber: 500, issues: ['NO-1'] }])
    const { code, stdout, stderr } = await cli.run(['build', 'send', '--input', '-', '--json', ...described()], {
      ...secret(),
      input,
    })
    const sent = JSON.parse(stdout) as readonly Sent[]
    expect(code).toBe(5)
    expect(sent.filter(({ state }) => state === 'accepted')).toHaveLength(120)
    expect(sent.at(-1)).toMatchObject({ state: 'rejected', unknownIssues: ['NO-1'] })
    expect(stderr).toContain('100 of 121 sent')
  })

  test.each([
    [[...build], 'issues is missing'],
    [[...build, '--issue', 'PAY-1', '--url', 'ci'], 'url must be an http address'],
    [[...build, '--issue', 'PAY-1', '--state', 'good'], 'state must be one of pending'],
    [[...build, '--issue', 'PAY-1', '--updated', 'now'], 'updated must be a date and time'],
    [[...build, '--issue', 'PAY-1', '--tests', '1:2'], '--tests is not TOTAL:PASSED:FAILED'],
    [['build', 'send'], 'pipelineId is missing'],
  ])('says what is missing or wrong before anything is sent (%#)', async (args, words) => {
    const before = cloud.journal.entries.length
    const { code, stderr } = await cli.run([...args, ...described()], secret())
    expect(code).toBe(2)
    expect(stderr).toContain(words)
    expect(cloud.journal.entries.length).toBe(before)
  })

  const many = (count: number) =>
    Array.from({ length: count }, (_, buildNumber) => ({
      pipelineId: 'long',
      buildNumber,
      name: 'long',
      url: 'https://ci.example',
      state: 'failed',
      issues: ['PAY-1201'],
    }))

  test('says what was taken before the site failed, and what was not sent', async () => {
    const running = cli.start(['build', 'send', '--input', '-', '--json', ...described()], {
      ...secret(),
      input: JSON.stringify(many(250)),
    })
    await running.see(/100 of 250 sent/u)
    cloud.faults.add({ kind: 'status', status: 400, times: 9, match: { path: /\/bulk$/u } })
    const { code, stdout, stderr } = await running.result
    cloud.faults.clear()
    const sent = JSON.parse(stdout) as readonly Sent[]
    expect(sent).toHaveLength(250)
    expect(sent.filter(({ state }) => state === 'accepted')).toHaveLength(100)
    expect(sent.at(-1)).toEqual({ name: 'long #249', state: 'unsent', reasons: [], unknownIssues: [] })
    expect([code, JSON.parse(stderr.trim().split('\n').at(-1) ?? '')]).toMatchObject([5, { error: { status: 400 } }])
  })

  test.each([
    ['{"a":1,\n oops}', /line 2, column 2/u],
    ['[{"pipelineId":', /ends too early/u],
    ['', /is empty/u],
    ['[]', /list that --input gives is empty/u],
    ['"text"', /it must be an object/u],
  ])('says where %j is wrong, and repeats nothing of it', async (input, words) => {
    const { code, stdout, stderr } = await cli.run(['build', 'send', '--input', '-', ...described()], {
      ...secret(),
      input,
    })
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(words)])
    expect(stderr).toMatch(/^\S[^\n]+\n\S[^\n]+\n$/u)
    expect(stderr).not.toContain('oops')
  })

  test('names the item of a list that is wrong', async () => {
    const { code, stderr } = await cli.run(['build', 'send', '--input', '-', ...described()], {
      ...secret(),
      input: '[{"odd":1}]',
    })
    expect([code, stderr.split('\n')[0]]).toEqual([2, expect.stringContaining('is missing')])
    const nonsense = await cli.run(['build', 'send', '--input', '-', ...described()], { ...secret(), input: '{' })
    expect(nonsense.code).toBe(2)
  })
})

test('deployment send tells the kind of an environment by its name', async () => {
  const args = ['deployment', 'send', '--pipeline', 'main', '--number', '4', '--environment', 'Production EU']
  const more = ['--state', 'successful', '--url', 'https://ci.example/d/4', '--issue', 'PAY-1201,PAY-1202']
  const { code, stdout } = await cli.run([...args, ...more, ...described()], secret())
  expect([code, stdout]).toEqual([0, 'main 4 → Production EU  accepted\n'])
})

test('feature-flag send says where a flag is on', async () => {
  const args = [
    'feature-flag',
    'send',
    '--key',
    'new-checkout',
    '--state',
    'on',
    '--rollout',
    '5',
    '--issue',
    'PAY-1201',
  ]
  const where = ['--environment', 'staging', '--url', 'https://flags.example/f']
  const { code, stdout } = await cli.run([...args, ...where, ...described()], secret())
  expect([code, stdout]).toEqual([0, 'new-checkout  accepted\n'])
})

describe('who may send', () => {
  test('a saved site with its credentials, signed in once', async () => {
    const where = ['--auth-url', cloud.authUrl, '--api-url', cloud.apiUrl]
    const add = [
      'site',
      'add',
      cloud.siteUrl,
      '--name',
      'ci',
      '--method',
      'client-credentials',
      '--client-id',
      credentials.clientId,
    ]
    const saved = await cli.run([...add, '--client-secret-stdin', ...where], { input: credentials.clientSecret })
    expect([saved.code, saved.stderr]).toEqual([0, expect.anything()])
    expect((await cli.run(['auth', 'login', 'ci'])).code).toBe(0)
    const { code, stdout } = await cli.run([...build, '--issue', 'PAY-1201', '--site', 'ci'])
    expect([code, stdout]).toEqual([0, 'main #7  accepted\n'])
  })

  test('nobody with a wrong secret, and the secret is nowhere', async () => {
    const { code, stderr } = await cli.run([...build, '--issue', 'PAY-1', ...described()], {
      env: { MMD_CLIENT_SECRET: 'wr0ng-secret' },
    })
    expect([code, stderr]).toEqual([3, expect.stringContaining('Compare --client-id and MMD_CLIENT_SECRET')])
    expect(stderr + cli.readable()).not.toContain('wr0ng-secret')
  })

  test('nobody where nothing is saved or told, with words that help a build', async () => {
    using other = createInlineCli()
    const { code, stderr } = await other.run([...build, '--issue', 'PAY-1'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('--cloud-url, --client-id and MMD_CLIENT_SECRET')])
  })

  test('a build that is asked to wait, and says how long where that is too long', async () => {
    // Hosts that asked for a pause are remembered: this one is asked by nobody else.
    const slow = await startCloudSandbox()
    const { clientId, clientSecret } = slow.registerOAuthCredentials({ name: 'CI', permissions: ['builds'] })
    const where = ['--cloud-url', slow.siteUrl, '--client-id', clientId]
    const args = [...build, '--issue', 'PAY-1201', ...where, '--auth-url', slow.authUrl, '--api-url', slow.apiUrl]
    const match = { path: /\/bulk$/u }
    slow.faults.add({ kind: 'rate-limit', retryAfter: 0, times: 1, match })
    const waited = await cli.run(args, { env: { MMD_CLIENT_SECRET: clientSecret } })
    slow.faults.add({ kind: 'rate-limit', retryAfter: 900, match })
    const { code, stderr } = await cli.run(args, { env: { MMD_CLIENT_SECRET: clientSecret } })
    await slow.close()
    expect([waited.code, code, stderr]).toEqual([0, 6, expect.stringContaining('Try again in 900 seconds')])
  })

  test('nobody without a secret', async () => {
    const { code, stderr } = await cli.run([...build, '--issue', 'PAY-1', ...described()])
    expect([code, stderr]).toEqual([2, expect.stringContaining('MMD_CLIENT_SECRET')])
  })

  test('no credentials that were made for something else', async () => {
    const other = cloud.registerOAuthCredentials({ name: 'D', permissions: ['deployments'] })
    const flags = described().map((flag) => (flag === credentials.clientId ? other.clientId : flag))
    const { code, stderr } = await cli.run([...build, '--issue', 'PAY-1201', ...flags], {
      env: { MMD_CLIENT_SECRET: other.clientSecret },
    })
    expect([code, stderr]).toEqual([5, expect.stringContaining('Give the OAuth credentials the permission')])
  })
})
