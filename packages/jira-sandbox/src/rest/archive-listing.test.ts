import { expect, test } from 'vitest'
import { startHttpClient } from './client-for-tests.ts'
import { zipEntries } from './zip-entries.ts'

const entry = (name: string, size: number): Buffer => {
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02_01_4b_50, 0)
  head.writeUInt32LE(size, 24)
  head.writeUInt16LE(Buffer.byteLength(name), 28)
  return Buffer.concat([head, Buffer.from(name)])
}

/** An archive of nothing but its directory, which is all that is read. */
const archive = (...entries: readonly Buffer[]): Buffer => {
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06_05_4b_50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  return Buffer.concat([directory, end])
}

test('An archive is listed for people and for programs', async () => {
  await using client = await startHttpClient()
  const issue = client.sandbox.world.findIssue('PAY-102')
  const content = archive(entry('logs/', 0), entry('logs/über.log', 121_856), entry('a.bin', 7))
  const file = { authorKey: null, created: 0, size: content.length, mimeType: 'application/zip', content }
  issue?.attachments.push({ id: '901', filename: 'logs.zip', ...file })
  expect((await client.ask('GET', '/attachment/901/expand/human')).json).toEqual({
    id: 901,
    name: 'logs.zip',
    mediaType: 'application/zip',
    totalEntryCount: 2,
    entries: [
      { path: 'logs/über.log', index: 1, size: '119 kB', mediaType: 'text/plain', label: 'logs/über.log' },
      { path: 'a.bin', index: 2, size: '0.0 kB', mediaType: 'application/octet-stream', label: 'a.bin' },
    ],
  })
  expect((await client.ask('GET', '/attachment/901/expand/raw')).json).toEqual({
    totalEntryCount: 2,
    entries: [
      { entryIndex: 1, name: 'logs/über.log', size: 121_856, mediaType: 'text/plain' },
      { entryIndex: 2, name: 'a.bin', size: 7, mediaType: 'application/octet-stream' },
    ],
  })
})

test('What is no archive has no entries, and what is not there is a 404', async () => {
  await using client = await startHttpClient()
  const issue = client.sandbox.world.findIssue('PAY-102')
  const file = { authorKey: null, created: 0, size: 9, mimeType: 'text/plain', content: Buffer.from('plain old') }
  issue?.attachments.push({ id: '902', filename: 'a.txt', ...file })
  expect((await client.ask('GET', '/attachment/902/expand/raw')).json).toEqual({ entries: [], totalEntryCount: 0 })
  expect((await client.ask('GET', '/attachment/999999/expand/raw')).status).toBe(404)
})

test.each([
  [
    'an end that counts more than there are',
    archive(entry('a', 1)).fill(9, archive(entry('a', 1)).length - 12, archive(entry('a', 1)).length - 10),
  ],
  [
    'a directory that lies behind the end',
    archive(entry('a', 1)).fill(0xff, archive(entry('a', 1)).length - 6, archive(entry('a', 1)).length - 2),
  ],
  ['nothing', Buffer.alloc(0)],
])('An archive with %s is none', (_, bytes) => {
  expect(zipEntries(bytes)).toEqual([])
})
