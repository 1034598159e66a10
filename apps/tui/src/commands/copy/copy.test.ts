import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deployments, signedInSite } from '../testing/sites.ts'
import { errorOf } from '../testing/told.ts'
import { createInlineCli } from '../testing-inline.ts'
import { type Row, type Synced, signedInWithKeys, type Waiting } from './testing.ts'

describe.each(deployments)('on %s', (deployment) => {
  const at = signedInWithKeys(deployment)
  const { run, json } = at

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
      const whole = await json<object>(['issue', 'view', at.keys[0] ?? ''])
      at.site.sandbox.journal.clear()
      expect(await json<Row[]>(['issue', 'list', '--view', 'all open', '--limit', 'all', '--offline'])).toEqual(online)
      const outside = { remoteLinks: [], pages: [], notInCopy: ['fields', 'remoteLinks', 'pages'] }
      // Of custom fields lists of whole issues bring sprints alone.
      const custom = { fields: expect.any(Object) }
      expect(await json(['--offline', 'issue', 'view', at.keys[0] ?? ''])).toEqual({ ...whole, ...outside, ...custom })
      expect(await json<{ title: string; copied: number }[]>(['view', 'list', '--offline'])).toContainEqual(
        expect.objectContaining({ title: 'All open', copied: online.length }),
      )
      const { summary = '' } = online.find(({ key }) => key === at.keys[0]) ?? {}
      const [hit] = await json<Row[]>(['search', ...summary.split(' ')])
      expect(hit?.summary).toBe(summary)
      expect(at.site.sandbox.journal.entries).toEqual([])
    })

    test('says what it does not have', async () => {
      await run(['sync', '--view', 'Untriaged'])
      for (const args of [
        ['issue', 'list', '--view', 'Reported by me', '--offline'],
        ['issue', 'list', '--jql', 'project = MOON', '--offline'],
        ['issue', 'view', 'PAY-99999', '--offline'],
        ['issue', 'transition', at.keys[0] ?? '', '--to', 'Done', '--offline'],
      ]) {
        const { code, stderr } = await run([...args, '--json'])
        expect({ args, code, error: errorOf(stderr).code }).toEqual({ args, code: 4, error: 'not-in-copy' })
      }
    })
  })
})
