import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, onTestFinished, test, vi } from 'vitest'
import { AuthError } from '../../errors.ts'
import { runNode } from '../../testing.ts'
import { expectState } from '../callback.ts'
import { givenRealBrowser, givenSite, givenTemporary, killIfThere, processesWith, type RealBrowser } from './testing.ts'
import { watchForRedirect } from './watch-redirect.ts'

const state = 'state-of-this-sign-in'
/** Port-less, as many admins register it: a browser goes to port 80. */
const portless = 'http://localhost/oauth/redirect'
const good = `${portless}?code=c-1&state=${state}`

interface Started {
  readonly browser: RealBrowser
  readonly answer: Promise<URLSearchParams>
  readonly foreign: string[]
  readonly controller: AbortController
  /** Resolves when the window is there. */
  readonly opened: Promise<void>
}

/** Nothing of the browser is left: neither program nor profile. */
const expectGone = (browser: RealBrowser): void => {
  expect(browser.processes()).toEqual([])
  expect(existsSync(browser.profile())).toBe(false)
}

/** After an answer the window stays for a moment. */
const expectSoonGone = (browser: RealBrowser): Promise<void> =>
  vi.waitFor(() => expectGone(browser), { timeout: 15_000, interval: 50 })

const start = async (url: string, redirectUri = portless, more = ''): Promise<Started> => {
  givenTemporary()
  const browser = await givenRealBrowser(more)
  const [controller, foreign, opened] = [new AbortController(), [] as string[], Promise.withResolvers<void>()]
  const answer = watchForRedirect({
    browser,
    url,
    redirectUri,
    judge: expectState(state, new URL(redirectUri)),
    onForeign: (reason) => foreign.push(reason),
    onOpened: opened.resolve,
    signal: controller.signal,
  })
  answer.catch(() => undefined)
  onTestFinished(async () => {
    controller.abort()
    await expectSoonGone(browser)
  })
  return { browser, answer, foreign, controller, opened: opened.promise }
}

/** A site that sends the browser to the answer when it is asked for `/allow`, and shows `page` for all else. */
const givenConsent = (page = '<title>Consent</title>', location = good) =>
  givenSite((target) => (target.startsWith('/allow') ? { location } : page))

test('a redirect to a port where nobody listens is caught', async () => {
  const site = await givenConsent()
  const { answer, foreign } = await start(`${site.url}/allow`)
  expect(Object.fromEntries(await answer)).toEqual({ code: 'c-1', state })
  expect(foreign).toEqual([])
})

test('a redirect never reaches the one who listens there', async () => {
  const listener = await givenSite(() => 'caught')
  const redirectUri = `http://127.0.0.1:${listener.port}/cb?tenant=7`
  const site = await givenConsent('', `${redirectUri}&code=c-1&state=${state}`)
  const { answer } = await start(`${site.url}/allow`, redirectUri)
  expect((await answer).get('code')).toBe('c-1')
  expect(listener.asked).toEqual([])
})

test('a redirect to http is not tried over TLS first', async () => {
  const secure = createServer()
  const connected: string[] = []
  secure.on('connection', (socket) => {
    connected.push('443')
    socket.destroy()
  })
  await once(secure.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    secure.close()
  })
  const redirectUri = 'http://sign-in.example.com/cb'
  const site = await givenConsent('', `${redirectUri}?code=c-1&state=${state}`)
  const port = (secure.address() as AddressInfo).port
  const { answer } = await start(
    `${site.url}/allow`,
    redirectUri,
    `--host-resolver-rules='MAP sign-in.example.com:443 127.0.0.1:${port}'`,
  )
  expect((await answer).get('code')).toBe('c-1')
  expect(connected).toEqual([])
})

test('a redirect to https is caught', async () => {
  const redirectUri = 'https://redirect.test/cb'
  const site = await givenConsent('', `${redirectUri}?code=c-1&state=${state}`)
  const { answer } = await start(`${site.url}/allow`, redirectUri)
  expect((await answer).get('code')).toBe('c-1')
})

test('the person may press a button', async () => {
  const site = await givenConsent('<title>Consent</title><form action="/allow"><button id="ok">Allow</button></form>')
  const { browser, answer } = await start(`${site.url}/consent`)
  await browser.evaluate(`${site.url}/consent`, 'document.getElementById("ok").click()')
  expect((await answer).get('code')).toBe('c-1')
})

test('a refusal is an answer', async () => {
  const site = await givenConsent('', `${portless}?error=access_denied&state=${state}`)
  const { answer, foreign } = await start(`${site.url}/allow`)
  expect((await answer).get('error')).toBe('access_denied')
  expect(foreign).toEqual([])
})

test('an answer to another sign-in is told, and the right one still counts', async () => {
  const site = await givenConsent('', `${portless}?code=evil&state=other`)
  const { browser, answer, foreign } = await start(`${site.url}/allow`)
  const title = () => browser.evaluate(portless, 'document.title')
  await vi.waitFor(async () => expect(await title()).toBe('Not the sign-in we wait for – mmd-tui'), 15_000)
  expect(await browser.evaluate(portless, 'performance.getEntriesByType("navigation")[0].responseStatus')).toBe(400)
  expect(foreign).toEqual(['another state'])
  await browser.evaluate(portless, `location.href = '${good}'`)
  expect((await answer).get('code')).toBe('c-1')
  expect(foreign).toEqual(['another state'])
})

test('a pop-up is watched from its first address on', async () => {
  const site = await givenConsent()
  const { browser, answer } = await start(`${site.url}/`)
  await browser.evaluate(site.url, `void window.open('${good}', '', 'popup')`)
  expect((await answer).get('code')).toBe('c-1')
})

