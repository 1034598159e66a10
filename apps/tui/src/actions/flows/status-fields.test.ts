import { expect, test } from 'vitest'
import { openWorld, refusal, testKey } from '../../app/testing.ts'
import { drawn, field, idle, ready, transition } from './testing.ts'

const resolution = field('resolution', {
  name: 'Resolution',
  type: 'resolution',
  allowedValues: [
    { id: '1', label: 'Fixed', wire: { id: '1' } },
    { id: '2', label: 'Duplicate', wire: { id: '2' } },
  ],
})

test('a required field is asked for by itself, and Ctrl-S does it', async () => {
  const transitions = async () => [transition('31', 'Done', [resolution, field('note', { required: false })])]
  const world = await openWorld({ answers: { transitions } })
  world.press('s')
  await ready(world)
  expect(world.modal('picker').items[0]?.detail).toBe('asks for Resolution')
  world.press('enter')
  expect(world.modal('picker').title).toBe('Resolution')
  world.press('Dup', 'enter')
  expect(drawn(world)).toContain('Duplicate')
  world.press('ctrl-s')
  expect(world.session().replica.issue(testKey(1))?.resolution?.name).toBe('Duplicate')
  await idle(world)
  expect(world.callsOf('transition')).toEqual([['PAY-1', { id: '31', fields: { resolution: { id: '2' } } }]])
})

test('a form with a required field empty comes back and says which', async () => {
  const transitions = async () => [transition('31', 'Done', [resolution, field('cause', { name: 'Cause' })])]
  const world = await openWorld({ answers: { transitions } })
  world.press('s')
  await ready(world)
  world.press('enter', 'enter', 'down', 'enter', 'ctrl-s')
  expect(world.modal('form')).toMatchObject({ error: 'Look at Cause before it is sent', cursor: 1 })
  expect(drawn(world)).toContain('Cause must be filled in')
  expect(drawn(world)).toContain('Duplicate')
  expect(world.callsOf('transition')).toEqual([])
})

test('a status that the site refuses comes back with what was filled in and what is wrong', async () => {
  let refused = false
  const answers = {
    transitions: async () => [transition('31', 'Done', [field('cause', { name: 'Cause' })])],
    transition: async () => {
      if (refused) return
      refused = true
      throw refusal('No.', { cause: 'Cause is too short' })
    },
  }
  const world = await openWorld({ answers })
  world.press('s')
  await ready(world)
  world.press('enter')
  world.press('x', 'enter', 'ctrl-s')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
  expect(world.modal('form').entries).toMatchObject([
    { value: { kind: 'text', text: 'x' }, error: 'Cause is too short' },
  ])
  expect(world.session().replica.operations()).toEqual([])
  expect(world.session().replica.issue(testKey(1))?.status.name).toBe('Open')
  world.press('yz', 'enter', 'ctrl-s')
  await idle(world)
  expect(world.callsOf('transition').at(-1)).toEqual(['PAY-1', { id: '31', fields: { cause: 'xyz' } }])
})

test('a refused status does not push a form under the fingers of somebody who types', async () => {
  const held = Promise.withResolvers<void>()
  const answers = {
    transitions: async () => [transition('31', 'Done', [field('cause')])],
    transition: async () => {
      await held.promise
      throw refusal('No.', { cause: 'too short' })
    },
  }
  const world = await openWorld({ answers })
  world.press('s')
  await ready(world)
  world.press('enter', 'x', 'enter', 'ctrl-s', 'c', 'hel')
  held.resolve()
  await idle(world)
  world.press('lo')
  expect(world.modal('text-area').buffer.text).toBe('hello')
  world.press('esc')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
  expect(world.modal('form').entries[0]?.error).toBe('too short')
})

test('a value of the wrong kind is asked for again with what was typed', async () => {
  const transitions = async () => [transition('31', 'Done', [field('points', { name: 'Points', type: 'number' })])]
  const world = await openWorld({ answers: { transitions } })
  world.press('s')
  await ready(world)
  world.press('enter', 'many', 'enter')
  expect(drawn(world)).toContain('Points must be a number')
  world.press('ctrl-s')
  expect(world.callsOf('transition')).toEqual([])
  expect(world.modal('form').editing?.text).toBe('many')
  world.press('ctrl-u', '5', 'enter', 'ctrl-s')
  await idle(world)
  expect(world.callsOf('transition')).toEqual([['PAY-1', { id: '31', fields: { points: 5 } }]])
})

test('people and several values are chosen, not typed', async () => {
  const versions = field('fixVersions', {
    type: 'array',
    allowedValues: [
      { id: 'a', label: '1.0', wire: { id: 'a' } },
      { id: 'b', label: '2.0', wire: { id: 'b' } },
    ],
  })
  const transitions = async () => [transition('31', 'Done', [field('owner', { type: 'user' }), versions])]
  const world = await openWorld({ answers: { transitions } })
  world.press('s')
  await ready(world)
  world.press('enter', 'enter')
  await ready(world)
  world.press('down', 'enter', 'enter', 'space', 'down', 'space', 'enter')
  expect(drawn(world)).toMatch(/owner \* +Ann Other/)
  expect(drawn(world)).toMatch(/fixVersions \* +1\.0, 2\.0/)
  world.press('ctrl-s')
  await idle(world)
  const fields = { owner: { name: 'ann' }, fixVersions: [{ id: 'a' }, { id: 'b' }] }
  expect(world.callsOf('transition')).toEqual([['PAY-1', { id: '31', fields }]])
})
