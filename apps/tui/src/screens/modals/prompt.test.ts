import { expect, test } from 'vitest'
import { createWorld } from '../../app/testing.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { drawn } from './testing.ts'

/** A world with an open prompt, and what was submitted and left. */
const withPrompt = (text = '') => {
  const world = createWorld()
  const submitted: string[] = []
  const left: string[] = []
  const onSubmit = (value: string): void => void submitted.push(value)
  const onCancel = (value: string): void => void left.push(value)
  const buffer = bufferOf(text)
  world.app.open({ kind: 'prompt', title: 'P', help: ['h'], buffer, masked: false, error: 'wrong', onSubmit, onCancel })
  return { world, submitted, left }
}

test('a prompt is edited as in a shell; its error goes with the first edit', () => {
  const { world, submitted } = withPrompt('one two')
  expect(drawn(world)).toContain('wrong')
  world.press('ctrl-w', 'x', 'ctrl-a', '>', 'enter')
  expect(submitted).toEqual(['>one x'])
  expect(world.state().modals).toEqual([])
})

test('a prompt that is left hands back what was typed, and takes what is pasted as one line', () => {
  const { world, submitted, left } = withPrompt()
  world.paste('  a\nb\u001B[31m \n')
  expect(world.modal('prompt').error).toBeNull()
  world.press('esc')
  expect(left).toEqual(['a b[31m'])
  expect(submitted).toEqual([])
})
