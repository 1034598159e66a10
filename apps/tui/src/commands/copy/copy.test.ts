import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deployments, type SignedInSite, signedInSite } from '../testing/sites.ts'
import { createInlineCli } from '../testing-inline.ts'

interface Written {
  readonly operation: number
  readonly key: string
  readonly action: string
  readonly state: string
  readonly undo: unknown
  readonly change: number
}
interface Waiting extends Written {
  readonly words: string
  readonly error?: { readonly code: string }
  readonly conflicts: readonly { readonly field: string; readonly mine: unknown; readonly theirs: unknown }[]
}
interface Row {
  readonly key: string
  readonly summary: string
  readonly assignee: { readonly name: string } | null
}
interface Synced {
  readonly views: readonly { readonly view: string; readonly issues: number; readonly added: number }[]
  readonly outbox: readonly Written[]
}

const errorOf = (stderr: string) =>
  (JSON.parse(stderr) as { error: { code: string; message: string; hint: string } }).error

describe.each(deployments)('on %s', (deployment) => {
  let site: SignedInSite
  let keys: readonly string[] = []
  beforeAll(async () => {
    site = await signedInSite(deployment)
    const found = await json<Row[]>([
      'issue',
      'list',
      '--jql',
      'project = PAY AND resolution is EMPTY ORDER BY key',
      '--limit',
      '20',
    ])
    keys = found.map(({ key }) => key)
  })
  afterAll(() => site[Symbol.asyncDispose]())
  afterEach(() => site.sandbox.faults.clear())

  const run = (args: readonly string[]) => site.cli.run(args)
  const json = <T>(args: readonly string[]) => site.cli.json<T>(args)
  const view = (key: string) =>
    json<{ summary: string; priority: string; comments: { body: unknown }[]; labels: string[] }>(['issue', 'view', key])
  const outbox = () => json<Waiting[]>(['outbox', 'list'])
  const writesOf = () => site.sandbox.journal.entries.filter(({ method }) => method === 'PUT' || method === 'POST')

  describe('the copy', () => {
    test('is not there before anything was copied', async () => {
      using other = createInlineCli()
      await other.run(['site', 'add', 'http://localhost:9', '--no-probe', '--method', 'pat', '--name', 'gone'])
      const { code, stderr } = await other.run(['issue', 'list', '--offline', '--json'])
      expect({ code, named: errorOf(stderr).message.includes('gone') }).toEqual({ code: 4, named: true })
      expect(await other.run(['outbox'])).toMatchObject({ code: 0, stdout: '', stderr: 'Nothing waits\n' })
    })

    test.each([
      ['that is no copy at all', 'this is not a database'],
      ['that is empty', ''],
    ])('in the place of a file %s is made anew by who only reads', async (_what, text) => {
      await using damaged = await signedInSite(deployment, 5)
      await damaged.cli.run(['sync', '--view', 'All open'])
      const [first] = await damaged.cli.json<Row[]>(['issue', 'list', '--limit', '1'])
      const key = first?.key ?? ''
      await damaged.cli.run(['issue', 'comment', key, '--body', 'x', '--offline'])
      writeFileSync(join(damaged.cli.home, 'data', 'sites', 'acme', 'replica.sqlite'), text)
      expect(await damaged.cli.json<Waiting[]>(['outbox'])).toMatchObject([
        { key, action: 'comment', state: 'pending' },
      ])
      expect((await damaged.cli.run(['outbox'])).stderr).toBe('')
    })

    test('is made by sync, and read without a word to the site', async () => {
      const { views } = await json<Synced>(['sync', '--view', 'Untriaged', '--view', 'All open'])
      expect(views.map((one) => one.view)).toEqual(['Untriaged', 'All open'])
      const online = await json<Row[]>(['issue', 'list', '--view', 'All open', '--limit', 'all'])
      const whole = await json<object>(['issue', 'view', keys[0] ?? ''])
      site.sandbox.journal.clear()
      expect(await json<Row[]>(['issue', 'list', '--view', 'all open', '--limit', 'all', '--offline'])).toEqual(online)
      const outside = { remoteLinks: [], pages: [], notInCopy: ['fields', 'remoteLinks', 'pages'] }
      // Of custom fields lists of whole issues bring sprints alone.
      const custom = { fields: expect.any(Object) }
      expect(await json(['--offline', 'issue', 'view', keys[0] ?? ''])).toEqual({ ...whole, ...outside, ...custom })
      expect(await json<{ title: string; copied: number }[]>(['view', 'list', '--offline'])).toContainEqual(
        expect.objectContaining({ title: 'All open', copied: online.length }),
      )
      const { summary = '' } = online.find(({ key }) => key === keys[0]) ?? {}
      const [hit] = await json<Row[]>(['search', ...summary.split(' ')])
      expect(hit?.summary).toBe(summary)
      expect(site.sandbox.journal.entries).toEqual([])
    })

    test('says what it does not have', async () => {
      for (const args of [
        ['issue', 'list', '--view', 'Reported by me', '--offline'],
        ['issue', 'list', '--jql', 'project = MOON', '--offline'],
        ['issue', 'view', 'PAY-99999', '--offline'],
        ['issue', 'transition', keys[0] ?? '', '--to', 'Done', '--offline'],
      ]) {
        const { code, stderr } = await run([...args, '--json'])
        expect({ args, code, error: errorOf(stderr).code }).toEqual({ args, code: 4, error: 'not-in-copy' })
      }
    })
  })

  describe('a write offline', () => {
    test('is queued, shown, and sent once by sync', async () => {
      const [key = ''] = keys
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
      const [key = ''] = keys
      const evil = 'Evil \u001b]0;x\u0007\u202e'
      const { stdout } = await run(['issue', 'edit', key, '--summary', evil, '--offline'])
      const shown = stdout + (await run(['outbox'])).stdout + (await run(['outbox', '--json'])).stdout
      expect(shown).toContain('Evil')
      expect(shown).not.toMatch(/[\u001b\u0007\u202e]/)
      await run(['undo', '--offline'])
      expect(await outbox()).toEqual([])
    })

    test('is taken back before it was sent, and then nothing is', async () => {
      const [key = ''] = keys
      await run(['issue', 'edit', key, '--summary', 'Never', '--offline'])
      site.sandbox.journal.clear()
      expect(await json<Written[]>(['undo', '--offline'])).toMatchObject([{ key, action: 'edit', state: 'dropped' }])
      await run(['sync', '--view', 'Untriaged'])
      expect(writesOf().filter(({ method }) => method === 'PUT')).toEqual([])
    })

    test('is given up by its number', async () => {
      const [key = ''] = keys
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
      const [, key = ''] = keys
      {
        using _gone = site.unreachable()
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
      const many = keys.slice(0, 12)
      await run(['sync', '--view', 'Untriaged'])
      {
        using _gone = site.unreachable()
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
    const [, key = ''] = keys
    site.sandbox.faults.add({ kind: 'anonymous', match: { method: 'POST', path: /comment$/ } })
    const { code, stdout } = await run(['issue', 'comment', key, '--body', 'Later', '--json'])
    expect({ code, written: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 3,
      written: [{ state: 'pending', error: { code: 'signed-out', message: expect.stringContaining('outbox') } }],
    })
    site.sandbox.faults.clear()
    await site.signInAgain()
    expect(await json<Synced>(['sync', '--view', 'Untriaged'])).toMatchObject({ outbox: [{ key, state: 'sent' }] })
  })

  describe('undo and redo', () => {
    test('take back the last change and do it again, across runs', async () => {
      const [, , key = ''] = keys
      const { summary } = await view(key)
      await run(['issue', 'edit', key, '--summary', 'For a moment'])
      expect(await json<Written[]>(['undo'])).toMatchObject([{ key, action: 'edit', state: 'sent', undo: true }])
      expect((await view(key)).summary).toBe(summary)
      expect(await json<Written[]>(['redo'])).toMatchObject([{ key, state: 'sent' }])
      expect((await view(key)).summary).toBe('For a moment')
      expect((await run(['redo'])).code).toBe(4)
    })

    test('exit 5 where there is no way back', async () => {
      const [, , key = ''] = keys
      const file = join(site.cli.home, 'once.txt')
      writeFileSync(file, 'once')
      await json(['issue', 'attach', key, file])
      const { attachments } = await json<{ attachments: { id: string }[] }>(['issue', 'view', key])
      const [gone] = await json<Written[]>(['issue', 'attach', key, '--delete', attachments.at(-1)?.id ?? ''])
      const { code, stdout, stderr } = await run(['undo', String(gone?.operation), '--json'])
      expect({ code, stdout, error: errorOf(stderr).code }).toEqual({ code: 5, stdout: '', error: 'no-way-back' })
    })

    test('do not guess what is meant', async () => {
      expect((await run(['undo', '99999'])).code).toBe(4)
      expect((await run(['undo', '1', '--change', '1'])).code).toBe(2)
    })
  })

  describe('the outbox', () => {
    let key = ''
    beforeEach(() => {
      key = keys[3] ?? ''
    })

    test('keeps what was refused, which then is corrected and sent', async () => {
      site.sandbox.faults.add({
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
      site.sandbox.faults.add({ kind: 'slow', delayMs: 1_000, match: post, times: 1 })
      const running = site.cli.start(['issue', 'comment', key, '--body', 'As it was', '--json'])
      using copy = new DatabaseSync(join(site.cli.home, 'data', 'sites', 'acme', 'replica.sqlite'), { readOnly: true })
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
      expect((await running.result).code).toBe(0)
      expect(JSON.stringify((await view(key)).comments.at(-1)?.body)).toContain('As it was')
    })

    test('says behind which operation another one waits, and what to do', async () => {
      const put = { method: 'PUT', path: /issue/ } as const
      site.sandbox.faults.add({ kind: 'status', status: 400, message: 'Not now', times: 1, match: put })
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
      own.sandbox.faults.add({ kind: 'rate-limit', retryAfter: 25, times: 1, match: post })
      const { code, stderr } = await own.cli.run(['issue', 'comment', first?.key ?? '', '--body', 'Later', '--json'])
      expect({ code, error: errorOf(stderr) }).toMatchObject({
        code: 7,
        error: { code: 'queued', hint: expect.stringMatching(/^mmd-tui sync sends it in 2\d seconds, or later/) },
      })
      expect(await own.cli.json<Waiting[]>(['outbox'])).toMatchObject([
        { state: 'pending', next: expect.any(String), error: { code: 'rate-limited' } },
      ])
    })

    test('is tried again, all of what failed', async () => {
      site.sandbox.faults.add({ kind: 'status', status: 400, times: 1, match: { method: 'POST', path: /comment$/ } })
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
        await site.other.json(['issue', 'edit', key, '--summary', `Theirs ${choice}`])
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

  test('what is on its way is sent to its end when the waiting is interrupted', async () => {
    const key = keys[4] ?? ''
    site.sandbox.journal.clear()
    site.sandbox.faults.add({ kind: 'slow', delayMs: 1_000, match: { method: 'PUT', path: /issue/ } })
    const running = site.cli.start(['issue', 'edit', key, '--summary', 'Slowly'])
    const looks = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
      method === 'GET' && path.endsWith(key)
    await site.sandbox.journal.waitFor((entry) => looks(entry) && site.sandbox.journal.count(looks) >= 1)
    running.interrupt()
    const { code, stderr } = await running.result
    expect(code).toBe(130)
    const isKept = stderr.includes('stay in the outbox')
    site.sandbox.faults.clear()
    await run(['sync', '--view', 'Untriaged'])
    expect((await view(key)).summary === 'Slowly').toBe(isKept)
  })
})
