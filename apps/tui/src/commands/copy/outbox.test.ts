import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { deployments, signedInSite } from '../testing/sites.ts'
import { errorOf } from '../testing/told.ts'
import type { Written } from '../testing/written.ts'
import { type Row, signedInWithKeys, type Waiting } from './testing.ts'

describe.each(deployments)('on %s', (deployment) => {
  const at = signedInWithKeys(deployment)
  const { run, json, view, outbox } = at

  beforeAll(() => json(['sync', '--view', 'Untriaged']))

  describe('the outbox', () => {
    let key = ''
    beforeEach(() => {
      key = at.keys[3] ?? ''
    })

    test('keeps what was refused, which then is corrected and sent', async () => {
      at.site.sandbox.faults.add({
        kind: 'status',
        status: 400,
        message: 'Too long',
        times: 1,
        match: { method: 'POST', path: /comment$/ },
      })
      const { code, stdout } = await run(['issue', 'comment', key, '--body', 'Refused', '--json'])
      const [refused] = JSON.parse(stdout) as Waiting[]
      expect({ code, refused }).toMatchObject({ code: 5, refused: { state: 'failed', error: { code: 'refused' } } })
      expect(await outbox()).toMatchObject([
        { operation: refused?.operation, state: 'failed', error: { message: 'Too long' } },
      ])
      expect((await run(['outbox'])).stdout).toContain('Too long')
      expect(await json<Written[]>(['outbox', 'edit', String(refused?.operation), '--body', 'Shorter'])).toMatchObject([
        { operation: refused?.operation, state: 'sent' },
      ])
      expect(JSON.stringify((await view(key)).comments.at(-1)?.body)).toContain('Shorter')
    })

    test('does not change what is being sent just now, and says so', async () => {
      const post = { method: 'POST', path: /comment$/ } as const
      const gate = Promise.withResolvers<void>()
      onTestFinished(() => gate.resolve())
      at.site.sandbox.faults.add({ kind: 'slow', delayMs: 600_000, until: gate.promise, match: post, times: 1 })
      const running = at.site.cli.start(['issue', 'comment', key, '--body', 'As it was', '--json'])
      using copy = new DatabaseSync(join(at.site.cli.home, 'data', 'sites', 'acme', 'replica.sqlite'), {
        readOnly: true,
      })
      const newest = copy.prepare('SELECT state FROM operation ORDER BY id DESC LIMIT 1')
      await expect.poll(() => newest.get()?.['state']).toBe('sending')
      const [sending] = await outbox()
      const id = String(sending?.operation)
      const { code, stderr } = await run(['outbox', 'edit', id, '--body', 'Too late', '--json'])
      expect({ code, error: errorOf(stderr) }).toMatchObject({
        code: 4,
        error: { code: 'no-operation', message: expect.stringMatching(/is being sent.*not changed/) },
      })
      expect(errorOf(stderr).hint).toContain(`mmd-tui undo ${id}`)
      gate.resolve()
      expect((await running.result).code).toBe(0)
      expect(JSON.stringify((await view(key)).comments.at(-1)?.body)).toContain('As it was')
    })

    test('says behind which operation another one waits, and what to do', async () => {
      const put = { method: 'PUT', path: /issue/ } as const
      at.site.sandbox.faults.add({ kind: 'status', status: 400, message: 'Not now', times: 1, match: put })
      await run(['issue', 'edit', key, '--summary', 'Refused', '--due', '2026-12-01'])
      const [refused] = await outbox()
      const id = refused?.operation ?? 0
      const { code, stdout, stderr } = await run(['issue', 'edit', key, '--summary', 'Behind it', '--json'])
      expect({ code, written: JSON.parse(stdout) as unknown, error: errorOf(stderr) }).toMatchObject({
        code: 7,
        written: [{ state: 'pending', behind: id }],
        error: {
          code: 'queued',
          message: `Waits behind ${id}, which was not taken`,
          hint: `Decide that first: mmd-tui outbox retry ${id}, edit ${id} or drop ${id}`,
        },
      })
      expect(await outbox()).toMatchObject([{ behind: null }, { state: 'pending', behind: id }])
      expect((await run(['outbox'])).stdout.replaceAll(/\s+/gu, ' ')).toContain(`Waits behind ${id}`)
      const synced = await run(['sync', '--view', 'Untriaged'])
      expect({ code: synced.code, says: synced.stderr.includes(`Waits behind ${id}`) }).toEqual({ code: 7, says: true })
      await run(['outbox', 'drop', String(id)])
      await run(['sync', '--view', 'Untriaged'])
      expect((await view(key)).summary).toBe('Behind it')
    })

    test('has at once what the site wants to have later, and says when', async () => {
      // A site of its own: nobody asks it for a while.
      await using own = await signedInSite(deployment, 5)
      const [first] = await own.cli.json<Row[]>(['issue', 'list', '--jql', 'project = PAY', '--limit', '1'])
      const post = { method: 'POST', path: /comment$/ } as const
      own.sandbox.faults.add({ kind: 'rate-limit', retryAfter: 50, times: 1, match: post })
      const { code, stderr } = await own.cli.run(['issue', 'comment', first?.key ?? '', '--body', 'Later', '--json'])
      expect({ code, error: errorOf(stderr) }).toMatchObject({
        code: 7,
        error: { code: 'queued', hint: expect.stringMatching(/^mmd-tui sync sends it in [2-5]\d seconds, or later/) },
      })
      expect(await own.cli.json<Waiting[]>(['outbox'])).toMatchObject([
        { state: 'pending', next: expect.any(String), error: { code: 'rate-limited' } },
      ])
    })

    test('is tried again, all of what failed', async () => {
      at.site.sandbox.faults.add({ kind: 'status', status: 400, times: 1, match: { method: 'POST', path: /comment$/ } })
      expect((await run(['issue', 'comment', key, '--body', 'Again'])).code).toBe(5)
      expect(await json<Written[]>(['outbox', 'retry', '--all'])).toMatchObject([{ action: 'comment', state: 'sent' }])
      expect((await run(['outbox', 'retry'])).code).toBe(2)
    })

    test('holds a conflict until it is decided', async () => {
      await run(['sync', '--view', 'All open'])
      for (const [choice, expected] of [
        ['--theirs', 'Theirs --theirs'],
        ['--mine', 'Mine'],
      ] as const) {
        await run(['issue', 'edit', key, '--summary', 'Mine', '--offline'])
        await at.site.other.json(['issue', 'edit', key, '--summary', `Theirs ${choice}`])
        const { code, stdout } = await run(['sync', '--view', 'Untriaged', '--json'])
        expect({ code, synced: JSON.parse(stdout) as unknown }).toMatchObject({
          code: 5,
          synced: {
            outbox: [
              { state: 'conflict', conflicts: [{ field: 'summary', mine: 'Mine', theirs: `Theirs ${choice}` }] },
            ],
          },
        })
        const [waiting] = await outbox()
        expect((await run(['outbox'])).stdout).toContain('conflict')
        await run(['outbox', 'resolve', String(waiting?.operation), choice])
        expect((await view(key)).summary).toBe(expected)
        expect(await outbox()).toEqual([])
      }
    })

    test('is worked on by one process at a time', async () => {
      const numbers = [1, 2, 3, 4]
      const runs = await Promise.all(
        numbers.map((number) => run(['issue', 'comment', key, '--body', `Side by side ${number}`])),
      )
      expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0])
      const texts = (await view(key)).comments.map(({ body }) => JSON.stringify(body))
      for (const number of numbers) {
        expect(texts.filter((text) => text.includes(`Side by side ${number}`))).toHaveLength(1)
      }
    })
  })
})
