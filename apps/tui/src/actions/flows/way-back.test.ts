import { expect, test } from 'vitest'
import { openWorld, type World } from '../../app/testing.ts'
import type { Config } from '../../config/config.ts'

const give = ({ app }: World, keys: Config['keys']): void =>
  app.store.update((state) => ({ ...state, config: { ...state.config, keys } }))

test('what is said of a change names the keys that really take it back and do it again', async () => {
  const world = await openWorld()
  world.press('A')
  expect(world.toast()).toBe('PAY-1 assigned to Mia Me · u takes it back')
  give(world, { 'app.undo': [['ctrl-z']], 'app.redo': [['ctrl-y']] })
  world.press('A')
  expect(world.toast()).toMatch(/ · Ctrl-Z takes it back$/)
  world.press('ctrl-z')
  expect(world.toast()).toMatch(/ · Ctrl-Y does it again$/)
})

test('where no key takes it back none is named', async () => {
  const world = await openWorld()
  give(world, { 'app.undo': [] })
  world.press('A')
  expect(world.toast()).toBe('PAY-1 assigned to Mia Me')
})
