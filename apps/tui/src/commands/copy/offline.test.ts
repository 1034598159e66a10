import { beforeAll, describe, expect, test } from 'vitest'
import { deployments } from '../testing/sites.ts'
import { errorOf } from '../testing/told.ts'
import type { Written } from '../testing/written.ts'
import { type Synced, signedInWithKeys } from './testing.ts'

describe.each(deployments)('on %s', (deployment) => {
  const at = signedInWithKeys(deployment)
  const { run, json, view, outbox } = at
  const writesOf = () => at.site.sandbox.journal.entries.filter(({ method }) => method === 'PUT' || method === 'POST')

  beforeAll(() => json(['sync', '--view', 'Untriaged', '--view', 'All open']))

  describe('a write offline', () => {
    test('is queued, shown, and sent once by sync', async () => {
      const [key = ''] = at.keys
      const args = ['issue', 'comment', key, '--body', 'From the train', '--offline', '--json']
      const { code, stdout, stderr } = await run(args)
      expect({ code, written: JSON.parse(stdout) as unknown }).toMatchObject({
        code: 7,
        written: [{ key, action: 'comment', state: 'pending', undo: true, error: { code: 'queued' } }],
      })
      expect(errorOf(stderr)).toMatchObject({ code: 'queued', hint: expect.stringContaining('mmd-tui sync') })
      await run(['issue', 'edit', key, '--add-label', 'train', '--offline'])
      const there = await json<{ comments: object[]; labels: string[] }>(['issue', 'view', key, '--offline'])
      expect(there.labels).toContain('train')
      expect((await view(key)).labels).not.toContain('train')
      expect((await outbox()).map(({ action, state }) => `${action} ${state}`)).toEqual([
        'comment pending',
        'edit pending',
      ])
      const synced = await json<Synced>(['sync', '--view', 'Untriaged'])
      expect(synced.outbox.map(({ state }) => state)).toEqual(['sent', 'sent'])
      const after = await view(key)
      expect(after.comments.filter(({ body }) => JSON.stringify(body).includes('From the train'))).toHaveLength(1)
      expect(after.labels).toContain('train')
      expect(await outbox()).toEqual([])
    })

    test('prints nothing that a terminal would act on', async () => {
      const [key = ''] = at.keys
      const evil = 'Evil \u001b]0;x\u0007\u202e'
      const { stdout } = await run(['issue', 'edit', key, '--summary', evil, '--offline'])
      const shown = stdout + (await run(['outbox'])).stdout + (await run(['outbox', '--json'])).stdout
      expect(shown).toContain('Evil')
      expect(shown).not.toMatch(/[\u001b\u0007\u202e]/)
      await run(['undo', '--offline'])
      expect(await outbox()).toEqual([])
    })

    test('is taken back before it was sent, and then nothing is', async () => {
      const [key = ''] = at.keys
      await run(['issue', 'edit', key, '--summary', 'Never', '--offline'])
      at.site.sandbox.journal.clear()
      expect(await json<Written[]>(['undo', '--offline'])).toMatchObject([{ key, action: 'edit', state: 'dropped' }])
      await run(['sync', '--view', 'Untriaged'])
      expect(writesOf().filter(({ method }) => method === 'PUT')).toEqual([])
    })

    test('is given up by its number', async () => {
      const [key = ''] = at.keys
      await run(['issue', 'comment', key, '--body', 'Not this', '--offline'])
      const [waiting] = await outbox()
      expect(await json<Written[]>(['outbox', 'drop', String(waiting?.operation)])).toMatchObject([
        { state: 'dropped' },
      ])
      expect(await outbox()).toEqual([])
      expect((await run(['outbox', 'drop', '99999'])).code).toBe(4)
    })

    test('makes an issue that others can be written on before it has a number', async () => {
      const args = ['issue', 'create', '--project', 'PAY', '--type', 'Task', '--summary', 'On the way']
      const online = await json<Written[]>(args)
      expect(online).toMatchObject([{ state: 'sent' }])
      const { stdout } = await run([...args, '--offline', '--json'])
      const [made] = JSON.parse(stdout) as Written[]
      await run(['issue', 'comment', made?.key ?? '', '--body', 'First words', '--offline'])
      const { outbox: sent } = await json<Synced>(['sync', '--view', 'Untriaged'])
      expect(sent.map(({ action, state }) => `${action} ${state}`)).toEqual(['create sent', 'comment sent'])
      expect(sent[1]?.key).toBe(sent[0]?.key)
      expect((await view(sent[0]?.key ?? '')).comments).toHaveLength(1)
    })
  })

  describe('a write while the site cannot be reached', () => {
    test('is kept with exit code 7, and sent once when it is back', async () => {
      const [, key = ''] = at.keys
      {
        using _gone = at.site.unreachable()
        const { code, stdout, stderr } = await run(['issue', 'comment', key, '--body', 'Into the void'])
        expect(code).toBe(7)
        expect(stdout).toContain('pending')
        expect(stderr).toMatch(/kept in the outbox\nmmd-tui sync sends it/)
      }
      await run(['sync', '--view', 'Untriaged'])
      const { comments } = await view(key)
      expect(comments.filter(({ body }) => JSON.stringify(body).includes('Into the void'))).toHaveLength(1)
    })

    test('is kept for each of many issues, more than are asked for at once', async () => {
      const many = at.keys.slice(0, 12)
      await run(['sync', '--view', 'Untriaged'])
      {
        using _gone = at.site.unreachable()
        const { code, stdout } = await run(['issue', 'watch', ...many, '--json'])
        expect(code).toBe(7)
        expect((JSON.parse(stdout) as readonly Written[]).map(({ key, state }) => [key, state])).toEqual(
          many.map((key) => [key, 'pending']),
        )
      }
      await run(['sync', '--view', 'Untriaged'])
      expect(await outbox()).toEqual([])
    })
  })

  test('a write without a sign-in is kept, and says that one is needed', async () => {
    const [, key = ''] = at.keys
    at.site.sandbox.faults.add({ kind: 'anonymous', match: { method: 'POST', path: /comment$/ } })
    const { code, stdout } = await run(['issue', 'comment', key, '--body', 'Later', '--json'])
    expect({ code, written: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 3,
      written: [{ state: 'pending', error: { code: 'signed-out', message: expect.stringContaining('outbox') } }],
    })
    at.site.sandbox.faults.clear()
    await at.site.signInAgain()
    expect(await json<Synced>(['sync', '--view', 'Untriaged'])).toMatchObject({ outbox: [{ key, state: 'sent' }] })
  })

  test('what is on its way is sent to its end when the waiting is interrupted', async () => {
    const key = at.keys[4] ?? ''
    at.site.sandbox.journal.clear()
    at.site.sandbox.faults.add({ kind: 'slow', delayMs: 1_000, match: { method: 'PUT', path: /issue/ } })
    const running = at.site.cli.start(['issue', 'edit', key, '--summary', 'Slowly'])
    const looks = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
      method === 'GET' && path.endsWith(key)
    await at.site.sandbox.journal.waitFor((entry) => looks(entry) && at.site.sandbox.journal.count(looks) >= 1)
    running.interrupt()
    const { code, stderr } = await running.result
    expect(code).toBe(130)
    const isKept = stderr.includes('stay in the outbox')
    at.site.sandbox.faults.clear()
    await run(['sync', '--view', 'Untriaged'])
    expect((await view(key)).summary === 'Slowly').toBe(isKept)
  })
})
