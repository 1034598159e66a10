import { describe, expect, test } from 'vitest'
import { deployments } from '../testing/sites.ts'
import type { Written } from '../testing/written.ts'
import { plain, writableSite } from './testing-writes.ts'

describe.each(deployments)('on %s', (deployment) => {
  const at = writableSite(deployment)
  const { run, write, view, keysOf, undo } = at

  test('an issue is made, with what its screen requires, and taken back', async () => {
    const made = await write([
      'create',
      '--project',
      'PAY',
      '--type',
      'Bug',
      '--summary',
      'Refund fails',
      '--label',
      'new',
      '--assignee',
      'me',
    ])
    expect(made).toMatchObject({ key: expect.stringMatching(/^PAY-\d+$/), action: 'create', state: 'sent', undo: true })
    expect(await view(made.key)).toMatchObject({
      summary: 'Refund fails',
      labels: ['new'],
      assignee: { name: 'Mira Lindqvist' },
    })
    const child = await write(['create', '--parent', made.key, '--summary', 'Write the test'])
    expect((await view(child.key)).parent).toBe(made.key)
    const asked = await at.site.cli.run(['undo', String(child.operation), '--json'])
    expect({ code: asked.code, plan: JSON.parse(asked.stdout) as unknown }).toMatchObject({
      code: 5,
      plan: [{ key: child.key, action: 'delete-issue', state: 'planned' }],
    })
    expect(JSON.parse(asked.stderr)).toMatchObject({
      error: { code: 'no-way-back', hint: expect.stringContaining('--yes') },
    })
    await at.site.cli.json(['undo', String(child.operation), '--yes'])
    expect((await run(['view', child.key])).code).toBe(4)
  })

  test('a description comes from standard input, in Markdown', async () => {
    const flags = ['create', '--project', 'PAY', '--type', 'Task', '--summary', 'S', '--description', '-']
    const made = await write(flags, { input: 'It **fails**\n' })
    const { description } = await view(made.key)
    expect(plain(description)).toContain(deployment === 'cloud' ? '"strong"' : '*fails*')
  })

  test.each([
    [['create', '--type', 'Bug', '--summary', 'x'], '--project'],
    [['create', '--project', 'PAY', '--summary', 'x'], '--type'],
    [['create', '--project', 'PAY', '--type', 'Bug'], '--summary'],
    [['edit', 'PAY-1'], '--summary'],
    [['comment', 'PAY-1'], '--body'],
    [['comment', 'PAY-1', '--edit', '1', '--delete', '2'], '--edit and --delete'],
    [['worklog', 'PAY-1'], '--time'],
    [['link', 'PAY-1', 'PAY-2'], '--type'],
    [['link', 'PAY-1', '--url', 'javascript:alert(1)'], 'https://'],
    [['attach', 'PAY-1'], 'files'],
    [['attach', 'PAY-1', '/nowhere/at/all'], '/nowhere/at/all'],
    [['rank', 'PAY-1'], '--before'],
    [['snooze', 'PAY-1'], '--until'],
    [['watch'], 'keys'],
  ])('%j is refused before the site is asked', async (args, word) => {
    at.site.sandbox.journal.clear()
    const { code, stderr } = await run(args)
    expect({ code, asked: at.site.sandbox.journal.entries.length }).toEqual({ code: 2, asked: 0 })
    expect(stderr).toContain(word)
    expect(stderr).toMatch(/^\S[^\n]+\n\S[^\n]+\n$/)
  })

  test('a type that is not there is told with those that are', async () => {
    const { code, stderr } = await run(['create', '--project', 'PAY', '--type', 'Wish', '--summary', 'x'])
    expect({ code, listed: stderr.includes('Bug') }).toEqual({ code: 5, listed: true })
  })

  test('several fields are set at once and come back together', async () => {
    const [key = ''] = await keysOf('project = PAY AND resolution is EMPTY', 1)
    const before = await view(key)
    const flags = [
      '--summary',
      'Another title',
      '--due',
      '2026-12-24',
      '--label',
      'one',
      '--label',
      'two',
      '--assignee',
      'me',
    ]
    const written = await write(['edit', key, ...flags, '--add-label', 'three'])
    expect(written).toMatchObject({ key, action: 'edit', state: 'sent', undo: true })
    const after = await view(key)
    expect(after).toMatchObject({ summary: 'Another title', due: '2026-12-24' })
    expect(after.labels.toSorted()).toEqual(['one', 'three', 'two'])
    expect((await undo(written.operation)).every(({ state }) => state === 'sent')).toBe(true)
    const { summary, due, labels, assignee } = before
    expect(await view(key)).toMatchObject({ summary, due, labels, assignee })
  })

  test('a field is set by name, and a wrong value is told with those that are allowed', async () => {
    const [key = ''] = await keysOf('project = PAY AND priority = Medium AND resolution is EMPTY', 1)
    expect(await write(['edit', key, '--field', 'Priority=High'])).toMatchObject({ state: 'sent' })
    expect((await view(key)).priority).toBe('High')
    const refused = await run(['edit', key, '--priority', 'Whatever', '--json'])
    expect(refused.code).toBe(5)
    expect(JSON.parse(refused.stdout)).toMatchObject([
      { key, state: 'failed', operation: null, error: { code: 'bad-value' } },
    ])
    expect(refused.stderr).toContain('Allowed: ')
  })

  test('labels and components are added to and taken from, beside what is there', async () => {
    const [key = ''] = await keysOf('project = PAY AND resolution is EMPTY', 1)
    const { labels } = await view(key)
    await write(['edit', key, '--add-label', 'triaged'])
    expect((await view(key)).labels.toSorted()).toEqual([...labels, 'triaged'].toSorted())
    const removed = await write(['edit', key, '--remove-label', 'triaged'])
    expect((await view(key)).labels).toEqual(labels)
    await undo(removed.operation)
    expect((await view(key)).labels).toContain('triaged')
  })

  test('several issues are one change with a result each, and one undo', async () => {
    const keys = await keysOf('project = OPS AND resolution is EMPTY', 3)
    const args = ['edit', ...keys, 'OPS-99999', '--add-label', 'bulk']
    const { code, stdout } = await run([...args, '--json'])
    const written = JSON.parse(stdout) as Written[]
    expect(code).toBe(4)
    expect(written.map(({ key, state }) => [key, state])).toEqual([
      ...keys.map((key) => [key, 'sent']),
      ['OPS-99999', 'failed'],
    ])
    expect(new Set(written.slice(0, 3).map(({ change }) => change)).size).toBe(1)
    expect(await undo(written[0]?.operation ?? 0)).toHaveLength(3)
    expect(await keysOf('labels = bulk', 5)).toEqual([])
  })

  test('a query is only planned without --yes', async () => {
    const jql = 'project = OPS AND resolution is EMPTY'
    const plan = await at.site.cli.json<Written[]>(['issue', 'edit', '--jql', jql, '--add-label', 'planned'])
    expect(new Set(plan.map(({ state, operation, undo: way }) => `${state} ${operation} ${String(way)}`))).toEqual(
      new Set(['planned null true']),
    )
    expect(await keysOf('labels = planned', 5)).toEqual([])
    expect((await run(['edit', '--jql', jql, '--add-label', 'planned'])).stderr).toContain('--yes does it')
  })
})
