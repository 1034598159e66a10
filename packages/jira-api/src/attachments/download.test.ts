import { readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { connectSite, type SiteOptions } from '../connect-site.ts'
import { isJiraApiError } from '../errors.ts'
import { type OddServer, type Reply, type SeenRequest, startOddServer } from '../testing.ts'
import { makeFolder, someBytes } from './testing.ts'

const connect = (server: Pick<OddServer, 'origin'>, options: Partial<SiteOptions> = {}) =>
  connectSite({
    baseUrl: `${server.origin}/jira`,
    authorize: async () => 'Bearer secret',
    pause: async () => undefined,
    ...options,
  })

const BYTES = someBytes(200_000)
const FILE = { id: '10100', filename: 'dump.bin', size: BYTES.length, mimeType: 'application/octet-stream' }

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (isJiraApiError(error)) return error.code
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : 'nothing was thrown'
}

const startOf = ({ headers }: Pick<SeenRequest, 'headers'>): number =>
  Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)

/** All of it, or the rest that was asked for. */
const whole = (request: SeenRequest): Reply => {
  const from = startOf(request)
  return (response: ServerResponse) => {
    const range = from > 0 ? { 'content-range': `bytes ${from}-${BYTES.length - 1}/${BYTES.length}` } : {}
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': BYTES.length - from, ...range })
    response.end(BYTES.subarray(from))
  }
}

/** A part of what was asked for, and then the connection breaks. */
const broken = (request: SeenRequest, bytes: number): Reply => {
  const from = startOf(request)
  return (response: ServerResponse) => {
    const range = from > 0 ? { 'content-range': `bytes ${from}-${BYTES.length - 1}/${BYTES.length}` } : {}
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': BYTES.length - from, ...range })
    response.write(BYTES.subarray(from, from + bytes), () => setImmediate(() => response.destroy()))
  }
}

test('saves a file below the base URL under a safe name, with its exact bytes', async () => {
  await using folder = await makeFolder()
  await using server = await startOddServer(whole)
  const progress: number[] = []
  const saved = await connect(server).downloadAttachment(
    { ...FILE, filename: '../a b?.bin' },
    { folder: folder.path },
    { onProgress: ({ done }) => progress.push(done) },
  )
  expect(saved).toEqual({ path: folder.in('a b_.bin'), size: BYTES.length, resumedFrom: 0 })
  expect(await readFile(saved.path)).toEqual(BYTES)
  expect(await readdir(folder.path)).toEqual(['a b_.bin'])
  expect(server.seen[0]?.url).toBe('/jira/secure/attachment/10100/..%2Fa%20b%3F.bin')
  expect(server.seen[0]?.headers.authorization).toBe('Bearer secret')
  expect([progress[0], progress.at(-1)]).toEqual([0, BYTES.length])
})

test.each(['', '.', '..'])('asks for the file named %j all the same', async (filename) => {
  await using folder = await makeFolder()
  await using server = await startOddServer(whole)
  await connect(server).downloadAttachment({ ...FILE, filename }, { path: folder.in('x') })
  expect(server.seen[0]?.url).toBe('/jira/secure/attachment/10100/file')
})

test('an id alone is looked up first', async () => {
  await using folder = await makeFolder()
  await using server = await startOddServer((request) =>
    request.url.endsWith('/rest/api/2/attachment/10100') ? { json: { ...FILE, id: 10_100 } } : whole(request),
  )
  const { path } = await connect(server).downloadAttachment('10100', { folder: folder.path })
  expect(path).toBe(folder.in('dump.bin'))
})

test('a file without a byte is saved too', async () => {
  await using folder = await makeFolder()
  await using server = await startOddServer(() => ({ body: '' }))
  const { path } = await connect(server).downloadAttachment({ ...FILE, size: 0 }, { folder: folder.path })
  expect((await stat(path)).size).toBe(0)
})