test('a new window that knows nothing of ours is watched', async () => {
  const site = await givenConsent()
  const { browser, answer } = await start(`${site.url}/`)
  await browser.evaluate(site.url, `void window.open('${site.url}/allow', '', 'noopener')`)
  expect((await answer).get('code')).toBe('c-1')
})

test.each(['127.0.0.1', 'localhost'])('a frame from %s cannot answer', async (host) => {
  const site = await givenConsent()
  const { browser, answer, foreign } = await start(`${site.url}/`)
  const address = `http://${host}:${site.port}/allow`
  await browser.evaluate(
    site.url,
    `new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.onload = resolve
      frame.src = '${address}'
      document.body.append(frame)
    })`,
  )
  await vi.waitFor(() => expect(foreign).toEqual(['inside a frame']), 10_000)
  await browser.evaluate(site.url, `location.href = '/allow'`)
  expect((await answer).get('code')).toBe('c-1')
})

test('requests of a page to the redirect URL, and a form that is sent there, are nothing of ours', async () => {
  const other = await givenSite(() => '<title>Reached</title>')
  const redirectUri = `http://127.0.0.1:${other.port}/cb`
  const { browser, foreign } = await start(`${other.url}/form`, redirectUri)
  await browser.evaluate(other.url, `fetch('/cb?code=x&state=${state}').then(({ status }) => status)`)
  await browser.evaluate(
    other.url,
    `const form = document.createElement('form')
     form.method = 'post'
     form.action = '/cb?code=x&state=${state}'
     document.body.append(form)
     form.submit()`,
  )
  await vi.waitFor(() => expect(other.asked).toContain(`POST /cb?code=x&state=${state}`), 10_000)
  expect(other.asked).toContain(`GET /cb?code=x&state=${state}`)
  expect(foreign).toEqual([])
})

test('a closed window ends the wait', async () => {
  const site = await givenConsent()
  const { browser, answer } = await start(`${site.url}/`)
  await browser.closePages(site.url)
  await expect(answer).rejects.toMatchObject({ code: 'window-closed' })
  expectGone(browser)
})

test('a closed pop-up does not', async () => {
  const site = await givenConsent()
  const { browser, answer } = await start(`${site.url}/`)
  await browser.evaluate(site.url, `void window.open('http://localhost:${site.port}/popup', '', 'popup')`)
  await browser.closePages(`http://localhost:${site.port}/popup`)
  await browser.evaluate(site.url, `location.href = '/allow'`)
  expect((await answer).get('code')).toBe('c-1')
})

test('a killed browser ends the wait', async () => {
  const site = await givenConsent()
  const { browser, answer, opened } = await start(`${site.url}/`)
  await opened
  for (const { pid } of browser.processes()) killIfThere(pid)
  await expect(answer).rejects.toMatchObject({ code: 'window-closed' })
  expectGone(browser)
})

test.each([
  ['cancelled', undefined],
  ['timed-out', new AuthError('timed-out', 'Nothing came back')],
])('giving up is %s and leaves nothing behind', async (code, reason) => {
  const site = await givenConsent()
  const { browser, answer, opened, controller } = await start(`${site.url}/`)
  await opened
  controller.abort(reason)
  await expect(answer).rejects.toMatchObject({ code })
  expectGone(browser)
})

test('nothing is started for a sign-in that was given up before', async () => {
  const temporary = givenTemporary()
  const browser = await givenRealBrowser()
  const options = { browser, url: 'about:blank', redirectUri: portless, onForeign: () => undefined }
  const judge = expectState(state, new URL(portless))
  await expect(watchForRedirect({ ...options, judge, signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  })
  expect(temporary.profiles()).toEqual([])
})

test('others on this machine see neither address nor state nor our variables', async () => {
  vi.stubEnv('MMD_TOKEN', 'token-of-a-person')
  const site = await givenConsent()
  const { browser, opened } = await start(`${site.url}/authorize?client_id=client-7&state=${state}&code_challenge=x`)
  await opened
  await vi.waitFor(() => expect(site.asked.join(' ')).toContain(state), 10_000)
  const seen = browser.processes()
  expect(seen.length).toBeGreaterThan(2)
  const text = JSON.stringify(seen)
  for (const secret of [state, 'client-7', 'code_challenge', site.url, 'token-of-a-person', '"MMD_']) {
    expect(text).not.toContain(secret)
  }
  expect(processesWith(state)).toEqual([])
})

/** Watches in a program of its own, says `opened`, and does what `then` says. */
const watchElsewhere = (browser: RealBrowser, url: string, then: string) => {
  const script = `
    import { watchForRedirect } from ${JSON.stringify(new URL('./watch-redirect.ts', import.meta.url).href)}
    const [, program, url] = process.argv
    watchForRedirect({
      browser: { name: 'Chromium', program }, url, redirectUri: '${portless}', judge: () => ({ kind: 'foreign', reason: '' }),
      onForeign: () => undefined, onOpened: () => { ${then} }, signal: new AbortController().signal,
    })`
  return runNode(script, [browser.program, url])
}

test('a program that ends takes its browser and profile with it', async () => {
  const temporary = givenTemporary()
  const browser = await givenRealBrowser()
  await watchElsewhere(browser, 'about:blank', 'process.exit(0)')
  expect(temporary.profiles()).toEqual([])
  await vi.waitFor(() => expect(browser.processes()).toEqual([]), 10_000)
})

test('a program that is killed takes its browser with it', async () => {
  givenTemporary()
  const browser = await givenRealBrowser()
  await watchElsewhere(browser, `http://127.0.0.1:${await findFreePort()}/`, "process.kill(process.pid, 'SIGKILL')")
  await vi.waitFor(() => expect(browser.processes()).toEqual([]), 10_000)
})
