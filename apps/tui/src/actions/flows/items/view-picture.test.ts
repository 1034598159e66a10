import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Attachment } from '@mmd/jira-api'
import { expect, onTestFinished, test } from 'vitest'
import { openWorld, testDetail, testIssue, testKey, type World } from '../../../app/testing.ts'
import { drawn } from '../testing.ts'

/** Two pixels, black and white, as a PNG. */
const small = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR4nGNg+A8AAQIBAEK+vGgAAAAASUVORK5CYII=',
  'base64',
)

/** An issue with this file under the cursor. */
const withPicture = async (
  id: string,
  content: Buffer,
  size = content.length,
  [filename, mimeType]: readonly [string, string] = ['shot.png', 'image/png'],
): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'mmd-picture-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'picture')
  writeFileSync(path, content)
  const file: Attachment = { id, filename, author: null, created: null, size, mimeType }
  const world = await openWorld({
    answers: {
      issue: async () => testDetail(testIssue(1), { attachments: [file] }),
      remoteLinks: async () => [],
      downloadAttachment: async () => ({ path, size, resumedFrom: 0 }),
    },
  })
  world.press('enter')
  await world.session().replica.openIssue(testKey(1))
  world.press('g', 'a', 'v')
  return world
}

test('v shows a picture in the terminal, and Esc closes it', async () => {
  const world = await withPicture('901', small)
  await world.until(({ modals }) => modals.at(-1)?.kind === 'picture')
  expect(drawn(world)).toMatch(/shot\.png .*2 × 1 · 68 B/)
  expect(drawn(world)).toContain('│ @')
  world.press('esc')
  expect(world.state().modals).toEqual([])
})

test('what is no picture, or one that is not safe to unpack, is left to Enter', async () => {
  const other = await withPicture('902', Buffer.from('hello'))
  await other.until(({ toast }) => toast !== null)
  expect(other.toast()).toBe('Only PNG, JPEG and GIF are shown here · Enter opens it')
  const huge = await withPicture('903', small, 900_000_000)
  await huge.until(({ toast }) => toast !== null)
  expect(huge.toast()).toBe('shot.png is too large to be shown here · Enter opens it')
  expect(huge.callsOf('downloadAttachment')).toEqual([])
  const called = await withPicture('904', small, 2, ['bill.pdf', 'application/pdf'])
  await called.until(({ toast }) => toast !== null)
  expect(called.toast()).toBe('Only PNG, JPEG and GIF are shown here · Enter opens it')
  expect(called.callsOf('downloadAttachment')).toEqual([])
})

test('n and p go through the pictures of the issue, Enter opens one and s saves it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mmd-picture-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'picture')
  writeFileSync(path, small)
  const file = (id: string, filename: string, mimeType: string): Attachment => ({
    id,
    filename,
    author: null,
    created: null,
    size: small.length,
    mimeType,
  })
  const attachments = [
    file('911', 'a.png', 'image/png'),
    file('912', 'b.txt', 'text/plain'),
    file('913', 'c.png', 'image/png'),
  ]
  const world = await openWorld({
    answers: {
      issue: async () => testDetail(testIssue(1), { attachments }),
      remoteLinks: async () => [],
      downloadAttachment: async () => ({ path, size: small.length, resumedFrom: 0 }),
    },
  })
  world.press('enter')
  await world.session().replica.openIssue(testKey(1))
  world.press('g', 'a', 'v')
  const shows = (title: string) =>
    world.until(({ modals }) => {
      const top = modals.at(-1)
      return top?.kind === 'picture' && top.title === title
    })
  await shows('a.png')
  world.press('n')
  await shows('c.png')
  expect(world.state().issue.cursor?.item).toBe('file/913')
  world.press('p')
  await shows('a.png')
  world.press('p')
  await shows('c.png')
  world.press('enter')
  await world.until(({ toast }) => toast !== null)
  expect(world.openedFiles).toEqual([path])
  world.press('v')
  await shows('c.png')
  world.press('s')
  expect(world.modal('prompt').title).toBe('Save c.png')
})

test('a picture does not open over a dialog that was opened while it was fetched', async () => {
  const world = await withPicture('921', small)
  world.press('?')
  await world.until(({ toast }) => toast?.text.includes('shot.png') === true)
  expect(world.toast()).toBe('shot.png is here now · v on it shows it')
  expect(world.state().modals.map(({ kind }) => kind)).toEqual(['help'])
  world.press('esc', 'v')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'picture')
})
