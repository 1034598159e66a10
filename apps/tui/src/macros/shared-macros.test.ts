import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '../app/testing.ts'
import { sharedMacros } from './shared-macros.ts'

const put = (folder: string, text: string): void => {
  mkdirSync(join(folder, '.mmd'), { recursive: true })
  writeFileSync(join(folder, '.mmd', 'macros.yaml'), text)
}

const fileIn = (folder: string): string => join(folder, '.mmd', 'macros.yaml')

test('macros of folders are found on the way up, the nearer ones first, and bind no keys', async () => {
  const top = testFolder()
  const below = join(top, 'a', 'b')
  put(top, 'macros:\n  one: { key: ctrl-t, actions: [{ vote: true }] }\n  two: { actions: [{ vote: true }] }\n')
  put(below, 'two: { actions: [{ watch: true }] }\n')
  const { macros, problems } = await sharedMacros(below)
  expect(problems).toEqual([])
  expect(macros).toEqual([
    { name: 'one', key: [], variables: [], steps: [{ kind: 'vote', on: true }], file: fileIn(top) },
    { name: 'two', key: [], variables: [], steps: [{ kind: 'watch', on: true }], file: fileIn(below) },
  ])
})

test('a shared file that is no YAML is told by its name', async () => {
  const folder = testFolder()
  put(folder, 'macros: [')
  const { macros, problems } = await sharedMacros(folder)
  expect(macros).toEqual([])
  expect(problems[0]?.name).toContain('macros.yaml')
})
