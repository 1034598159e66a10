import { type FaultKind, type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Cli, type CliOptions, createCli, startOtherServer } from '../testing.ts'

interface ListedIssue {
  readonly key: string
  readonly status: string
  readonly resolution: string | null
  readonly assignee: { readonly id: string; readonly name: string } | null
}
interface Written {
  readonly key: string
  readonly state: string
  readonly error?: { readonly code: string }
}

let sandbox: Sandbox
let cli: Cli
let env: Record<string, string> = {}

beforeAll(async () => {
  sandbox = await startSandbox({ issues: 150, seed: 7 })
  cli = createCli()
  env = { MMD_TOKEN: sandbox.issuePat('mira') }
  await cli.run(['site', 'add', sandbox.baseUrl, '--no-probe', '--method', 'pat', '--name', 'acme'])
})
afterAll(async () => {
  cli[Symbol.dispose]()
  await sandbox.close()
})
afterEach(() => sandbox.faults.clear())

const issue = (args: readonly string[], options: CliOptions = {}) =>
  cli.run(['issue', ...args], { ...options, env: { ...env, ...options.env } })
const json = <T>(args: readonly string[], options: CliOptions = {}) =>
  cli.json<T>(['issue', ...args], { ...options, env })
const list = (jql: string) => json<ListedIssue[]>(['list', '--jql', jql, '--limit', 'all'])
const find = async (jql: string): Promise<ListedIssue> => {
  const [first] = await json<ListedIssue[]>(['list', '--jql', jql, '--limit', '1'])
  if (first === undefined) throw new Error(`the world has no issue for ${jql}`)
  return first
}
const read = (key: string) => json<ListedIssue & { comments: { body: string }[] }>(['view', key])
const errorOf = (stderr: string) =>
  (JSON.parse(stderr) as { error: { code: string; message: string; hint: string; status: number | null } }).error

const words = (text: string): string[] => text.trim().split(/\s+/)
const keys = words(`
  site key id url project type summary status statusCategory priority resolution
  assignee reporter labels components fixVersions parent sprint created updated due
`)

