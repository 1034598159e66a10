import { expect, test } from 'vitest'
import { parseBrowserMessage } from './browser-message.ts'

const parse = (message: unknown) => parseBrowserMessage(JSON.stringify(message))

test('a reply says whether the command was refused', () => {
  expect(parse({ id: 3, result: {} })).toEqual({ kind: 'reply', id: 3, isRefusal: false })
  expect(parse({ id: 4, error: { code: -32000, message: 'no' }, sessionId: 's' })).toMatchObject({ isRefusal: true })
})

test('a new target is told with its session', () => {
  const targetInfo = { targetId: 't', type: 'page', title: 'x', url: 'about:blank', attached: true }
  const params = { sessionId: 's', targetInfo, waitingForDebugger: true }
  expect(parse({ method: 'Target.attachedToTarget', params })).toEqual({
    kind: 'attached',
    sessionId: 's',
    targetId: 't',
    type: 'page',
    url: 'about:blank',
  })
})

test('the end of a target is told', () => {
  const params = { sessionId: 's', targetId: 't' }
  expect(parse({ method: 'Target.detachedFromTarget', params })).toEqual({ kind: 'detached', sessionId: 's' })
})

test('a paused request is told with its frame', () => {
  const request = { url: 'http://localhost/cb', method: 'GET', headers: { accept: '*' } }
  const params = { requestId: 'r', frameId: 'f', resourceType: 'Document', request }
  expect(parse({ method: 'Fetch.requestPaused', sessionId: 's', params })).toEqual({
    kind: 'paused',
    sessionId: 's',
    requestId: 'r',
    frameId: 'f',
    method: 'GET',
    url: 'http://localhost/cb',
  })
})

test('a loaded page is told', () => {
  const message = { method: 'Page.loadEventFired', sessionId: 's', params: { timestamp: 1 } }
  expect(parse(message)).toEqual({ kind: 'loaded', sessionId: 's' })
})

test.each([
  { method: 'Inspector.detached', params: {} },
  { method: 'Fetch.requestPaused', params: {} },
])('%j is something else', (message) => {
  expect(parse(message)).toEqual({ kind: 'other' })
})

test.each(['', 'hello', '[]', '{}', '1', '{"id":"1"}'])('%j is not the protocol', (text) => {
  expect(() => parseBrowserMessage(text)).toThrow(/\S/u)
})
