import { describe, expect, test } from 'vitest'
import { errorOf } from '../testing/told.ts'
import { keys, type ListedIssue, sharedSite } from './testing.ts'

const at = sharedSite()
const { issue, json, list } = at

describe('issue list', () => {
  test('gives JSON with the keys of the contract', async () => {
    const [first] = await json<Record<string, unknown>[]>(['list', '--jql', 'assignee is not EMPTY', '--limit', '1'])
    expect(Object.keys(first ?? {})).toEqual(keys)
    expect(first).toMatchObject({
      site: 'acme',
      key: expect.stringMatching(/^[A-Z]+-\d+$/),
      url: `${at.sandbox.baseUrl}/browse/${String(first?.['key'])}`,
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
    at.sandbox.journal.clear()
    const { code, stderr } = await issue(['list', ...flags])
    expect({ code, named: stderr.includes(word), asked: at.sandbox.journal.entries.length }).toEqual({
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
    const asked = () => at.sandbox.journal.entries.filter(({ path }) => path.endsWith('/field')).length
    await issue(['list', '--limit', '1', '--columns', 'key,sprint'])
    at.sandbox.journal.clear()
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
    const running = at.cli.start(['issue', 'list', '--jql', 'ORDER BY key', '--limit', 'all', '--json'], {
      env: at.env,
    })
    running.child.stdout?.destroy()
    expect(await running.result).toMatchObject({ code: 0, stderr: '' })
  })
})