describe('issue list', () => {
  test('gives JSON with the keys of the contract', async () => {
    const [first] = await json<Record<string, unknown>[]>(['list', '--jql', 'assignee is not EMPTY', '--limit', '1'])
    expect(Object.keys(first ?? {})).toEqual(keys)
    expect(first).toMatchObject({
      site: 'acme',
      key: expect.stringMatching(/^[A-Z]+-\d+$/),
      url: `${sandbox.baseUrl}/browse/${String(first?.['key'])}`,
      statusCategory: expect.stringMatching(/^(new|indeterminate|done)$/),
      assignee: { id: expect.any(String), name: expect.any(String), active: expect.any(Boolean) },
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    })
  })

  test('shows what is untriaged unless told otherwise', async () => {
    const rows = await json<ListedIssue[]>(['list', '--limit', 'all'])
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ assignee, resolution }) => assignee === null && resolution === null)).toBe(true)
  })

  test('finds views by name, its own and the favourite filters of the site', async () => {
    const mine = await json<ListedIssue[]>(['list', '--view', 'mine'])
    expect(mine.every(({ assignee }) => assignee?.id === 'mira')).toBe(true)
    const { code, stderr } = await issue(['list', '--view', 'nowhere'])
    expect({ code, named: stderr.includes('Untriaged') }).toEqual({ code: 4, named: true })
  })

  test('gives every issue exactly once with --limit all', async () => {
    const all = await list('ORDER BY updated DESC')
    expect(all.length).toBe(new Set(all.map(({ key }) => key)).size)
    const { stderr } = await issue(['list', '--jql', 'ORDER BY updated DESC', '--limit', '1'])
    expect(stderr).toBe(`1 of ${all.length}; --limit all shows every one\n`)
  })

  test('prints an aligned table, plain in a pipe and coloured when that is forced', async () => {
    const args = ['list', '--limit', '2', '--columns', 'key,summary']
    const plain = await issue(args)
    expect(plain.stdout.split('\n')).toEqual([
      expect.stringMatching(/^Key +Summary$/),
      expect.stringMatching(/^[A-Z]+-\d+ +\S/),
      expect.stringMatching(/^[A-Z]+-\d+ +\S/),
      '',
    ])
    expect((await issue(args, { env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[')
    expect((await issue([...args, '--no-color'], { env: { FORCE_COLOR: '1' } })).stdout).toBe(plain.stdout)
  })

  test('prints CSV with a heading and tab-separated lines without', async () => {
    const args = ['list', '--limit', '1', '--columns', 'key,statusCategory']
    expect((await issue([...args, '--csv'])).stdout).toMatch(/^key,statusCategory\n[A-Z]+-\d+,\w+\n$/)
    expect((await issue([...args, '--plain'])).stdout).toMatch(/^[A-Z]+-\d+\t\w+\n$/)
  })

  test.each([
    [['--json', '--csv'], 'exclude'],
    [['--jql', 'x', '--view', 'y'], 'exclude'],
    [['--columns', 'colour', '--offline'], 'colour'],
  ])('refuses %j before the site is asked', async (flags, word) => {
    sandbox.journal.clear()
    const { code, stderr } = await issue(['list', ...flags])
    expect({ code, named: stderr.includes(word), asked: sandbox.journal.entries.length }).toEqual({
      code: 2,
      named: true,
      asked: 0,
    })
  })

  test('has any field of the site as a column, by its name or id, and the sprint', async () => {
    const jql = '"Story Points" is not EMPTY AND sprint in openSprints() ORDER BY key'
    const listing = ['list', '--jql', jql, '--limit', '3', '--columns', 'key,story points,Sprint']
    const rows = JSON.parse((await issue([...listing, '--json'])).stdout) as Record<string, unknown>[]
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows)
      expect(row).toEqual({ key: expect.any(String), 'story points': expect.any(Number), sprint: expect.any(String) })
    const csv = (await issue([...listing, '--csv'])).stdout.split('\n')
    expect(csv[0]).toBe('key,story points,sprint')
    expect(csv[1]).toBe(Object.values(rows[0] ?? {}).join(','))
    expect((await issue(listing)).stdout).toMatch(/^Key +story points +Sprint\n/)
  })

  test('asks for the fields of the site once a day, and not at all for the usual columns', async () => {
    const asked = () => sandbox.journal.entries.filter(({ path }) => path.endsWith('/field')).length
    await issue(['list', '--limit', '1', '--columns', 'key,sprint'])
    sandbox.journal.clear()
    await issue(['list', '--limit', '1', '--columns', 'key,Story Points'])
    await issue(['list', '--limit', '1', '--columns', 'key,assignee'])
    expect(asked()).toBe(0)
  })

  test('refuses a column that is no field either, and one whose name several fields have', async () => {
    const unknown = await issue(['list', '--columns', 'colour'])
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('no column “colour”')])
    const { code, stderr } = await issue(['list', '--columns', 'key,Severity'])
    expect([code, stderr]).toEqual([2, expect.stringMatching(/Several fields.*\n.*customfield_\d+, customfield_\d+/)])
  })

  test('passes on what the site says of bad JQL', async () => {
    const { code, stdout, stderr } = await issue(['list', '--jql', 'nonsense === x', '--json'])
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' })
    expect(errorOf(stderr)).toMatchObject({ code: 'refused', site: 'acme', status: 400, fields: {} })
  })

  test.each([
    ['list', ['list', '--jql', 'status = Opne AND key = 5 ORDER BY created']],
    ['a write', ['transition', '--to', 'Done', '--jql', 'status = Opne AND key = 5 ORDER BY created']],
  ])('%s points at the place in a query that the site refuses', async (_, args) => {
    const { code, stderr } = await issue(args)
    expect(code).toBe(5)
    const [query, marks, said, hint] = stderr.split('\n')
    expect(query).toBe('  status = Opne AND key = 5 ORDER BY created')
    expect(marks).toBe('           ^^^^')
    expect(said).toContain('Opne')
    expect(hint).not.toBe('')
  })

  test('says on standard error how long it took and what it asked for', async () => {
    const { stderr } = await issue(['list', '--limit', '500', '--json', '--timing'])
    expect(stderr).toMatch(/^\d+ ms · 1 request · \d+\.\d [kM]B\n$/)
  })

  test('ends quietly when its reader has seen enough', async () => {
    const running = cli.start(['issue', 'list', '--jql', 'ORDER BY key', '--limit', 'all', '--json'], { env })
    running.child.stdout?.destroy()
    expect(await running.result).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('issue view', () => {
  test('calls who is mentioned by their name, where they are on the issue', async () => {
    const { key } = await find('project = PAY ORDER BY key DESC')
    await json(['comment', key, '--body', 'See [~mira] and [~nobody.here]', '--raw'])
    expect((await issue(['view', key])).stdout).toContain('See @Mira Lindqvist and @nobody.here')
  })

  test('gives the whole issue as JSON in one request, and one for what it is linked to', async () => {
    const { key } = await find('comment ~ "a" OR description is not EMPTY')
    sandbox.journal.clear()
    const detail = await json<object>(['view', key.toLowerCase()])
    expect(Object.keys(detail)).toEqual([
      ...keys,
      ...words('description comments commentTotal links subtasks attachments worklogs worklogTotal fields'),
      ...words('remoteLinks pages'),
    ])
    expect(new Set(sandbox.journal.entries.map(({ path }) => path.split('/').at(-1)))).toEqual(
      new Set([key, 'remotelink']),
    )
    expect(sandbox.journal.entries).toHaveLength(2)
  })

  test('prints what people read, or only the fields that are named', async () => {
    const { key, status } = await find('assignee = mira')
    const shown = await issue(['view', key])
    expect(shown.stdout).toContain(`${sandbox.baseUrl}/browse/${key}`)
    expect(shown.stdout).toMatch(/^Assignee {6}Mira Lindqvist$/m)
    const released = await issue(['view', (await find('fixVersion is not EMPTY')).key])
    expect(released.stdout).toMatch(/^Fix versions {2}\S/m)
    expect((await issue(['view', key, '--fields', 'status,assignee'])).stdout).toBe(
      `status: ${status}\nassignee: Mira Lindqvist\n`,
    )
  })

  test.each([
    [['view', 'PAY-999999'], 4],
    [['view', 'not a key'], 2],
    [['view', 'PAY-1', '--fields', 'colour'], 2],
  ])('answers %j with exit code %i and two lines', async (args, code) => {
    const result = await issue(args)
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toMatch(/^\S[^\n]+\n\S[^\n]+\n$/)
  })
})

describe('issue assign', () => {
  test('gives an issue to me, to somebody by login or by name, and to nobody', async () => {
    const { key } = await find('project = PAY AND resolution is EMPTY AND assignee is EMPTY')
    const somebody = (await find('project = PAY AND assignee not in (mira, EMPTY)')).assignee
    const wishes = [
      ['me', 'mira'],
      [somebody?.id ?? '', somebody?.id],
      ['me', 'mira'],
      [somebody?.name ?? '', somebody?.id],
      ['none', undefined],
    ] as const
    for (const [to, id] of wishes) {
      expect(await json(['assign', key, '--to', to])).toEqual([
        {
          operation: expect.any(Number),
          key,
          action: 'assign',
          state: 'sent',
          undo: true,
          change: expect.any(Number),
        },
      ])
      expect((await read(key)).assignee?.id).toBe(id)
    }
  })

  test('refuses a name that is nobody’s', async () => {
    const { key } = await find('project = PAY')
    const { code, stderr } = await issue(['assign', key, '--to', 'Nobody Atall'])
    expect({ code, named: stderr.includes('Nobody Atall') }).toEqual({ code: 5, named: true })
  })

  test('does what it can for several issues and says what failed', async () => {
    const { key } = await find('project = PAY AND assignee is EMPTY')
    const result = await issue(['assign', 'PAY-999999', key, '--to', 'none', '--json'])
    expect(result.code).toBe(4)
    expect(JSON.parse(result.stdout) as Written[]).toMatchObject([
      { key: 'PAY-999999', state: 'failed', error: { code: 'not-found' } },
      { key, state: 'sent' },
    ])
    expect(errorOf(result.stderr).code).toBe('not-found')
  })

  test('only prints the plan for --jql, and does it with --yes', async () => {
    const jql = 'project = OPS AND resolution is EMPTY AND assignee is EMPTY'
    const before = await list(jql)
    const plan = await json<Written[]>(['assign', '--jql', jql, '--to', 'me'])
    expect(plan.map(({ key, state }) => [key, state])).toEqual(before.map(({ key }) => [key, 'planned']))
    expect(await list(jql)).toHaveLength(before.length)
    const done = await json<Written[]>(['assign', '--jql', jql, '--to', 'me', '--yes'])
    expect(done.every(({ state }) => state === 'sent')).toBe(true)
    expect(await list(jql)).toEqual([])
  })

  test.each([[['assign', '--to', 'me']], [['assign', 'PAY-1', '--jql', 'x', '--to', 'me']]])(
    'refuses %j as wrong usage',
    async (args) => {
      expect((await issue(args)).code).toBe(2)
    },
  )
})

describe('issue transition', () => {
  test('moves an issue, by the name of a status or of a transition', async () => {
    const { key } = await find('project = PAY AND status = Open')
    expect((await issue(['transition', key, '--to', 'In Progress'])).stdout).toBe(`${key}  move to In Progress  sent\n`)
    expect((await read(key)).status).toBe('In Progress')
  })

  test('names the flag and the allowed values for a field that its screen asks for', async () => {
    const { key } = await find('project = PAY AND status = "In Progress"')
    const { code, stderr, stdout } = await issue(['transition', key, '--to', 'Done', '--json'])
    expect(code).toBe(5)
    expect(errorOf(stderr)).toMatchObject({
      code: 'fields-needed',
      hint: expect.stringMatching(/--resolution \(.+\)/),
      fields: { resolution: expect.any(String) },
    })
    expect(JSON.parse(stdout) as Written[]).toMatchObject([{ key, state: 'failed' }])
  })

  test('sends resolution and comment along', async () => {
    const { key } = await find('project = PAY AND status = "In Progress"')
    const flags = ['--to', 'Done', '--resolution', 'done', '--comment', 'Shipped in the morning']
    expect(await json(['transition', key, ...flags])).toMatchObject([{ state: 'sent' }])
    const after = await read(key)
    expect(after).toMatchObject({ status: 'Done', resolution: 'Done' })
    expect(after.comments.at(-1)?.body).toBe('Shipped in the morning')
  })

  test('lists what is possible when nothing leads there', async () => {
    const { key } = await find('project = PAY AND status = Open')
    const { code, stderr } = await issue(['transition', key, '--to', 'The Moon'])
    expect({ code, listed: stderr.includes('Start progress') }).toEqual({ code: 5, listed: true })
  })
})

describe('issue comment', () => {
  test('adds what it is given, or what is piped in', async () => {
    const { key } = await find('project = PAY AND resolution is EMPTY')
    expect(await json(['comment', key, '--body', 'First'])).toMatchObject([{ action: 'comment', state: 'sent' }])
    await issue(['comment', key, '--body', '-'], { input: 'Second\nwith two lines\n' })
    expect((await read(key)).comments.slice(-2).map(({ body }) => body)).toEqual(['First', 'Second\nwith two lines'])
  })

  test('whose answer got lost is found again, and is there once', async () => {
    const { key } = await find('project = PAY AND resolution is EMPTY')
    sandbox.faults.add({ match: { method: 'POST', path: /\/comment$/ }, times: 1, kind: 'drop-after' })
    expect(await json(['comment', key, '--body', 'Only once'])).toMatchObject([{ state: 'sent', undo: true }])
    expect((await read(key)).comments.filter(({ body }) => body === 'Only once')).toHaveLength(1)
  })

  test('refuses an empty one', async () => {
    expect((await issue(['comment', 'PAY-1', '--body', '-'], { input: '\n' })).code).toBe(2)
  })
})

describe('a site in trouble', () => {
  const match = { path: '/rest/api/2/search' }

  const troubles: readonly (readonly [string, FaultKind, number, string])[] = [
    ['a single sign-on', { kind: 'sso' }, 3, 'sso-page'],
    ['a page instead of JSON', { kind: 'html', status: 200 }, 1, 'not-jira'],
    ['half an answer', { kind: 'bad-json' }, 1, 'bad-answer'],
    ['a refusal', { kind: 'status', status: 403 }, 5, 'forbidden'],
    ['a CAPTCHA', { kind: 'captcha' }, 3, 'login-denied'],
    ['an anonymous answer', { kind: 'anonymous' }, 3, 'signed-out'],
  ]
  test.each(troubles)('with %s is told in two lines', async (_what, fault, code, name) => {
    sandbox.faults.add({ ...fault, match })
    const result = await issue(['list', '--limit', '1'])
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toMatch(/^\S[^\n]+\n\S[^\n]+\n$/)
    expect(errorOf((await issue(['list', '--limit', '1', '--json'])).stderr).code).toBe(name)
  })

  test('that cannot be reached exits 6', async () => {
    const gone = await startSandbox({ issues: 1 })
    const { baseUrl } = gone
    await gone.close()
    await cli.run(['site', 'add', baseUrl, '--no-probe', '--method', 'pat', '--name', 'gone'])
    const { code, stderr } = await issue(['list', '--site', 'gone'])
    expect({ code, named: stderr.startsWith('gone cannot be reached') }).toEqual({ code: 6, named: true })
  })

  test('that answers slowly can be cancelled', async () => {
    const asked = Promise.withResolvers<void>()
    await using slow = await startOtherServer(() => asked.resolve())
    await cli.run(['site', 'add', slow.url, '--no-probe', '--method', 'pat', '--name', 'slow'])
    const running = cli.start(['issue', 'list', '--site', 'slow'], { env })
    await asked.promise
    running.child.kill('SIGINT')
    expect(await running.result).toMatchObject({ code: 130, stdout: '' })
  })
})
