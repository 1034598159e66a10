import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { knownBackground } from '../theme/kept-background.ts'
import { followBackground } from './follow-background.ts'

afterEach(() => void vi.useRealTimers())

/** A terminal whose input is what is put into it, and a program that reads it. */
const terminal = (variables: Readonly<Record<string, string>> = { TERM: 'xterm-256color' }) => {
  const environment = {
    terminal: { colourLevel: 3, light: false },
    terminalVariables: variables,
    folders: { cache: mkdtempSync(join(tmpdir(), 'mmd-')), config: '', data: '', log: '' },
  } as const
  const waiting: string[] = []
  const read: string[] = []
  const written: string[] = []
  let changes = 0
  const stdin = {
    read: (): unknown => waiting.shift() ?? null,
    emit: (): void => {
      for (let chunk = stdin.read(); typeof chunk === 'string'; chunk = stdin.read()) read.push(chunk)
    },
  }
  const background = followBackground({
    stdin,
    environment,
    write: (text) => written.push(text),
    onChange: () => {
      changes += 1
    },
  })
  onTestFinished(background.close)
  const send = (...chunks: readonly string[]): void => {
    waiting.push(...chunks)
    stdin.emit()
  }
  return { background, environment, send, read, written, changes: () => changes }
}

test('the answer changes the background, is no key, and is known at the next start', () => {
  const { background, environment, send, read, written, changes } = terminal()
  background.ask()
  expect(written).toEqual(['\u001B]11;?\u001B\\'])
  send('j', '\u001B]11;rgb:ffff/ffff', '/ffff\u001B\\k')
  expect(background.isLight()).toBe(true)
  expect(changes()).toBe(1)
  expect(read.join('')).toBe('jk')
  expect(knownBackground(environment)).toBe(true)
})

test('when the terminal says that its colours have changed it is asked again', () => {
  const { background, send, written } = terminal()
  background.ask()
  send('\u001B]11;rgb:0000/0000/0000\u0007', '\u001B[?997;2n')
  expect(background.isLight()).toBe(true)
  expect(written).toHaveLength(2)
})

test('Esc is heard soon, also while the answer is awaited', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { background, send, read } = terminal()
  background.ask()
  send('\u001B')
  expect(read).toEqual([])
  await vi.advanceTimersByTimeAsync(40)
  expect(read).toEqual(['\u001B'])
})

test.each([[{ TERM: 'dumb' }], [{ TERM: 'linux' }], [{}]])('%j is not asked', (variables) => {
  const { background, written } = terminal(variables)
  background.ask()
  expect(written).toEqual([])
})

test('one waits a moment for an answer that is on its way, and no longer', async () => {
  const { background, send } = terminal()
  await background.settled()
  background.ask()
  const settled = background.settled()
  send('\u001B]11;rgb:0000/0000/0000\u0007')
  await settled
  expect(background.isLight()).toBe(false)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  background.ask()
  let isOver = false
  void background.settled().then(() => {
    isOver = true
  })
  await vi.advanceTimersByTimeAsync(200)
  expect(isOver).toBe(false)
  await vi.advanceTimersByTimeAsync(100)
  expect(isOver).toBe(true)
})
