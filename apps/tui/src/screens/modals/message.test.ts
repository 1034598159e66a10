import { expect, test } from 'vitest'
import { createWorld } from '../../app/testing.ts'
import { drawn } from './testing.ts'

test('a long message is read to its end, whether in many lines or in one', () => {
  for (const lines of [Array.from({ length: 60 }, (_, at) => `line ${at} end`), [`${'word '.repeat(600)}the-end`]]) {
    const world = createWorld({ size: { columns: 80, rows: 24 } })
    world.app.open({ kind: 'message', title: 'M', tone: 'info', lines, top: 0 })
    const wanted = lines.length > 1 ? 'line 59 end' : 'the-end'
    world.press(...Array.from({ length: 100 }, () => 'j'))
    expect(drawn(world)).toContain(wanted)
    const last = drawn(world)
    world.press('k')
    expect(drawn(world)).not.toBe(last)
    world.press('enter')
    expect(world.state().modals).toEqual([])
  }
})

test('a busy message hears Esc alone', () => {
  const world = createWorld()
  let cancelled = 0
  const cancel = (): void => {
    cancelled += 1
  }
  world.app.open({ kind: 'message', title: 'M', tone: 'info', lines: ['…'], top: 0, busy: { cancel } })
  world.press('enter', 'q', 'j')
  expect(world.state().modals).toHaveLength(1)
  world.press('esc')
  expect(cancelled).toBe(1)
  expect(world.state().modals).toEqual([])
})
