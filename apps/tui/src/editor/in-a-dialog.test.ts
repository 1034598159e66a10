import { expect, test } from 'vitest'
import { openWorld } from '../app/testing.ts'
import { editInPlaceOfScreen } from './lend-terminal.ts'

test('Ctrl-E in a text area writes on in the editor, and keeps the text when that fails', async () => {
  const given: string[] = []
  let fails = false
  const world = await openWorld({
    shell: {
      edit: async (text, { extension }) => {
        given.push(`${extension}: ${text}`)
        return fails ? { outcome: 'failed', why: 'vi ended with 1' } : { outcome: 'saved', text: `${text}\nin vi` }
      },
    },
  })
  world.press('c', 'typed', 'ctrl-e')
  await world.until(() => world.modal('text-area').buffer.text === 'typed\nin vi')
  fails = true
  world.press('ctrl-e')
  await world.until(({ toast }) => toast?.text === 'vi ended with 1')
  expect(world.modal('text-area').buffer.text).toBe('typed\nin vi')
  expect(given).toEqual(['md: typed', 'md: typed\nin vi'])
})

test('the terminal is as programs expect it while the editor has it, and the screen’s again whatever it does', async () => {
  const said: string[] = []
  const guard = { enter: () => void said.push('enter'), leave: () => void said.push('leave') }
  const lend = async (run: () => void): Promise<void> => {
    said.push('lend')
    run()
  }
  const edit = (): never => {
    said.push('edit')
    throw new Error('gone')
  }
  await expect(editInPlaceOfScreen({ lend, guard, edit })).rejects.toThrow('gone')
  expect(said).toEqual(['lend', 'leave', 'edit', 'enter'])
})
