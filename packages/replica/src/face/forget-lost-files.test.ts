import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { forgetLostFiles } from './forget-lost-files.ts'
import { faceWorld, mira } from './testing.ts'

const day = 24 * 60 * 60_000

test('a copy of a file that nothing needs goes after a week, and one that waits to be sent stays', () => {
  const { replica, behind, folder, key } = faceWorld()
  const path = join(folder, 'trace.txt')
  writeFileSync(path, 'trace')
  const file = { path, name: 'trace.txt', size: 5, mimeType: 'text/plain' }
  const { operation } = replica.perform({ kind: 'attach', key, author: mira, file })
  if (operation.kind !== 'attach') throw new Error('not attached')
  const waiting = dirname(operation.file.path)
  const lost = join(folder, 'files', 'lost')
  mkdirSync(lost)
  writeFileSync(join(lost, 'old.txt'), 'old')
  const now = Date.now()
  forgetLostFiles(behind, now)
  expect([existsSync(waiting), existsSync(lost)]).toEqual([true, true])
  for (const home of [waiting, lost]) utimesSync(home, new Date(now - 8 * day), new Date(now - 8 * day))
  forgetLostFiles(behind, now)
  expect([existsSync(waiting), existsSync(lost)]).toEqual([true, false])
})

test('where nothing was ever attached there is nothing to forget', () => {
  const { behind } = faceWorld()
  expect(() => forgetLostFiles(behind, Date.now())).not.toThrow()
})
