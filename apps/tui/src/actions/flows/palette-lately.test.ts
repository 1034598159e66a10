import { expect, test } from 'vitest'
import { openWorld, testFolder } from '../../app/testing.ts'
import { keepNames, keptNames, type NameList } from '../../session/kept-names.ts'

test('what was taken lately stands first the next time', async () => {
  const world = await openWorld()
  const run = (words: string): void => world.press(':', words, 'enter', 'esc')
  run('Edit the JQL')
  run('Log work')
  run('Edit the JQL')
  world.press(':')
  const labels = world.modal('picker').items.map(({ label }) => label)
  expect(labels.slice(0, 2)).toEqual([expect.stringContaining('JQL'), expect.stringContaining('Log work')])
  expect(new Set(labels).size).toBe(labels.length)
})

test('it stands first in the next run too, whatever else the file says', async () => {
  const folders = { data: testFolder() }
  const writes: Promise<void>[] = []
  const shell = {
    keptNames: (list: NameList) => keptNames(folders, list),
    keepNames: async (list: NameList, names: readonly string[]) => void writes.push(keepNames(folders, list, names)),
  }
  const first = await openWorld({ shell })
  first.press(':', 'Log work', 'enter', 'esc')
  await Promise.all(writes)
  const second = await openWorld({ shell })
  second.press(':')
  expect(second.modal('picker').items[0]?.label).toContain('Log work')
  await keepNames(folders, 'lately', ['no.action', 'view.jql'])
  const third = await openWorld({ shell })
  third.press(':')
  expect(third.modal('picker').items[0]?.label).toContain('JQL')
})
