import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deployments } from '../testing/sites.ts'
import { errorOf } from '../testing/told.ts'
import type { Written } from '../testing/written.ts'
import { signedInWithKeys } from './testing.ts'

describe.each(deployments)('on %s', (deployment) => {
  const at = signedInWithKeys(deployment)
  const { run, json, view } = at

  describe('undo and redo', () => {
    test('take back the last change and do it again, across runs', async () => {
      const [, , key = ''] = at.keys
      const { summary } = await view(key)
      await run(['issue', 'edit', key, '--summary', 'For a moment'])
      expect(await json<Written[]>(['undo'])).toMatchObject([{ key, action: 'edit', state: 'sent', undo: true }])
      expect((await view(key)).summary).toBe(summary)
      expect(await json<Written[]>(['redo'])).toMatchObject([{ key, state: 'sent' }])
      expect((await view(key)).summary).toBe('For a moment')
      expect((await run(['redo'])).code).toBe(4)
    })

    test('exit 5 where there is no way back', async () => {
      const [, , key = ''] = at.keys
      const file = join(at.site.cli.home, 'once.txt')
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
})
