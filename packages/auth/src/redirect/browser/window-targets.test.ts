import { expect, test } from 'vitest'
import type { BrowserTarget } from './browser-message.ts'
import { createTargets } from './window-targets.ts'

const target = (id: string, type = 'page', url = 'data:text/html,'): BrowserTarget => ({
  sessionId: `session-${id}`,
  targetId: id,
  type,
  url,
})

const request = (session: string, frameId: string) => ({
  sessionId: `session-${session}`,
  requestId: 'r',
  frameId,
  method: 'GET',
  url: 'http://localhost/',
})

test('the first page is our window', () => {
  const targets = createTargets()
  expect(targets.add(target('worker', 'service_worker'))).toBe(false)
  expect(targets.add(target('tab', 'page', 'chrome://newtab/'))).toBe(false)
  expect(targets.add(target('ours'))).toBe(true)
  expect(targets.add(target('popup'))).toBe(false)
})

test('the window is closed with the last page', () => {
  const targets = createTargets()
  targets.add(target('ours'))
  targets.add(target('popup'))
  targets.add(target('frame', 'iframe'))
  targets.add(target('own', 'page', 'edge://newtab/'))
  expect(targets.remove('session-ours')).toBe(false)
  expect(targets.remove('session-unknown')).toBe(false)
  expect(targets.remove('session-popup')).toBe(true)
  expect(targets.remove('session-frame')).toBe(false)
})

test('a document is top-level in the own frame of a page', () => {
  const targets = createTargets()
  targets.add(target('ours'))
  targets.add(target('frame', 'iframe'))
  expect(targets.isTopLevel(request('ours', 'ours'))).toBe(true)
  expect(targets.isTopLevel(request('ours', 'inner'))).toBe(false)
  expect(targets.isTopLevel(request('frame', 'frame'))).toBe(false)
  expect(targets.isTopLevel(request('unknown', 'unknown'))).toBe(false)
})
