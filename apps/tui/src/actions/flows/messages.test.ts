import { expect, test } from 'vitest'
import { openWorld } from '../../app/testing.ts'
import { topModal } from '../../state/state.ts'

test('what was said can be read again, the newest first', async () => {
  const world = await openWorld()
  world.press('!')
  expect(topModal(world.state())).toBeUndefined()
  expect(world.toast()).toBe('What was said in the last line: nothing was said yet')
  world.app.toast('good', 'PAY-1 → Done · u takes it back')
  world.app.toast('bad', 'The site did not answer')
  world.press('!')
  const texts = world.modal('message').lines.map((line) => (typeof line === 'string' ? line : line[1]))
  expect(texts.slice(0, 2)).toEqual(['! The site did not answer', 'PAY-1 → Done · u takes it back'])
  world.press('esc')
  expect(topModal(world.state())).toBeUndefined()
})

test('only the latest are kept', async () => {
  const world = await openWorld()
  for (let count = 0; count < 300; count += 1) world.app.toast('info', `${count}`)
  expect(world.app.said()).toHaveLength(200)
  expect(world.app.said()[0]?.text).toBe('299')
})
