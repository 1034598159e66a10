import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { deployments, type SignedInSite, signedInSite } from '../testing/sites.ts'
import type { InlineOptions } from '../testing-inline.ts'

interface Viewed {
  readonly key: string
  readonly summary: string
  readonly labels: readonly string[]
  readonly components: readonly string[]
  readonly priority: string | null
  readonly due: string | null
  readonly parent: string | null
  readonly description: unknown
  readonly assignee: { readonly name: string } | null
  readonly comments: readonly {
    readonly id: string
    readonly body: unknown
    readonly visibility: string | null
    readonly internal: boolean | null
  }[]
  readonly worklogs: readonly { readonly id: string; readonly seconds: number }[]
  readonly links: readonly { readonly key: string; readonly relation: string }[]
  readonly attachments: readonly { readonly id: string; readonly filename: string; readonly size: number }[]
  readonly remoteLinks: readonly { readonly url: string; readonly title: string }[]
  readonly fields: Readonly<Record<string, unknown>>
}
interface Written {
  readonly operation: number
  readonly key: string
  readonly action: string
  readonly state: string
  readonly undo: unknown
  readonly change: number
}

describe.each(deployments)('on %s', (deployment) => {
  let site: SignedInSite
  beforeAll(async () => {
    site = await signedInSite(deployment)
  })
  afterAll(() => site[Symbol.asyncDispose]())
  afterEach(() => site.sandbox.faults.clear())

  const run = (args: readonly string[], options?: InlineOptions) => site.cli.run(['issue', ...args], options)
  const write = async (args: readonly string[], options?: InlineOptions): Promise<Written> => {
    const [written] = await site.cli.json<Written[]>(['issue', ...args], options)
    if (written === undefined) throw new Error('nothing was written')
    return written
  }
  const view = (key: string) => site.cli.json<Viewed>(['issue', 'view', key])
  const keysOf = async (jql: string, count: number) => {
    const found = await site.cli.json<{ key: string }[]>(['issue', 'list', '--jql', jql, '--limit', String(count)])
    return found.map(({ key }) => key)
  }
  const undo = (id: number) => site.cli.json<Written[]>(['undo', String(id)])
  const plain = (text: unknown): string => JSON.stringify(text)

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
    const asked = await site.cli.run(['undo', String(child.operation), '--json'])
    expect({ code: asked.code, plan: JSON.parse(asked.stdout) as unknown }).toMatchObject({
      code: 5,
      plan: [{ key: child.key, action: 'delete-issue', state: 'planned' }],
    })
    expect(JSON.parse(asked.stderr)).toMatchObject({
      error: { code: 'no-way-back', hint: expect.stringContaining('--yes') },
    })
    await site.cli.json(['undo', String(child.operation), '--yes'])
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
    site.sandbox.journal.clear()
    const { code, stderr } = await run(args)
    expect({ code, asked: site.sandbox.journal.entries.length }).toEqual({ code: 2, asked: 0 })
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
    const plan = await site.cli.json<Written[]>(['issue', 'edit', '--jql', jql, '--add-label', 'planned'])
    expect(new Set(plan.map(({ state, operation, undo: way }) => `${state} ${operation} ${String(way)}`))).toEqual(
      new Set(['planned null true']),
    )
    expect(await keysOf('labels = planned', 5)).toEqual([])
    expect((await run(['edit', '--jql', jql, '--add-label', 'planned'])).stderr).toContain('--yes does it')
  })

  test('whether a comment is internal is told where the site says it, and asked for with all of them', async () => {
    const [key = ''] = await keysOf('project = SUP', 1)
    await write(['comment', key, '--body', 'For us', '--internal'])
    site.sandbox.journal.clear()
    const last = (await view(key)).comments.at(-1)
    expect(last?.internal).toBe(deployment === 'cloud' ? true : null)
    expect(site.sandbox.journal.matching('GET', /\/comment$/)).toHaveLength(0)
    const all = await site.cli.json<Viewed>(['issue', 'view', key, '--comments', 'all'])
    expect(all.comments.at(-1)?.internal).toBe(true)
    expect(site.sandbox.journal.matching('GET', /\/comment$/)).toHaveLength(deployment === 'cloud' ? 0 : 1)
  })

  test('a comment is added for a role, changed and deleted', async () => {
    const [key = ''] = await keysOf('project = PAY AND resolution is EMPTY', 1)
    const added = await write(['comment', key, '--body', 'For **us** \u001b[31monly', '--role', 'Developers'])
    expect(added).toMatchObject({ action: 'comment', state: 'sent', undo: true })
    const comment = (await view(key)).comments.at(-1)
    expect(comment?.visibility).toBe('Developers')
    const edited = await write(['comment', key, '--edit', comment?.id ?? '', '--body', 'Another'])
    expect(plain((await view(key)).comments.at(-1)?.body)).toContain('Another')
    await undo(edited.operation)
    expect(plain((await view(key)).comments.at(-1)?.body)).toContain('us')
    expect(await write(['comment', key, '--delete', comment?.id ?? ''])).toMatchObject({
      action: 'delete-comment',
      state: 'sent',
    })
    expect((await view(key)).comments.some(({ id }) => id === comment?.id)).toBe(false)
    const gone = await run(['comment', key, '--delete', comment?.id ?? ''])
    expect({ code: gone.code, named: gone.stderr.includes(comment?.id ?? '?') }).toEqual({ code: 4, named: true })
  })

  test('a comment that is not there is told once, with what to look at', async () => {
    const [key = ''] = await keysOf('project = PAY', 1)
    const { code, stderr } = await run(['comment', key, '--delete', '99999999'])
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: `${key}: There is no comment 99999999\nCheck the key or number, and that your account may see it and do this\n`,
    })
  })

  test('work is logged, changed and deleted', async () => {
    const [key = ''] = await keysOf('project = PAY AND resolution is EMPTY', 1)
    const before = (await view(key)).worklogs.map(({ id }) => id)
    await write([
      'worklog',
      key,
      '--time',
      '1h 30m',
      '--started',
      '2026-11-02T09:30',
      '--comment',
      'Found it',
      '--remaining',
      'leave',
    ])
    const log = (await view(key)).worklogs.find(({ id }) => !before.includes(id))
    expect(log?.seconds).toBe(5_400)
    await write(['worklog', key, '--edit', log?.id ?? '', '--time', '2h'])
    expect((await view(key)).worklogs.find(({ id }) => id === log?.id)?.seconds).toBe(7_200)
    await write(['worklog', key, '--delete', log?.id ?? ''])
    expect((await view(key)).worklogs.map(({ id }) => id)).toEqual(before)
  })

  test('issues are linked in the words of either direction, and the link is taken away', async () => {
    const [key = '', other = ''] = await keysOf('project = OPS', 2)
    await write(['link', key, other, '--type', 'is blocked by'])
    expect((await view(key)).links).toContainEqual(expect.objectContaining({ key: other, relation: 'is blocked by' }))
    expect((await view(other)).links).toContainEqual(expect.objectContaining({ key, relation: 'blocks' }))
    expect(await write(['link', key, other, '--type', 'is blocked by', '--remove'])).toMatchObject({
      action: 'unlink',
      state: 'sent',
    })
    expect((await view(key)).links.filter((link) => link.key === other && link.relation === 'is blocked by')).toEqual(
      [],
    )
    const gone = await run(['link', key, other, '--type', 'is blocked by', '--remove'])
    expect({ code: gone.code, said: gone.stderr.split('\n')[0] }).toEqual({
      code: 5,
      said: `${key}: There is no such link to ${other}`,
    })
    const unknown = await run(['link', key, other, '--type', 'eats'])
    expect({ code: unknown.code, listed: unknown.stderr.includes('is blocked by') }).toEqual({ code: 5, listed: true })
  })

  test('an address is linked once, its title changed, and taken away', async () => {
    const [key = ''] = await keysOf('project = OPS', 1)
    const url = 'https://example.com/log'
    await write(['link', key, '--url', url, '--title', 'The log'])
    await write(['link', key, '--url', url, '--title', 'The long log'])
    const links = (await view(key)).remoteLinks.filter((link) => link.url === url)
    expect(links.map(({ title }) => title)).toEqual(['The long log'])
    await write(['link', key, '--url', url, '--remove'])
    expect((await view(key)).remoteLinks.some((link) => link.url === url)).toBe(false)
  })

  test('files are attached, saved and deleted', async () => {
    const [key = ''] = await keysOf('project = OPS', 1)
    const folder = mkdtempSync(join(site.cli.home, 'files-'))
    const [one, two, saved] = ['trace one.log', 'two.txt', 'saved.log'].map((name) => join(folder, name))
    writeFileSync(one ?? '', 'first')
    writeFileSync(two ?? '', 'second')
    expect(await write(['attach', key, one ?? '', two ?? ''])).toMatchObject({ action: 'attach', state: 'sent' })
    const { attachments } = await view(key)
    const attached = attachments.find(({ filename }) => filename === 'trace one.log')
    expect(attachments.map(({ filename }) => filename)).toEqual(expect.arrayContaining(['trace one.log', 'two.txt']))
    const file = await site.cli.json(['issue', 'attach', key, '--save', attached?.id ?? '', '-o', saved ?? ''])
    expect(file).toEqual({ id: attached?.id, path: saved, size: 5 })
    expect(readFileSync(saved ?? '', 'utf8')).toBe('first')
    expect((await run(['attach', key, '--save', attached?.id ?? '', '-o', saved ?? ''])).code).toBe(2)
    expect(await write(['attach', key, '--delete', attached?.id ?? ''])).toMatchObject({
      state: 'sent',
      undo: expect.any(String),
    })
    expect((await view(key)).attachments.some(({ id }) => id === attached?.id)).toBe(false)
  })

  test('issues are watched and voted for', async () => {
    const [key = ''] = await keysOf('reporter != currentUser() AND resolution is EMPTY', 1)
    expect(await write(['watch', key])).toMatchObject({ action: 'watch', state: 'sent' })
    expect(await write(['watch', key, '--remove'])).toMatchObject({ state: 'sent' })
    expect(await write(['vote', key])).toMatchObject({ action: 'vote', state: 'sent' })
    expect(await write(['vote', key, '--remove'])).toMatchObject({ state: 'sent' })
    const nobody = await run(['watch', key, '--user', 'zzz'])
    expect(nobody.stderr.split('\n')[0]).toBe(`${key}: Nobody is called “zzz”`)
  })

  test('issues are ranked in the order in which they are given, and moved to sprints', async () => {
    const [first = '', second = '', third = ''] = await keysOf('project = PAY AND resolution is EMPTY ORDER BY Rank', 3)
    const ranked = await site.cli.json<Written[]>(['issue', 'rank', first, second, '--after', third])
    expect(ranked.map(({ state }) => state)).toEqual(['sent', 'sent'])
    expect(await keysOf('project = PAY AND resolution is EMPTY ORDER BY Rank', 3)).toEqual([third, first, second])
    const itself = await run(['rank', first, '--before', first])
    expect({ code: itself.code, kept: itself.stderr.includes('outbox') }).toEqual({ code: 5, kept: false })
    const unknown = await run(['sprint', first, '--to', 'No such sprint'])
    const [, name = '', id = ''] = /: (.+?) \((\d+)\)/.exec(unknown.stderr) ?? []
    expect(unknown.code).toBe(5)
    expect(await write(['sprint', first, '--to', name])).toMatchObject({ action: 'sprint', state: 'sent', undo: true })
    expect(plain((await view(first)).fields)).toContain(name)
    expect(await write(['sprint', first, '--to', 'backlog'])).toMatchObject({ state: 'sent' })
    expect(await write(['sprint', first, '--to', id])).toMatchObject({ state: 'sent' })
  })

  test('snoozing is of this program alone', async () => {
    const [key = ''] = await keysOf('project = PAY', 1)
    site.sandbox.journal.clear()
    expect(await write(['snooze', key, '--until', '3d'])).toMatchObject({ action: 'snooze', state: 'sent', undo: true })
    expect(site.sandbox.journal.entries.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([])
    expect(await write(['snooze', key, '--remove'])).toMatchObject({ state: 'sent' })
  })
})
