import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'
import { startOddServer } from '../testing.ts'
import { makeFolder, someBytes } from './testing.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ issues: 20 })
})
afterAll(() => sandbox.close())
afterEach(() => {
  sandbox.faults.clear()
  sandbox.journal.clear()
})

const pause = async (): Promise<void> => undefined

const clientOf = (): SiteClient => {
  const token = sandbox.issuePat('mira')
  return connectSite({ baseUrl: sandbox.baseUrl, authorize: async () => `Bearer ${token}`, pause })
}

/** An issue that mira may attach to. */
const keyOf = async (site: SiteClient): Promise<string> => {
  const { issues } = await site.search({ jql: 'assignee = mira', maxResults: 1 })
  return issues[0]?.key ?? ''
}

const bytesOf = (bytes: Uint8Array) =>
  async function* (): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 16_384) yield bytes.subarray(at, at + 16_384)
  }

const SENDING = /\/attachments$/

describe('Data Center', () => {
  test('takes files from disk and from elsewhere, and gives back the same bytes', async () => {
    await using folder = await makeFolder()
    const site = clientOf()
    const key = await keyOf(site)
    const bytes = someBytes(300_000)
    await writeFile(folder.in('trace "ü" 1.log'), bytes)
    const progress: string[] = []
    const uploads = await site.uploadAttachments(
      key,
      [{ path: folder.in('trace "ü" 1.log') }, { name: 'empty', size: 0, open: bytesOf(Buffer.alloc(0)) }],
      { onProgress: ({ name, done, total }) => progress.push(`${name} ${done}/${total}`) },
    )
    expect(uploads.map(({ state, size }) => [state, size])).toEqual([
      ['attached', 300_000],
      ['attached', 0],
    ])
    expect(progress.at(0)).toBe('trace "ü" 1.log 0/300000')
    expect(progress).toContain('trace "ü" 1.log 300000/300000')
    const attachment = uploads[0]?.attachment
    if (attachment === null || attachment === undefined) throw new Error('Nothing was attached')
    const saved = await site.downloadAttachment(attachment, { folder: folder.path })
    expect(await readFile(saved.path)).toEqual(bytes)
  })

  test('is not sent what is larger than it says that it takes', async () => {
    const site = clientOf()
    const [upload] = await site.uploadAttachments(await keyOf(site), [
      { name: 'big', size: 20 * 1024 * 1024, open: bytesOf(Buffer.alloc(0)) },
    ])
    expect(upload).toMatchObject({ state: 'refused', error: { code: 'refused', details: { reason: 'NOT_SENT' } } })
    expect(sandbox.journal.count(({ method, path }) => method === 'POST' && SENDING.test(path))).toBe(0)
  })

  test('is asked for nothing that the caller knows, or finds out himself', async () => {
    const site = clientOf()
    const key = await keyOf(site)
    const rules = await site.attachmentRules()
    expect(rules).toEqual({ enabled: true, limit: 10 * 1024 * 1024 })
    sandbox.journal.clear()
    const file = { name: 'one.bin', size: 3, open: bytesOf(someBytes(3)) }
    const [sent] = await site.uploadAttachments(key, [file], { rules, finds: false })
    expect(sent?.state).toBe('attached')
    sandbox.faults.add({ kind: 'drop-after', match: { method: 'POST', path: SENDING }, times: 1 })
    const [lost] = await site.uploadAttachments(key, [file], { rules, finds: false })
    expect(lost).toMatchObject({ state: 'unknown', error: { code: 'network' } })
    expect(sandbox.journal.entries.map(({ method }) => method)).toEqual(['POST', 'POST'])
    await expect(site.uploadAttachments(key, [file], { rules: { ...rules, enabled: false } })).rejects.toThrow('off')
    expect(sandbox.journal.entries.length).toBe(2)
  })

  test('is asked whether a file arrived whose answer got lost, and gets it once', async () => {
    const site = clientOf()
    const key = await keyOf(site)
    const file = { name: 'lost.bin', size: 5_000, open: bytesOf(someBytes(5_000)) }
    await site.uploadAttachments(key, [file])
    sandbox.faults.add({ kind: 'drop-after', match: { method: 'POST', path: SENDING }, times: 1 })
    const [upload] = await site.uploadAttachments(key, [file])
    expect(upload).toMatchObject({ state: 'attached', error: null, attachment: { filename: 'lost.bin', size: 5_000 } })
    const { attachments } = await site.issue(key)
    expect(attachments.filter(({ filename }) => filename === 'lost.bin').length).toBe(2)
  })

  test('that never saw a file leaves it unknown, and is not sent it again', async () => {
    const site = clientOf()
    const key = await keyOf(site)
    const file = { name: 'never.bin', size: 5_000, open: bytesOf(someBytes(5_000)) }
    await site.uploadAttachments(key, [{ ...file, name: 'other.bin' }])
    sandbox.faults.add({ kind: 'drop', match: { method: 'POST', path: SENDING }, times: 1 })
    sandbox.journal.clear()
    const uploads = await site.uploadAttachments(key, [file, { ...file, name: 'next.bin' }])
    expect(uploads.map(({ state }) => state)).toEqual(['unknown', 'attached'])
    expect(uploads[0]?.error?.code).toBe('network')
  })

  test('is sent a file again that it turned away for the rate, from its start', async () => {
    const site = clientOf()
    const key = await keyOf(site)
    sandbox.faults.add({ kind: 'rate-limit', match: { method: 'POST', path: SENDING }, times: 2 })
    const bytes = someBytes(100_000)
    const [upload] = await site.uploadAttachments(key, [
      { name: 'again.bin', size: bytes.length, open: bytesOf(bytes) },
    ])
    expect(upload).toMatchObject({ state: 'attached', attachment: { size: 100_000 } })
  })

  test('gets no whole form of a file that is shorter than was said', async () => {
    const site = clientOf()
    const [upload] = await site.uploadAttachments(await keyOf(site), [
      { name: 'short', size: 10_000, open: bytesOf(someBytes(9_000)) },
    ])
    expect(upload).toMatchObject({ state: 'not-sent', error: { message: expect.stringContaining('changed its size') } })
  })

  test('is not asked at all when a file is not there', async () => {
    await using folder = await makeFolder()
    await expect(clientOf().uploadAttachments('PAY-1', [{ path: folder.in('none') }])).rejects.toThrow('ENOENT')
    expect(sandbox.journal.entries.length).toBe(0)
  })

  test('that refuses one file is sent the next', async () => {
    const site = clientOf()
    const key = await keyOf(site)
    sandbox.faults.add({ kind: 'html', status: 413, match: { method: 'POST', path: SENDING }, times: 1 })
    const file = { name: 'a', size: 3, open: bytesOf(someBytes(3)) }
    const uploads = await site.uploadAttachments(key, [file, { ...file, name: 'b' }])
    expect(uploads.map(({ state, error }) => [state, error?.message])).toEqual([
      ['refused', 'This is larger than the site, or a proxy before it, takes'],
      ['attached', undefined],
    ])
  })

  test('that no longer knows us is not sent the rest', async () => {
    const site = clientOf()
    const key = await keyOf(site)
    sandbox.faults.add({ kind: 'captcha', match: { method: 'POST', path: SENDING } })
    const file = { name: 'a', size: 3, open: bytesOf(someBytes(3)) }
    const uploads = await site.uploadAttachments(key, [file, { ...file, name: 'b' }])
    expect(uploads.map(({ state }) => state)).toEqual(['refused', 'not-sent'])
  })
})

