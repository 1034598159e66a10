import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { drawEarly } from './draw-early.ts'

const terminal = () => {
  const raw: boolean[] = []
  const written: string[] = []
  const stdin = Object.assign(new PassThrough(), { setRawMode: (isRaw: boolean) => void raw.push(isRaw) })
  const stdout = { write: (chunk: string) => written.push(chunk) > 0 }
  return { raw, written, stdin: stdin as never, stdout: stdout as never as NodeJS.WriteStream }
}

test('lines are drawn on the alternate screen, without an echo of what is typed meanwhile', () => {
  const { raw, written, stdin, stdout } = terminal()
  drawEarly({ stdin, stdout }, () => ['one', 'two'])
  expect(raw).toEqual([true])
  expect(written).toEqual(['\u001B[?1049h\u001B[?25l\u001B[?7l\u001B[Hone\r\ntwo'])
})

test('who goes on does not wipe them: it begins at their first line, and everything after is its own', () => {
  const { written, stdin, stdout } = terminal()
  drawEarly({ stdin, stdout }, () => ['one']).handOver()
  for (const chunk of ['title', '\u001B[?1049h', 'frame', '\u001B[?1049h']) stdout.write(chunk)
  expect(written.slice(1)).toEqual(['title', '\u001B[H', 'frame', '\u001B[?1049h'])
})

test('the terminal is given back when nobody goes on', () => {
  const { raw, written, stdin, stdout } = terminal()
  drawEarly({ stdin, stdout }, () => []).takeBack()
  expect(raw).toEqual([true, false])
  expect(written.at(-1)).toBe('\u001B[?7h\u001B[?1049l\u001B[?25h')
})
