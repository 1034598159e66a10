import { createServer } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { connectSite, type SiteOptions } from './connect-site.ts'
import { isJiraApiError, type JiraApiError } from './errors.ts'
import { type OddServer, type Reply, type SeenRequest, startOddServer, wiki } from './testing.ts'

const SECRET = 'c2VjcmV0LXRva2VuLTQyMTc'

const connect = (server: Pick<OddServer, 'origin'>, options: Partial<SiteOptions> = {}) =>
  connectSite({
    baseUrl: `${server.origin}/jira`,
    authorize: async () => `Bearer ${SECRET}`,
    pause: async () => undefined,
    ...options,
  })

const errorOf = async (promise: Promise<unknown>): Promise<JiraApiError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!isJiraApiError(error)) throw new Error('No JiraApiError was thrown', { cause: error })
  return error
}

const HTML = { 'content-type': 'text/html;charset=UTF-8' }
const ME = { name: 'mira', displayName: 'Mira', active: true }
const asMira = { 'x-ausername': 'mira', 'x-arequestid': '1x1x1' }
const asNobody = { 'x-ausername': 'anonymous', 'x-arequestid': '1x1x1' }

describe('a request', () => {
  test('goes below the context path with the headers that Jira wants', async () => {
    await using server = await startOddServer(() => ({ json: ME }))
    await connect(server).myself()
    expect(server.seen[0]).toMatchObject({
      method: 'GET',
      url: '/jira/rest/api/2/myself',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${SECRET}`,
        'x-atlassian-token': 'no-check',
        'user-agent': expect.stringMatching(/^mmd-tui\/\d+\.\d+\.\d+$/),
      },
    })
  })

  test('encodes each part of its path', async () => {
    await using server = await startOddServer(() => ({ json: { transitions: [] } }))
    await connect(server).transitions('A/../B?x=1#y')
    expect(server.seen[0]?.url).toBe(
      '/jira/rest/api/2/issue/A%2F..%2FB%3Fx%3D1%23y/transitions?expand=transitions.fields',
    )
  })

  test('is logged without its query', async () => {
    await using server = await startOddServer(() => ({ json: { issues: [], total: 0, startAt: 0 } }))
    const entries: unknown[] = []
    await connect(server, { onRequest: (entry) => entries.push(entry) }).search({ jql: 'text ~ "private"' })
    expect(entries).toEqual([
      {
        method: 'GET',
        path: '/rest/api/2/search',
        endpoint: 'GET /rest/api/2/search',
        status: 200,
        bytes: 35,
        bytesSent: 0,
        ms: expect.any(Number),
        waitMs: expect.any(Number),
        attempt: 1,
      },
    ])
  })

  test('moves a long query to the body', async () => {
    await using server = await startOddServer(() => ({ json: { issues: [], total: 0, startAt: 0 } }))
    const jql = `key in (${'PAY-1, '.repeat(500)}PAY-2)`
    await connect(server).search({ jql })
    expect(server.seen[0]?.method).toBe('POST')
    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({ jql, startAt: 0, maxResults: 50 })
  })

  test('refuses a base URL with a password, or of another scheme', () => {
    const authorize = async () => undefined
    expect(() => connectSite({ baseUrl: 'https://me:secret@jira.test', authorize })).toThrow(TypeError)
    expect(() => connectSite({ baseUrl: 'file:///etc/passwd', authorize })).toThrow(TypeError)
    expect(() => connectSite({ baseUrl: 'jira', authorize })).toThrow(TypeError)
  })
})

describe('a proxy', () => {
  test('is used when the environment names one', async () => {
    await using proxy = await startOddServer(() => ({ json: ME }))
    await connect({ origin: 'http://jira.example.test' }, { proxyEnv: { HTTP_PROXY: proxy.origin } }).myself()
    expect(proxy.seen[0]?.url).toBe('http://jira.example.test/jira/rest/api/2/myself')
  })

  test('is left out for the hosts of NO_PROXY', async () => {
    await using proxy = await startOddServer(() => ({ json: ME }))
    await using server = await startOddServer(() => ({ json: ME }))
    const proxyEnv = { HTTP_PROXY: proxy.origin, NO_PROXY: '127.0.0.1' }
    await connect(server, { proxyEnv }).myself()
    expect([proxy.seen.length, server.seen.length]).toEqual([0, 1])
  })
})

describe('an odd answer', () => {
  const odd: readonly (readonly [string, string, Reply])[] = [
    ['401 JSON', 'signed-out', { status: 401, json: { errorMessages: ['You are not authenticated'] } }],
    ['401 plain text', 'signed-out', { status: 401, body: 'Client must be authenticated to access this resource.' }],
    [
      '401 for want of a scope',
      'scope-missing',
      { status: 401, json: { code: 401, message: 'Unauthorized; scope does not match' } },
    ],
    ['401 although the site sees the user', 'forbidden', { status: 401, headers: asMira, json: { message: 'no' } }],
    ['401 of a Kerberos front', 'sso-page', { status: 401, headers: { ...HTML, 'www-authenticate': 'Negotiate' } }],
    ['an empty list for nobody', 'signed-out', { headers: asNobody, json: [] }],
    [
      'an empty list after a failed log-in',
      'signed-out',
      { headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }, json: [] },
    ],
    [
      '404 for nobody',
      'signed-out',
      { status: 404, headers: asNobody, json: { errorMessages: ['Issue Does Not Exist'] } },
    ],
    ['403', 'forbidden', { status: 403, headers: asMira, body: 'XSRF check failed' }],
    ['404', 'not-found', { status: 404, headers: asMira, json: { errorMessages: ['Issue Does Not Exist'] } }],
    ['404 page of Jira', 'not-found', { status: 404, headers: { ...HTML, ...asMira }, body: '<html>Oops</html>' }],
    ['404 page of another server', 'not-jira', { status: 404, headers: HTML, body: '<html>Oops</html>' }],
    ['400', 'refused', { status: 400, json: { errorMessages: [], errors: { summary: 'Too long' } } }],
    ['409', 'conflict', { status: 409, json: {} }],
    [
      '429',
      'rate-limited',
      { status: 429, headers: { ...HTML, 'retry-after': '120' }, body: '<html>Slow down</html>' },
    ],
    ['500', 'server-error', { status: 500, json: { message: 'boom' } }],
    [
      '503 of a proxy',
      'server-error',
      { status: 503, headers: { ...HTML, 'retry-after': '90' }, body: '<html></html>' },
    ],
    [
      'captcha',
      'login-denied',
      { status: 403, headers: { ...HTML, 'x-authentication-denied-reason': 'CAPTCHA_CHALLENGE; login-url=x' } },
    ],
    [
      'a denied log-in with 200',
      'login-denied',
      { headers: { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' }, json: {} },
    ],
    [
      'a log-in page',
      'sso-page',
      { headers: HTML, body: '\n\n <html><form><input type="password" name="p"></form></html>' },
    ],
    ['another page', 'not-jira', { headers: HTML, body: '<html><h1>It works!</h1></html>' }],
    [
      'a page that says it is JSON',
      'not-jira',
      { headers: { 'content-type': 'application/json' }, body: '<html></html>' },
    ],
    [
      'a redirect to the log-in page',
      'sso-page',
      { status: 302, headers: { location: '/login.jsp?os_destination=x' } },
    ],
    ['a redirect elsewhere', 'not-jira', { status: 301, headers: { location: 'https://example.test/' } }],
    ['broken JSON', 'bad-answer', { headers: { 'content-type': 'application/json' }, body: '[{"id":' }],
    ['plain text', 'not-jira', { headers: { 'content-type': 'text/plain' }, body: 'hello' }],
    ['no content', 'bad-answer', { status: 204 }],
    ['JSON of another shape', 'bad-answer', { json: { hello: 1 } }],
    ['a dropped connection', 'network', (response) => response.destroy()],
    [
      'half an answer',
      'network',
      (response) =>
        void (response.writeHead(200, { 'content-length': '9' }),
        response.write('['),
        setImmediate(() => response.destroy())),
    ],
  ]

  test.each(odd)('%s is %s, and its error holds no secret', async (_, code, reply) => {
    await using server = await startOddServer(() => reply)
    const error = await errorOf(connect(server).priorities())
    expect(error.code).toBe(code)
    expect(error.details.request).toMatch(/^GET /)
    const everything = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error) + String(error.stack)
    expect(everything).not.toContain(SECRET)
  })

  test('does not take the credential to the redirect target', async () => {
    await using elsewhere = await startOddServer(() => ({ json: [] }))
    await using server = await startOddServer(() => ({ status: 302, headers: { location: `${elsewhere.origin}/` } }))
    await errorOf(connect(server).priorities())
    expect(elsewhere.seen).toEqual([])
  })

  test('tells how long to wait when the rate is limited', async () => {
    await using server = await startOddServer(() => ({ status: 429, headers: { 'retry-after': '120' } }))
    const error = await errorOf(connect(server).priorities())
    expect(error.details.retryAfter).toBe(120)
    expect(server.seen.length).toBe(1)
  })

  test('carries what the site said, cleaned, by field', async () => {
    await using server = await startOddServer(() => ({
      status: 400,
      json: { errorMessages: ['\u001b[31mNo\u001b[0m way'], errors: { customfield_1: 'Too\nlong' } },
    }))
    const error = await errorOf(connect(server).edit('PAY-1', { fields: { summary: 'x' } }))
    expect(error.details).toMatchObject({ status: 400, messages: ['No way'], fields: { customfield_1: 'Too long' } })
  })

  test('longer than the limit is refused before it is read to the end', async () => {
    await using server = await startOddServer(() => ({ json: ['x'.repeat(200_000)] }))
    const error = await errorOf(connect(server, { maxBytes: 100_000 }).priorities())
    expect(error.code).toBe('bad-answer')
  })

  test('is measured as it unpacks', async () => {
    await using server = await startOddServer(() => (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      response.end(gzipSync(JSON.stringify(['x'.repeat(200_000)])))
    })
    const error = await errorOf(connect(server, { maxBytes: 100_000 }).priorities())
    expect(error.code).toBe('bad-answer')
  })
})

describe('a site that does not answer', () => {
  const never: Reply = () => undefined

  test('times out', async () => {
    await using server = await startOddServer(() => never)
    const error = await errorOf(connect(server, { timeouts: { response: 50 } }).priorities())
    expect(error.code).toBe('timeout')
  })

  test('is given up when the signal fires', async () => {
    const controller = new AbortController()
    await using server = await startOddServer(() => {
      controller.abort()
      return never
    })
    const error = await errorOf(connect(server).priorities({ signal: controller.signal }))
    expect(error.code).toBe('cancelled')
  })

  test('is not asked at all when the signal has fired before', async () => {
    await using server = await startOddServer(() => ({ json: [] }))
    const error = await errorOf(connect(server).priorities({ signal: AbortSignal.abort() }))
    expect([error.code, server.seen.length]).toEqual(['cancelled', 0])
  })

  test('is a network error when nothing listens', async () => {
    const listener = createServer()
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    const { port } = listener.address() as { port: number }
    await new Promise((resolve) => listener.close(resolve))
    const error = await errorOf(connect({ origin: `http://127.0.0.1:${port}` }).priorities())
    expect(error).toMatchObject({ code: 'network', details: { reason: 'ECONNREFUSED' } })
  })

  test('is a TLS error when it does not speak TLS', async () => {
    await using server = await startOddServer(() => ({ json: [] }))
    const error = await errorOf(connect({ origin: server.origin.replace('http:', 'https:') }).priorities())
    expect(error.code).toBe('tls')
    expect(error.details.reason).toMatch(/^(?:ERR_SSL_|EPROTO)/)
  })
})

describe('trying again', () => {
  const failing =
    (reply: Reply, times: number, after: Reply) =>
    (_: SeenRequest, count: number): Reply =>
      count <= times ? reply : after

  const dropped: Reply = (response) => response.destroy()

  test.each([
    ['a 503', { status: 503 }],
    ['a rate limit', { status: 429, headers: { 'retry-after': '0' } }],
    ['a reset', dropped],
  ] as const)('gets over %s, twice, when nothing can be done twice', async (_, reply) => {
    const pauses: number[] = []
    const pause = async (ms: number): Promise<void> => void pauses.push(ms)
    await using server = await startOddServer(failing(reply, 2, { json: [] }))
    await connect(server, { pause }).priorities()
    expect(server.seen.length).toBe(3)
    expect(pauses.every((ms) => ms >= 300)).toBe(true)
  })

  test('stops after three attempts', async () => {
    await using server = await startOddServer(() => ({ status: 503 }))
    expect((await errorOf(connect(server).priorities())).code).toBe('server-error')
    expect(server.seen.length).toBe(3)
  })

  test('never happens to a write', async () => {
    await using server = await startOddServer(failing(dropped, 1, { status: 201, json: { id: '1' } }))
    expect((await errorOf(connect(server).addComment('PAY-1', wiki('hello')))).code).toBe('network')
    expect(server.seen.length).toBe(1)
  })

  test('ends with the signal', async () => {
    const controller = new AbortController()
    await using server = await startOddServer(() => {
      setImmediate(() => controller.abort())
      return { status: 503, headers: { 'retry-after': '15' } }
    })
    const site = connectSite({ baseUrl: server.origin, authorize: async () => 'Bearer x' })
    const error = await errorOf(site.priorities({ signal: controller.signal }))
    expect(error.code).toBe('cancelled')
  })
})

describe('a dead credential', () => {
  const site = ({ headers }: SeenRequest): Reply =>
    headers.authorization === 'Bearer fresh'
      ? { status: 200, headers: asMira, json: { id: '7', body: 'hello' } }
      : { status: 401, headers: asNobody, json: { errorMessages: ['Log in'] } }

  test('is renewed once, and the call made again, also a write', async () => {
    const seen: string[] = []
    const onDeadCredential = async (header: string): Promise<string> => {
      seen.push(header)
      return 'Bearer fresh'
    }
    await using server = await startOddServer(site)
    const comment = await connect(server, { onDeadCredential }).addComment('PAY-1', wiki('hello'))
    expect(comment.id).toBe('7')
    expect(seen).toEqual([`Bearer ${SECRET}`])
  })

  test('want of a scope is not taken for a dead credential', async () => {
    await using server = await startOddServer(() => ({
      status: 401,
      json: { code: 401, message: 'Unauthorized; scope does not match' },
    }))
    const asked: string[] = []
    const onDeadCredential = async (seen: string): Promise<string> => {
      asked.push(seen)
      return 'Bearer fresh'
    }
    expect((await errorOf(connect(server, { onDeadCredential }).myself())).code).toBe('scope-missing')
    expect(asked).toEqual([])
  })

  test('each request is authorized for its own method and address', async () => {
    await using server = await startOddServer(() => ({ json: [] }))
    const asked: string[] = []
    const authorize = async ({ method, url }: { method: string; url: URL }): Promise<string> => {
      asked.push(`${method} ${url.pathname}${url.search}`)
      return 'OAuth signed'
    }
    await connect(server, { authorize }).assignable({ issueKey: 'PAY-1', text: 'a b', maxResults: 5 })
    expect(asked).toEqual([expect.stringMatching(/^GET \S+\/user\/assignable\/search\?.*maxResults=5/)])
    expect(server.seen[0]?.headers.authorization).toBe('OAuth signed')
  })

  test('stays signed out when the new one is dead too', async () => {
    await using server = await startOddServer(site)
    const onDeadCredential = async (): Promise<string> => 'Bearer stale'
    expect((await errorOf(connect(server, { onDeadCredential }).myself())).code).toBe('signed-out')
    expect(server.seen.length).toBe(2)
  })

  test('is not renewed again and again when the site takes none of them', async () => {
    await using server = await startOddServer(() => ({ status: 401, headers: asNobody, json: {} }))
    let number = 0
    const authorize = async (): Promise<string> => `Bearer number-${number}`
    const onDeadCredential = async (): Promise<string> => {
      number += 1
      return `Bearer number-${number}`
    }
    const site = connect(server, { authorize, onDeadCredential })
    for (let call = 0; call < 3; call += 1) expect((await errorOf(site.myself())).code).toBe('signed-out')
    expect(number).toBe(1)
  })

  test('is renewed as often as the site takes the new one', async () => {
    let number = 0
    await using server = await startOddServer(({ headers }) =>
      headers.authorization === `Bearer number-${number}` ? { headers: asMira, json: ME } : { status: 401, json: {} },
    )
    const authorize = async (): Promise<string> => 'Bearer dead'
    const onDeadCredential = async (): Promise<string> => {
      number += 1
      return `Bearer number-${number}`
    }
    const site = connect(server, { authorize, onDeadCredential })
    for (let call = 0; call < 3; call += 1) await site.myself()
    expect(number).toBe(3)
  })

  test('does not repeat a write that an anonymous caller may have done', async () => {
    await using server = await startOddServer(() => ({ status: 201, headers: asNobody, json: { id: '1' } }))
    const onDeadCredential = async (): Promise<string> => 'Bearer fresh'
    expect((await errorOf(connect(server, { onDeadCredential }).addComment('PAY-1', wiki('x')))).code).toBe(
      'signed-out',
    )
    expect(server.seen.length).toBe(1)
  })

  test('lets the error of the renewal through', async () => {
    await using server = await startOddServer(site)
    const onDeadCredential = async (): Promise<string> => {
      throw new RangeError('sign in again')
    }
    await expect(connect(server, { onDeadCredential }).myself()).rejects.toThrow(RangeError)
  })

  test('is not looked for when none was sent', async () => {
    await using server = await startOddServer(() => ({ headers: asNobody, json: [] }))
    expect(await connect(server, { authorize: async () => undefined }).priorities()).toEqual([])
    expect(server.seen[0]?.headers.authorization).toBeUndefined()
  })
})