describe('a name that is taken', () => {
  test('gets a number in a folder', async () => {
    await using folder = await makeFolder()
    await using server = await startOddServer(whole)
    await writeFile(folder.in('dump.bin'), 'mine')
    const site = connect(server)
    await site.downloadAttachment(FILE, { folder: folder.path })
    await site.downloadAttachment(FILE, { folder: folder.path })
    expect((await readdir(folder.path)).sort()).toEqual(['dump (2).bin', 'dump (3).bin', 'dump.bin'])
    expect(await readFile(folder.in('dump.bin'), 'utf8')).toBe('mine')
  })

  test('is an error as a path, before anything is asked, unless it may be overwritten', async () => {
    await using folder = await makeFolder()
    await using server = await startOddServer(whole)
    const path = folder.in('mine')
    await writeFile(path, 'mine')
    const site = connect(server)
    expect(await codeOf(site.downloadAttachment(FILE, { path }))).toBe('EEXIST')
    expect(server.seen).toEqual([])
    await site.downloadAttachment(FILE, { path, overwrite: true })
    expect(await readFile(path)).toEqual(BYTES)
  })
})

describe('a connection that breaks', () => {
  test('goes on where it was', async () => {
    await using folder = await makeFolder()
    await using server = await startOddServer((request, count) =>
      count < 3 ? broken(request, 50_000) : whole(request),
    )
    const { path } = await connect(server).downloadAttachment(FILE, { folder: folder.path })
    expect(await readFile(path)).toEqual(BYTES)
    expect(server.seen[0]?.headers.range).toBeUndefined()
    expect(server.seen.slice(1).every(({ headers }) => /^bytes=\d+-$/.test(headers.range ?? ''))).toBe(true)
  })

  test('for good leaves its part, from which the next call goes on', async () => {
    await using folder = await makeFolder()
    let isWell = false
    await using server = await startOddServer((request) => (isWell ? whole(request) : broken(request, 10_000)))
    const site = connect(server)
    expect(await codeOf(site.downloadAttachment(FILE, { folder: folder.path }))).toBe('network')
    expect(await readdir(folder.path)).toEqual([expect.stringMatching(/^dump\.bin\.[0-9a-f]{12}\.part$/)])
    isWell = true
    const saved = await site.downloadAttachment(FILE, { folder: folder.path })
    expect(saved.resumedFrom).toBeGreaterThan(0)
    expect(await readFile(saved.path)).toEqual(BYTES)
    expect(await readdir(folder.path)).toEqual(['dump.bin'])
  })

  test('begins anew where the site knows no ranges, or answers with another one', async () => {
    for (const odd of ['bytes 0-9/10', 'bytes 1-199999/200000', 'nonsense'] as const) {
      await using folder = await makeFolder()
      await using server = await startOddServer((request, count) => {
        if (count === 1) return broken(request, 50_000)
        if (count === 2) return { status: 206, headers: { 'content-range': odd }, body: 'xxxxxxxxxx' }
        return whole({ ...request, headers: {} })
      })
      const { path } = await connect(server).downloadAttachment(FILE, { folder: folder.path })
      expect(await readFile(path)).toEqual(BYTES)
    }
  })

  test('is over when all was there already', async () => {
    await using folder = await makeFolder()
    let isWell = false
    await using server = await startOddServer((request) => (isWell ? { status: 500 } : broken(request, 10_000)))
    const site = connect(server)
    await codeOf(site.downloadAttachment(FILE, { folder: folder.path }))
    const [part = ''] = await readdir(folder.path)
    await writeFile(folder.in(part), BYTES)
    isWell = true
    const { path } = await site.downloadAttachment(FILE, { folder: folder.path })
    expect(await readFile(path)).toEqual(BYTES)
  })
})

test.each<[string, Reply]>([
  ['longer', { body: 'x'.repeat(BYTES.length + 1) }],
  ['shorter', { body: 'x'.repeat(BYTES.length - 1) }],
])('a file that is %s than was said is not saved', async (_, reply) => {
  await using folder = await makeFolder()
  await using server = await startOddServer(() => reply)
  expect(await codeOf(connect(server).downloadAttachment(FILE, { folder: folder.path }))).toBe('bad-answer')
  expect(await readdir(folder.path)).toEqual([])
})

const HTML = { 'content-type': 'text/html;charset=UTF-8' }

