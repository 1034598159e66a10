import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { givenFolder } from '../../testing.ts'
import { createProfile, profilesFolder } from './profile-folder.ts'

const hoursAgo = (hours: number): number => Date.now() / 1000 - hours * 3600

test('a profile is for its owner alone', async () => {
  const folder = join(givenFolder(), 'not', 'yet', 'there')
  const profile = await createProfile(folder)
  expect(dirname(profile)).toBe(folder)
  expect(statSync(profile).mode & 0o777).toBe(0o700)
})

test('what a killed program left behind is removed by the next', async () => {
  const folder = givenFolder()
  const [left, recent] = [await createProfile(folder), await createProfile(folder)]
  const other = join(folder, 'somebody-elses')
  mkdirSync(other)
  writeFileSync(join(left, 'Cookies'), 'x')
  for (const path of [left, other]) utimesSync(path, hoursAgo(2), hoursAgo(2))
  await createProfile(folder)
  expect([left, recent, other].map((path) => existsSync(path))).toEqual([false, true, true])
})

test.runIf(process.platform !== 'win32')(
  'what others can write in is left alone: they could put a link of theirs in the way',
  async () => {
    const folder = givenFolder()
    const mine = givenFolder()
    writeFileSync(join(mine, 'letter'), 'x')
    const [open, link] = [join(folder, 'mmd-tui-browser-open'), join(folder, 'mmd-tui-browser-link')]
    mkdirSync(open)
    chmodSync(open, 0o777)
    symlinkSync(mine, link)
    for (const path of [open, mine]) utimesSync(path, hoursAgo(2), hoursAgo(2))
    await createProfile(folder)
    expect([open, link, join(mine, 'letter')].map((path) => existsSync(path))).toEqual([true, true, true])
  },
)

test('profiles lie among the temporary files', async () => {
  expect(await profilesFolder('/usr/bin/chromium')).toBe(tmpdir())
  expect(await profilesFolder('/not/there')).toBe(tmpdir())
})

test('a browser from a snap has its profile where it can see it', async () => {
  const folder = givenFolder()
  writeFileSync(join(folder, 'snap'), '')
  symlinkSync(join(folder, 'snap'), join(folder, 'chromium'))
  expect(await profilesFolder(join(folder, 'chromium'), '/home/mira')).toBe('/home/mira/snap/chromium/common')
})
