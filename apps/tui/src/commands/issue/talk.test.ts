import { describe, expect, test } from 'vitest'
import { deployments } from '../testing/sites.ts'
import { plain, type Viewed, writableSite } from './testing-writes.ts'

describe.each(deployments)('on %s', (deployment) => {
  const at = writableSite(deployment)
  const { run, write, view, keysOf, undo } = at

  test('whether a comment is internal is told where the site says it, and asked for with all of them', async () => {
    const [key = ''] = await keysOf('project = SUP', 1)
    await write(['comment', key, '--body', 'For us', '--internal'])
    at.site.sandbox.journal.clear()
    const last = (await view(key)).comments.at(-1)
    expect(last?.internal).toBe(deployment === 'cloud' ? true : null)
    expect(at.site.sandbox.journal.matching('GET', /\/comment$/)).toHaveLength(0)
    const all = await at.site.cli.json<Viewed>(['issue', 'view', key, '--comments', 'all'])
    expect(all.comments.at(-1)?.internal).toBe(true)
    expect(at.site.sandbox.journal.matching('GET', /\/comment$/)).toHaveLength(deployment === 'cloud' ? 0 : 1)
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
})