test.each<[string, string, Reply]>([
  [
    'is sent to its log-in page',
    'signed-out',
    { status: 302, headers: { location: '/jira/login.jsp?permissionViolation=true' } },
  ],
  ['is nobody to it', 'signed-out', { headers: { 'x-ausername': 'anonymous' }, body: 'x' }],
  ['meets a single sign-on', 'sso-page', { headers: HTML, body: '\n\n<html><input type="password"></html>' }],
  ['is sent to another host', 'not-jira', { status: 302, headers: { location: 'https://files.example.test/x' } }],
  ['may not', 'forbidden', { status: 403, headers: { ...HTML, 'x-ausername': 'mira' }, body: '<html>No</html>' }],
  [
    'asks for what is gone',
    'not-found',
    { status: 404, headers: { ...HTML, 'x-arequestid': '1' }, body: '<html>Oops</html>' },
  ],
  ['has to slow down', 'rate-limited', { status: 429, headers: { 'retry-after': '120' } }],
])('who %s on Data Center gets %s and no file', async (_, code, reply) => {
  await using folder = await makeFolder()
  await using server = await startOddServer(() => reply)
  expect(await codeOf(connect(server).downloadAttachment(FILE, { folder: folder.path }))).toBe(code)
  expect(await readdir(folder.path)).toEqual([])
})

test('a page that was attached is saved as it is', async () => {
  await using folder = await makeFolder()
  const body = '<html><input type="password"></html>'
  await using server = await startOddServer(() => ({ headers: HTML, body }))
  const page = { ...FILE, filename: 'a.html', size: body.length, mimeType: 'text/html' }
  const { path } = await connect(server).downloadAttachment(page, { folder: folder.path })
  expect(await readFile(path, 'utf8')).toBe(body)
})

test('does not follow a link that lies where the part would be', async () => {
  await using folder = await makeFolder()
  let isWell = false
  await using server = await startOddServer((request) => (isWell ? whole(request) : broken(request, 10_000)))
  const site = connect(server)
  await codeOf(site.downloadAttachment(FILE, { path: folder.in('x') }))
  const [part = ''] = await readdir(folder.path)
  await writeFile(folder.in('victim'), 'mine')
  await rm(folder.in(part))
  await symlink(folder.in('victim'), folder.in(part))
  isWell = true
  expect(await codeOf(site.downloadAttachment(FILE, { path: folder.in('x') }))).toBe('ELOOP')
  expect(await readFile(folder.in('victim'), 'utf8')).toBe('mine')
})

test('ends with the signal in the middle of the bytes, and leaves no connection behind', async () => {
  await using folder = await makeFolder()
  const controller = new AbortController()
  const closed = Promise.withResolvers<void>()
  await using server = await startOddServer(() => (response) => {
    response.writeHead(200, { 'content-length': BYTES.length })
    response.write(BYTES.subarray(0, 1_000))
    response.once('close', () => closed.resolve())
  })
  const options = {
    signal: controller.signal,
    onProgress: ({ done }: { done: number }) => {
      if (done > 0) controller.abort()
    },
  }
  expect(await codeOf(connect(server).downloadAttachment(FILE, { folder: folder.path }, options))).toBe('cancelled')
  await closed.promise
})

test('takes no more time than the budget of the call', async () => {
  await using folder = await makeFolder()
  await using server = await startOddServer(() => (response) => {
    response.writeHead(200, { 'content-length': BYTES.length })
    response.write(BYTES.subarray(0, 1_000))
  })
  const saving = connect(server).downloadAttachment(FILE, { folder: folder.path }, { budgetMs: 50 })
  expect(await codeOf(saving)).toBe('timeout')
})

