import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { AuthError } from '../../errors.ts'
import type { WatchableBrowser } from '../../ports.ts'
import { givenFakeBrowser, givenProgram, givenTemporary, givenWillingBrowser, processesWith } from './testing.ts'
import { openWatchedWindow } from './watched-window.ts'

const open = (browser: WatchableBrowser, handshakeMs = 15_000, signal = new AbortController().signal) =>
  openWatchedWindow({ browser, pattern: 'http://localhost/*', decide: () => undefined, handshakeMs }, signal)

test.each([
  ['ends at once', 'process.exit(0)'],
  ['talks of something else', "output.write('Hello!\\0'); setInterval(() => 0, 1000)"],
  ['hangs up', 'fs.closeSync(4); setInterval(() => 0, 1000)'],
  ['refuses to be watched', "input.on('data', () => say({ id: 1, error: { message: 'no' } }))"],
])('a program that %s is no browser', async (_, script) => {
  const temporary = givenTemporary()
  await expect(open(givenFakeBrowser(script))).rejects.toMatchObject({ code: 'browser-failed' })
  expect(temporary.profiles()).toEqual([])
  expect(processesWith(temporary.folder)).toEqual([])
})

test('a program that prints and says nothing over the pipe is not waited for without end', async () => {
  const temporary = givenTemporary()
  const script = givenProgram('#!/bin/sh\necho hello\nsleep 1000 &\nsleep 1000\n')
  await expect(open(script, 300)).rejects.toMatchObject({
    code: 'browser-failed',
    message: 'Chromium does not let itself be watched',
  })
  expect(temporary.profiles()).toEqual([])
  expect(processesWith(temporary.folder)).toEqual([])
})

test.each([
  ['that is not there', '/not/there/chromium'],
  ['that may not be executed', '/etc/passwd'],
])('a program %s is told in one line', async (_, program) => {
  const temporary = givenTemporary()
  await expect(open({ name: 'Chromium', program })).rejects.toMatchObject({
    code: 'browser-failed',
    message: expect.stringMatching(/^Chromium could not be started \(E[A-Z]+\)$/u),
  })
  expect(temporary.profiles()).toEqual([])
})

test('a wait for the browser can be given up', async () => {
  const temporary = givenTemporary()
  const controller = new AbortController()
  const silent = "fs.writeFileSync(process.env.TMPDIR + '/there', ''); setInterval(() => 0, 1000)"
  const opening = open(givenFakeBrowser(silent), 15_000, controller.signal)
  await vi.waitFor(() => expect(existsSync(join(temporary.folder, 'there'))).toBe(true), 10_000)
  controller.abort(new AuthError('timed-out', 'Too late'))
  await expect(opening).rejects.toMatchObject({ code: 'timed-out' })
  expect(temporary.profiles()).toEqual([])
  expect(processesWith(temporary.folder)).toEqual([])
})

test('a browser that ends takes the window with it', async () => {
  const temporary = givenTemporary()
  const window = await open(givenWillingBrowser('onNavigate = () => process.exit(1)'))
  window.show('http://site.example/')
  await expect(window.lost).rejects.toMatchObject({ code: 'window-closed' })
  await window.end()
  expect(temporary.profiles()).toEqual([])
})

test('a browser that does not close is ended with all that it has started', async () => {
  const temporary = givenTemporary()
  const stubborn = `
require('node:child_process').spawn('sleep', ['1000'], { stdio: 'ignore' })
process.on('SIGTERM', () => undefined)
setInterval(() => 0, 1000)`
  const window = await open(givenWillingBrowser(stubborn))
  expect(processesWith(temporary.folder).length).toBeGreaterThan(1)
  await window.close()
  expect(processesWith(temporary.folder)).toEqual([])
  expect(temporary.profiles()).toEqual([])
})

test('the address is told over the pipe alone', async () => {
  const temporary = givenTemporary()
  const window = await open(
    givenWillingBrowser("onNavigate = ({ url }) => fs.writeFileSync(process.env.TMPDIR + '/url', url)"),
  )
  window.show('http://site.example/?state=secret-state')
  await vi.waitFor(() => expect(readFileSync(join(temporary.folder, 'url'), 'utf8')).toContain('secret-state'), 10_000)
  expect(processesWith('secret-state')).toEqual([])
  await window.end()
})
