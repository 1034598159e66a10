import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { expectState } from '../callback.ts'
import { callbackPage } from '../page.ts'
import { givenTemporary, givenWillingBrowser } from './testing.ts'
import { watchForRedirect } from './watch-redirect.ts'

const state = 's-1'
const redirectUri = 'http://localhost/oauth/redirect'

interface Told {
  readonly method: string
  readonly params: {
    readonly requestId?: string
    readonly responseCode?: number
    readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[]
    readonly body?: string
  }
}

/** What the browser was told until it was to close, when its window came to these addresses one after the other. */
const watch = async (addresses: readonly string[]) => {
  const temporary = givenTemporary()
  const file = join(temporary.folder, 'told')
  const browser = givenWillingBrowser(`
const told = []
onCommand = (command) => {
  told.push(command)
  if (command.method !== 'Browser.close') return
  fs.writeFileSync('${file}', JSON.stringify(told))
  process.exit(0)
}
onNavigate = () => {
  ${JSON.stringify(addresses)}.forEach((url, index) => {
    const params = { requestId: String(index), frameId: 'T', request: { method: 'GET', url } }
    say({ method: 'Fetch.requestPaused', sessionId: 'S', params })
  })
  say({ method: 'Page.loadEventFired', sessionId: 'S', params: {} })
}`)
  const foreign: string[] = []
  const answer = await watchForRedirect({
    browser,
    url: 'https://jira.example/authorize',
    redirectUri,
    judge: expectState(state, new URL(redirectUri)),
    onForeign: (reason) => foreign.push(reason),
    signal: new AbortController().signal,
  })
  const told = await vi.waitFor(() => JSON.parse(readFileSync(file, 'utf8')) as readonly Told[], 15_000)
  await vi.waitFor(() => expect(temporary.profiles()).toEqual([]), 15_000)
  const replies = told.filter(({ method }) => /^Fetch\.(?:fulfill|continue)Request$/u.test(method))
  return { answer, foreign, told, replies }
}

const pageOf = ({ params }: Told): string => Buffer.from(params.body ?? '', 'base64').toString('utf8')

test('the answer gets its page, and then the window is closed', async () => {
  const { answer, replies, told } = await watch([`${redirectUri}?code=c-1&state=${state}`])
  expect(answer.get('code')).toBe('c-1')
  expect(replies).toMatchObject([{ method: 'Fetch.fulfillRequest', params: { requestId: '0', responseCode: 200 } }])
  expect(replies.map(pageOf)).toEqual([callbackPage('done')])
  expect(told.at(-1)?.method).toBe('Browser.close')
})

test('the page may load nothing and is kept nowhere', async () => {
  const { replies } = await watch([`${redirectUri}?code=c-1&state=${state}`])
  const headers = new Map(replies[0]?.params.responseHeaders?.map(({ name, value }) => [name, value]))
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})

test('a refusal gets the page that says so', async () => {
  const { answer, replies } = await watch([`${redirectUri}?error=access_denied&state=${state}`])
  expect(answer.get('error')).toBe('access_denied')
  expect(replies.map(pageOf)).toEqual([callbackPage('refused')])
})

test('all else on the way is let through or turned away, and the answer still counts', async () => {
  const { answer, foreign, replies } = await watch([
    'http://localhost/else',
    `${redirectUri}?code=x&state=other`,
    `${redirectUri}?code=x&state=${state}&pad=${'p'.repeat(8200)}`,
    `${redirectUri}?code=c-1&state=${state}`,
  ])
  expect(replies[0]).toMatchObject({ method: 'Fetch.continueRequest', params: { requestId: '0' } })
  expect(replies.slice(1).map(({ params }) => params.responseCode)).toEqual([400, 414, 200])
  expect(replies.slice(1, 3).map(pageOf)).toEqual([callbackPage('foreign'), callbackPage('foreign')])
  expect(foreign).toEqual(['another state', 'a query over 8 KB'])
  expect(answer.get('code')).toBe('c-1')
})

test('only the first answer counts', async () => {
  const { answer, foreign, replies } = await watch([
    `${redirectUri}?code=c-1&state=${state}`,
    `${redirectUri}?code=c-2&state=${state}`,
    `${redirectUri}?code=x&state=other`,
  ])
  expect(answer.get('code')).toBe('c-1')
  expect(replies.map(({ params }) => params.responseCode)).toEqual([200, 400, 400])
  expect(foreign).toEqual([])
})

test('a redirect URL that is none starts no browser', async () => {
  const watching = watchForRedirect({
    browser: { name: 'Chromium', program: '/not/there' },
    url: 'https://jira.example/authorize',
    redirectUri: 'urn:ietf:wg:oauth:2.0:oob',
    judge: () => ({ kind: 'foreign', reason: 'never' }),
    onForeign: () => undefined,
    signal: new AbortController().signal,
  })
  await expect(watching).rejects.toMatchObject({ code: 'bad-site' })
})
