import { describe, expect, test } from 'vitest'
import { deployments } from '../testing/sites.ts'
import type { Written } from '../testing/written.ts'
import { plain, writableSite } from './testing-writes.ts'

describe.each(deployments)('on %s', (deployment) => {
  const at = writableSite(deployment)
  const { run, write, view, keysOf } = at

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
    const ranked = await at.site.cli.json<Written[]>(['issue', 'rank', first, second, '--after', third])
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
    at.site.sandbox.journal.clear()
    expect(await write(['snooze', key, '--until', '3d'])).toMatchObject({ action: 'snooze', state: 'sent', undo: true })
    expect(at.site.sandbox.journal.entries.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([])
    expect(await write(['snooze', key, '--remove'])).toMatchObject({ state: 'sent' })
  })
})
