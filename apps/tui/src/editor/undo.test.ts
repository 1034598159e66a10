import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { editText, emptyBuffer, insertText } from '../input/text-edit.ts'
import { noHistory, type Remembered, remembered, stepBack, stepForward } from './undo.ts'

const typed = (keys: readonly string[]): Remembered =>
  keys.reduce<Remembered>(
    ({ buffer, history }, key) => {
      const next = editText(buffer, key, true) ?? buffer
      return { buffer: next, history: remembered(history, buffer, next) }
    },
    { buffer: emptyBuffer, history: noHistory },
  )

test('a word that is typed is one step, and blanks stand between the steps', () => {
  const all = typed(['o', 'n', 'e', 'space', 't', 'w', 'o'])
  expect(all.buffer.text).toBe('one two')
  const texts: string[] = []
  for (let at = stepBack(all); at !== undefined; at = stepBack(at)) texts.push(at.buffer.text)
  expect(texts).toEqual(['one ', 'one', ''])
})

test('what was pasted is one step, and moving on begins another', () => {
  const before = typed(['a', 'b'])
  const pasted = insertText(before.buffer, 'x\ny', true)
  const history = remembered(before.history, before.buffer, pasted)
  expect(stepBack({ buffer: pasted, history })?.buffer.text).toBe('ab')
  const moved = typed(['a', 'left', 'b'])
  expect(stepBack(moved)?.buffer).toEqual({ text: 'a', cursor: 0 })
})

test('after something new nothing can be done again', () => {
  const back = stepBack(typed(['a', 'b', 'space', 'c']))
  if (back === undefined) throw new Error('nothing was taken back')
  const next = insertText(back.buffer, 'd', true)
  const history = remembered(back.history, back.buffer, next)
  expect(stepForward({ buffer: next, history })).toBeUndefined()
})

test('all the way back and forward again is where one was', () => {
  const keys = fc.constantFrom('a', 'b', 'space', 'enter', 'backspace', 'left', 'ctrl-w', 'ctrl-u', '漢')
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 60 }), (pressed) => {
      const end = typed(pressed)
      let at = end
      for (let back = stepBack(at); back !== undefined; back = stepBack(at)) at = back
      expect(at.buffer.text).toBe('')
      for (let next = stepForward(at); next !== undefined; next = stepForward(at)) at = next
      expect(at.buffer.text).toBe(end.buffer.text)
    }),
  )
})