/** Takes requests in its own hands as they come in, before their bodies. */
const startSink = async (onUpload: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer((request, response) => {
    if (request.method === 'POST') return onUpload(request, response)
    response.setHeader('content-type', 'application/json')
    response.end(request.url?.endsWith('/meta') === true ? '{"enabled":true}' : '{"fields":{"attachment":[]}}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const site = connectSite({ baseUrl: `http://127.0.0.1:${port}`, authorize: async () => 'Bearer x', pause })
  return {
    site,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

test('who cancels while the issue is looked at does not wait for it', async () => {
  const controller = new AbortController()
  let looked = 0
  await using server = await startOddServer(({ method, url }) => {
    if (method === 'POST') return (response) => response.destroy()
    if (url.endsWith('/meta')) return { json: { enabled: true } }
    looked += 1
    if (looked === 1) return { json: { fields: { attachment: [] } } }
    controller.abort()
    return () => undefined
  })
  const site = connectSite({ baseUrl: server.origin, authorize: async () => 'Bearer x', pause })
  const file = { name: 'a', size: 3, open: bytesOf(someBytes(3)) }
  const uploads = await site.uploadAttachments('A-1', [file, file], { signal: controller.signal })
  expect(uploads.map(({ state }) => state)).toEqual(['unknown', 'not-sent'])
})

const MEGABYTE = 1024 * 1024

/** A file of any size that takes no memory; told how much of it was taken. */
const endless = (size: number, onTaken: (taken: number) => void = () => undefined) => {
  const chunk = Buffer.alloc(65_536, 'x')
  return {
    name: 'endless.bin',
    size,
    open: async function* (): AsyncGenerator<Uint8Array> {
      for (let taken = 0; taken < size; taken += chunk.length) {
        onTaken(taken)
        yield chunk.subarray(0, size - taken)
      }
    },
  }
}

test('no more of a file is read than the site has taken, but for what fits between', async () => {
  let received = 0
  let gap = 0
  const size = 100 * MEGABYTE
  await using sink = await startSink((request, response) => {
    request.on('data', (chunk: Buffer) => {
      received += chunk.length
    })
    request.on('end', () => response.end(`[{"id":"1","filename":"endless.bin","size":${size}}]`))
  })
  const file = endless(size, (taken) => {
    gap = Math.max(gap, taken - received)
  })
  const [upload] = await sink.site.uploadAttachments('A-1', [file])
  expect(upload?.state).toBe('attached')
  expect(received).toBeGreaterThan(size)
  // Buffers of the system, which may be megabytes on a loopback, and those of the streams.
  expect(gap).toBeLessThan(16 * MEGABYTE)
})

test('ends with the signal in the middle of a file, closes what it read from, and leaves no connection behind', async () => {
  const controller = new AbortController()
  const closed = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  await using sink = await startSink((request) => {
    request.once('close', () => closed.resolve())
    request.on('error', () => undefined)
    request.once('data', () => controller.abort())
  })
  const bytes = endless(50 * MEGABYTE)
  const file = {
    ...bytes,
    open: async function* (): AsyncGenerator<Uint8Array> {
      try {
        yield* bytes.open()
      } finally {
        released.resolve()
      }
    },
  }
  const [upload] = await sink.site.uploadAttachments('A-1', [file], { signal: controller.signal })
  expect(upload).toMatchObject({ state: 'unknown', error: { code: 'cancelled' } })
  await Promise.all([closed.promise, released.promise])
})

test('has a length that is said first, and the header against forgery', async () => {
  let headers: IncomingMessage['headers'] = {}
  let bytes = 0
  await using sink = await startSink((request, response) => {
    headers = request.headers
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    request.on('end', () => response.end('[{"id":"1","filename":"endless.bin","size":3145728}]'))
  })
  const [upload] = await sink.site.uploadAttachments('A-1', [endless(3 * MEGABYTE)])
  expect(upload?.state).toBe('attached')
  expect(headers['content-length']).toBe(String(bytes))
  expect(headers).toMatchObject({
    'x-atlassian-token': 'no-check',
    'content-type': expect.stringMatching(/^multipart\/form-data; boundary=mmd-tui-[0-9a-f]{36}$/),
  })
  expect(headers['transfer-encoding']).toBeUndefined()
})

test('why a site hangs up in the middle of a file is heard', async () => {
  await using sink = await startSink((request, response) => {
    request.once('data', () => {
      response.writeHead(413, { 'content-type': 'text/html', connection: 'close' })
      response.end('<html>Too large</html>', () => request.destroy())
    })
  })
  const [upload] = await sink.site.uploadAttachments('A-1', [endless(50 * MEGABYTE)])
  expect(upload?.error?.details.status ?? upload?.error?.code).toSatisfy(
    // The system may lose what it had not read when the other side hung up; then nobody knows.
    (said: unknown) => said === 413 || said === 'network',
  )
})

describe('Cloud', () => {
  let cloud: CloudSandbox
  beforeAll(async () => {
    cloud = await startCloudSandbox({ issues: 20 })
  })
  afterAll(() => cloud.close())

  test('takes a file, and leads to its bytes elsewhere', async () => {
    await using folder = await makeFolder()
    const email = cloud.world.users.find(({ name }) => name === 'mira')?.email ?? ''
    const token = cloud.issueApiToken(email)
    const authorization = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`
    const site = connectSite({
      baseUrl: cloud.siteUrl,
      deployment: 'cloud',
      authorize: async () => authorization,
      pause,
    })
    const { issues } = await site.search({ jql: 'assignee = currentUser()', maxResults: 1 })
    const bytes = someBytes(150_000)
    const [upload] = await site.uploadAttachments(issues[0]?.key ?? '', [
      { name: 'dump.bin', size: bytes.length, open: bytesOf(bytes) },
    ])
    if (upload === undefined || upload.attachment === null)
      throw new Error(`Nothing was attached: ${upload?.error?.message}`)
    const saved = await site.downloadAttachment(upload.attachment.id, { folder: folder.path })
    expect(await readFile(saved.path)).toEqual(bytes)
  })
})
