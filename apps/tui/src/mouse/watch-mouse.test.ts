import { expect, test } from 'vitest'
import { watchMouse } from './watch-mouse.ts'

test('keys before a click are read before it is told, and keys behind it afterwards', () => {
  const chunks: unknown[] = ['j\u001B[<0;5;10Mk', '\u001B[<0;5;10m']
  const input = { read: (): unknown => chunks.shift() ?? null }
  const happened: unknown[] = []
  const stop = watchMouse(input, ({ kind }) => void happened.push(kind))
  for (let read = input.read(); read !== null; read = input.read()) happened.push(read)
  expect(happened).toEqual(['j', 'press', 'k', 'release'])
  stop()
  chunks.push('\u001B[<0;5;10M')
  expect(input.read()).toBe('\u001B[<0;5;10M')
})
