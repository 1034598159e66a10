import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Attachment } from '@mmd/jira-api'
import { expect, onTestFinished, test } from 'vitest'
import { openWorld, testDetail, testIssue, testKey, type World } from '../../../app/testing.ts'
import { deployments, openIssueWorld } from '../../../screens/issue/testing.ts'

const file = (filename: string): Attachment => ({
  id: '7',
  filename,
  author: null,
  created: '2026-11-22T11:00:00.000Z',
  size: 5,
  mimeType: 'text/plain',
})

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'mmd-files-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** An open issue with this attachment under the cursor. */
const withFile = async (filename: string, isGiven = true): Promise<World> => {
  const issue = testIssue(1)
  const detail = testDetail(issue, { attachments: [file(filename)] })
  const world = await openWorld({
    issues: [issue],
    answers: {
      issue: async () => detail,
      remoteLinks: async () => [],
      deleteAttachment: async () => undefined,
      downloadAttachment: async (_attachment, target) => {
        if (!isGiven) throw Object.assign(new Error('there'), { code: 'EEXIST' })
        const path = 'path' in target ? target.path : join(target.folder, target.name ?? '')
        return { path, size: 5, resumedFrom: 0 }
      },
    },
  })
  world.press('enter')
  await world.session().replica.openIssue(testKey(1))
  world.press('g', 'a')
  return world
}

test.each(deployments)('Enter fetches a file of %s into a folder of its own and opens it', async (deployment) => {
  const site = await openIssueWorld(deployment)
  const { world, client, remote, somebody, untilShown } = site
  const { issues } = await client.search({ jql: 'project = PAY ORDER BY key', maxResults: 1 })
  const key = issues[0]?.key ?? testKey(1)
  remote(key).attachments = [
    {
      id: '990001',
      filename: 'no*tes.txt',
      authorKey: somebody,
      created: Date.now(),
      size: 5,
      mimeType: 'text/plain',
      content: Buffer.from('hello'),
    },
  ]
  site.open(key)
  await world.session().replica.openIssue(key, { fresh: true })
  await untilShown('Attachments 1')
  world.press('g', 'a', 'enter')
  await world.until(({ toast }) => toast?.text.startsWith('Opened') === true)
  const [path = ''] = world.openedFiles
  onTestFinished(() => rmSync(dirname(path), { recursive: true, force: true }))
  expect(basename(path)).toBe('no_tes.txt')
  expect(readFileSync(path, 'utf8')).toBe('hello')
  const place = folder()
  writeFileSync(join(place, 'mine.txt'), 'mine')
  world.press('s')
  expect(world.modal('prompt').buffer.text).toBe('~/no_tes.txt')
  world.press('ctrl-u')
  world.paste(join(place, 'mine.txt'))
  world.press('enter')
  await world.until(({ modals }) => {
    const top = modals.at(-1)
    return top?.kind === 'prompt' && top.error !== null
  })
  expect(world.modal('prompt').error).toBe('That is there already: name another place')
  expect(readFileSync(join(place, 'mine.txt'), 'utf8')).toBe('mine')
  world.press('ctrl-u')
  world.paste(place)
  world.press('enter')
  await world.until(({ toast }) => toast?.text.startsWith('Saved') === true)
  expect(readFileSync(join(place, 'no_tes.txt'), 'utf8')).toBe('hello')
})

test('a program of a stranger is not opened', async () => {
  const world = await withFile('photo.png.desktop')
  world.press('enter')
  await world.until(({ toast }) => toast !== null)
  expect(world.toast()).toBe('photo.png.desktop is a program: it is not opened from here · s saves it')
  expect(world.callsOf('downloadAttachment')).toEqual([])
})

test('a name that a stranger chose leads out of no folder', async () => {
  const world = await withFile('../../.ssh/authorized_keys')
  world.press('s')
  expect(world.modal('prompt').buffer.text).toBe('~/authorized_keys')
})

test('where a file cannot be written is said beside the path', async () => {
  const world = await withFile('notes.txt', false)
  world.press('s', 'enter')
  await world.until(({ modals }) => {
    const top = modals.at(-1)
    return top?.kind === 'prompt' && top.error !== null
  })
  expect(world.modal('prompt').error).toBe('That is there already: name another place')
})

test('deleting an attachment says before that there is no way back', async () => {
  const world = await withFile('notes.txt')
  world.press('D')
  expect(world.modal('message').title).toBe('No way back')
  world.press('enter')
  await world.session().replica.idle()
  expect(world.callsOf('deleteAttachment')).toEqual([['7']])
})
