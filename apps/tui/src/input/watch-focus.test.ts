import { expect, test } from 'vitest'
import { watchFocus } from './watch-focus.ts'

test('what the terminal tells of its focus is heard, and what is typed goes on as it was', () => {
  const chunks: (string | null)[] = ['j', '\u001B[I', 'k\u001B[Ol', '\u001B[O\u001B[I', null]
  const input = { read: (): string | null => chunks.shift() ?? null }
  const heard: boolean[] = []
  const stop = watchFocus(input, (isFocused) => heard.push(isFocused))
  const seen = [1, 2, 3, 4, 5].map(() => input.read())
  expect(seen).toEqual(['j', '\u001B[I', 'k\u001B[Ol', '\u001B[O\u001B[I', null])
  expect(heard).toEqual([true, false, true])
  stop()
  chunks.push('\u001B[O')
  expect(input.read()).toBe('\u001B[O')
  expect(heard).toHaveLength(3)
})
