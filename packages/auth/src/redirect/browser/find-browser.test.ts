import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { givenFolder } from '../../testing.ts'
import { findBrowser } from './find-browser.ts'

const givenProgram = (folder: string, name: string, mode = 0o755): string => {
  const path = join(folder, name)
  writeFileSync(path, '#!/bin/sh\n')
  chmodSync(path, mode)
  return path
}

const find = (folder: string, preferred?: string) =>
  findBrowser({ platform: 'linux', env: { PATH: folder }, ...(preferred === undefined ? {} : { preferred }) })

test('the first one that is installed is found', async () => {
  const folder = givenFolder()
  const program = givenProgram(folder, 'chromium')
  givenProgram(folder, 'microsoft-edge')
  expect(await find(folder)).toEqual({ name: 'Chromium', program })
})

test('without one there is none', async () => {
  expect(await find(givenFolder())).toBeUndefined()
})

test('what may not be executed is no program', async () => {
  const folder = givenFolder()
  givenProgram(folder, 'google-chrome', 0o644)
  mkdirSync(join(folder, 'chromium'))
  const program = givenProgram(folder, 'microsoft-edge')
  expect(await find(folder)).toEqual({ name: 'Microsoft Edge', program })
})

test('the named program wins, and is not missed when it is not there', async () => {
  const [folder, other] = [givenFolder(), givenFolder()]
  const program = givenProgram(folder, 'chromium')
  const preferred = givenProgram(other, 'brave')
  expect(await find(folder, preferred)).toEqual({ name: 'Brave', program: preferred })
  expect(await find(folder, join(other, 'msedge'))).toEqual({ name: 'Chromium', program })
})
