import { Agent, request } from 'node:http'
import { startForwardProxy } from '@mmd/jira-sandbox/testing'
import { expect, test } from 'vitest'
import { chooseProxy } from './choose-proxy.ts'

const choose = (url: string, proxyEnv: Record<string, string>, proxy?: string) =>
  chooseProxy(new URL(url), proxy === undefined ? {} : { proxy }, { proxyEnv })

test.each([
  ['https://jira.test', { HTTPS_PROXY: 'http://p.test:8080' }, 'HTTPS_PROXY'],
  ['https://jira.test', { HTTPS_PROXY: 'http://p.test:8080', https_proxy: 'http://q.test:1' }, 'https_proxy'],
  ['http://jira.test', { HTTP_PROXY: 'http://p.test' }, 'HTTP_PROXY'],
])('%s with %j goes by %s', (url, env, from) => {
  expect(choose(url, env)).toMatchObject({ kind: 'proxy', from })
})

test.each([
  ['https://jira.test', {}],
  ['https://jira.test', { HTTP_PROXY: 'http://p.test' }],
  ['https://jira.test', { HTTPS_PROXY: '' }],
])('%s with %j goes straight', (url, env) => {
  expect(choose(url, env)).toEqual({ kind: 'none', why: 'none' })
})

test('The site’s own setting is named as such, and its login is never in what is shown', () => {
  const choice = choose('https://jira.test', { HTTPS_PROXY: 'http://me:secret@p.test:8080' }, 'http://p.test:8080')
  expect(choice).toMatchObject({ kind: 'proxy', from: 'the site’s own setting', shown: 'http://p.test:8080' })
  expect(choose('https://jira.test', {}, 'none')).toMatchObject({ kind: 'none', why: expect.stringContaining('site') })
})

test.each(['socks5://p.test:1080', 'p.test', '::::'])('%s is no proxy that could be used', (address) => {
  expect(choose('https://jira.test', { HTTPS_PROXY: address })).toEqual({ kind: 'bad', from: 'HTTPS_PROXY' })
})

/** Whether Node itself sends a request through the proxy. */
const nodeGoesThere = async (url: string, noProxy: string): Promise<boolean> => {
  await using proxy = await startForwardProxy()
  const agent = new Agent({ proxyEnv: { HTTP_PROXY: proxy.url, NO_PROXY: noProxy } })
  await new Promise<void>((resolve) => {
    request(url, { agent, timeout: 15_000 }, (response) => {
      response.resume()
      response.once('end', resolve)
    })
      .once('error', () => resolve())
      .once('timeout', () => resolve())
      .end()
  })
  agent.destroy()
  return proxy.journal.length > 0
}

test.each([
  ['http://127.0.0.1:9/', '127.0.0.1'],
  ['http://127.0.0.1:9/', '127.0.0.1:9'],
  ['http://127.0.0.1:9/', '127.0.0.1:10'],
  ['http://127.0.0.1:9/', '127.0.0.0-127.0.0.9'],
  ['http://127.0.0.1:9/', '127.0.0.2-127.0.0.9'],
  ['http://127.0.0.1:9/', '*'],
  ['http://localhost:9/', 'LOCALHOST'],
  ['http://localhost:9/', 'other, localhost'],
  ['http://localhost:9/', '.localhost'],
  ['http://localhost:9/', '*.localhost'],
  ['http://localhost:9/', 'host'],
  ['http://[::1]:9/', '::1'],
  ['http://[::1]:9/', '[::1]'],
  ['http://sub.invalid:9/', '.invalid'],
  ['http://sub.invalid:9/', '*.invalid'],
  ['http://sub.invalid:9/', 'invalid'],
])('For %s and NO_PROXY=%s it decides as Node’s own agents do', async (url, noProxy) => {
  const ours = choose(url, { HTTP_PROXY: 'http://p.test:1', NO_PROXY: noProxy })
  expect(ours.kind).toBe((await nodeGoesThere(url, noProxy)) ? 'proxy' : 'none')
})
