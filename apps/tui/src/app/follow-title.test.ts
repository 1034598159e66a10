import { expect, test } from 'vitest'
import { followTitle } from './follow-title.ts'
import { openWorld, refusal } from './testing.ts'

test('the window is called after the site and the view, and after what waits for somebody', async () => {
  const titles: string[] = []
  const world = await openWorld({
    shell: { setTitle: (title) => void titles.push(title) },
    answers: { assign: async () => Promise.reject(refusal('no')) },
  })
  const stop = followTitle(world.app)
  expect(titles.at(-1)).toBe('work – Untriaged – mmd-tui')
  world.press('A')
  await world.session().replica.idle()
  expect(titles.at(-1)).toBe('● 1 work – Untriaged – mmd-tui')
  world.press(']')
  expect(titles.at(-1)).toMatch(/^● 1 work – (?!Untriaged).* – mmd-tui$/)
  stop()
})
