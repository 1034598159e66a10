import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AttachOperation } from '../operations/operation.ts'
import { faceWorld, mira } from './testing.ts'

const attach = ({ key, folder }: ReturnType<typeof faceWorld>, name: string): AttachOperation => ({
  kind: 'attach',
  key,
  file: { path: join(folder, 'chosen'), name, size: 3, mimeType: 'text/plain' },
  author: mira,
})

test('a file is sent as it was when it was chosen', () => {
  const world = faceWorld()
  const { replica, folder, behind } = world
  writeFileSync(join(folder, 'chosen'), 'as chosen')
  const { id, operation } = replica.perform(attach(world, 'log.txt'))
  writeFileSync(join(folder, 'chosen'), 'changed')
  if (operation.kind !== 'attach') throw new Error('not a file')
  expect(operation.file).toMatchObject({ name: 'log.txt', size: 9 })
  expect(operation.file.path).toBe(join(folder, 'files', behind.outbox.get(id)?.mark ?? '', 'log.txt'))
  expect(readFileSync(operation.file.path, 'utf8')).toBe('as chosen')
  expect(statSync(join(folder, 'files')).mode & 0o777).toBe(0o700)
  expect(replica.detail(operation.key)?.detail?.attachments).toMatchObject([{ filename: 'log.txt', size: 9 }])
})

test.each(['../../evil', '..', ''])('a file called "%s" stays in its place', (name) => {
  const world = faceWorld()
  writeFileSync(join(world.folder, 'chosen'), 'abc')
  const { operation } = world.replica.perform(attach(world, name))
  const place = operation.kind === 'attach' ? operation.file.path : ''
  expect(place.startsWith(join(world.folder, 'files'))).toBe(true)
})

test('a file that is not there is not attached, and nothing of it stays', () => {
  const world = faceWorld()
  expect(() => world.replica.perform(attach(world, 'log.txt'))).toThrow('ENOENT')
  expect(world.replica.operations()).toEqual([])
  expect(readdirSync(join(world.folder, 'files'))).toEqual([])
})