test('two at once to the same place are two whole files, one after the other', async () => {
  await using folder = await makeFolder()
  const gate = Promise.withResolvers<void>()
  await using server = await startOddServer((request, count) => (response, raw) => {
    const reply = whole({ ...request, headers: {} })
    const go = (): void => (typeof reply === 'function' ? reply(response, raw) : undefined)
    if (count > 1) return go()
    response.writeHead(200, { 'content-length': BYTES.length })
    response.write(BYTES.subarray(0, 100_000))
    void gate.promise.then(() => response.end(BYTES.subarray(100_000)))
  })
  const site = connect(server)
  const started = Promise.withResolvers<void>()
  const first = site.downloadAttachment(
    FILE,
    { folder: folder.path },
    { onProgress: ({ done }) => (done > 0 ? started.resolve() : undefined) },
  )
  await started.promise
  const controller = new AbortController()
  const given = codeOf(site.downloadAttachment(FILE, { folder: folder.path }, { signal: controller.signal }))
  const second = site.downloadAttachment(FILE, { folder: folder.path })
  await new Promise((resolve) => setImmediate(resolve))
  controller.abort()
  expect(await given).toBe('cancelled')
  gate.resolve()
  for (const { path } of await Promise.all([first, second])) expect(await readFile(path)).toEqual(BYTES)
  expect((await readdir(folder.path)).sort()).toEqual(['dump (2).bin', 'dump.bin'])
})

test('a connection that breaks is counted, and what a site echoes of the credential is not told', async () => {
  await using folder = await makeFolder()
  await using server = await startOddServer((_, count) =>
    count < 2
      ? (response) => response.destroy()
      : { status: 400, headers: { 'content-type': 'text/plain' }, body: 'bad: Bearer secret-token-1' },
  )
  const statuses: (number | undefined)[] = []
  const site = connect(server, {
    authorize: async () => 'Bearer secret-token-1',
    onRequest: ({ status }) => statuses.push(status),
  })
  const error: unknown = await site.downloadAttachment(FILE, { folder: folder.path }).catch((reason: unknown) => reason)
  expect(JSON.stringify(error) + String(error)).not.toContain('secret-token')
  expect(statuses).toEqual([undefined, 400])
})

describe('on Cloud', () => {
  const cloud = (server: Pick<OddServer, 'origin'>, options: Partial<SiteOptions> = {}) =>
    connect(server, { deployment: 'cloud', ...options })

  test('the media service is asked as nobody', async () => {
    await using folder = await makeFolder()
    await using media = await startOddServer(whole)
    await using server = await startOddServer(() => ({
      status: 303,
      headers: { location: `${media.origin}/file?token=t`, 'set-cookie': 'session=1; Path=/' },
    }))
    const { path } = await cloud(server).downloadAttachment(FILE, { folder: folder.path })
    expect(await readFile(path)).toEqual(BYTES)
    expect(server.seen[0]?.url).toBe('/jira/rest/api/3/attachment/content/10100')
    expect(media.seen.map(({ url }) => url)).toEqual(['/file?token=t'])
    for (const name of ['authorization', 'cookie', 'x-atlassian-token'])
      expect(media.seen[0]?.headers[name]).toBeUndefined()
  })

  test('goes on at the media service, with a new address', async () => {
    await using folder = await makeFolder()
    await using media = await startOddServer((request, count) =>
      count === 1 ? broken(request, 50_000) : whole(request),
    )
    await using server = await startOddServer((_, count) => ({
      status: 303,
      headers: { location: `${media.origin}/${count}` },
    }))
    const { path } = await cloud(server).downloadAttachment(FILE, { folder: folder.path })
    expect(await readFile(path)).toEqual(BYTES)
    expect(media.seen.map(({ url }) => url)).toEqual(['/1', '/2'])
    expect(media.seen[1]?.headers.range).toMatch(/^bytes=\d+-$/)
  })

  test.each(['http://files.example.test/x', 'ftp://127.0.0.1/x', 'http://me:pw@127.0.0.1/x', 'file:///etc/passwd'])(
    'is not led to %s',
    async (location) => {
      await using folder = await makeFolder()
      await using server = await startOddServer(() => ({ status: 303, headers: { location } }))
      expect(await codeOf(cloud(server).downloadAttachment(FILE, { folder: folder.path }))).toBe('not-jira')
      expect(server.seen.length).toBe(1)
    },
  )

  test('is not led round in circles', async () => {
    await using folder = await makeFolder()
    await using media = await startOddServer(() => ({ status: 302, headers: { location: '/again' } }))
    await using server = await startOddServer(() => ({ status: 303, headers: { location: media.origin } }))
    expect(await codeOf(cloud(server).downloadAttachment(FILE, { folder: folder.path }))).toBe('not-jira')
    expect(media.seen.length).toBe(3)
  })
})
