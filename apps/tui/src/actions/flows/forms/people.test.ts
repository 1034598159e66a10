import { describe, expect, test } from 'vitest'
import { ready } from '../testing.ts'
import { deployments, openFormWorld } from './testing.ts'

describe.each(deployments)('an assignee on %s', (deployment) => {
  test('of a new issue is me with one key, nobody, or whom the project names', async () => {
    const form = await openFormWorld(deployment)
    const { world } = form
    const made: (string | null)[] = []
    for (const choice of ['m', 'Nobody', 'Automatic']) {
      await form.openNew('PAY', 'Bug')
      world.press(`For ${choice}`, 'enter')
      form.goTo('assignee')
      if (choice === 'm') world.press('m')
      else {
        world.press('enter')
        await ready(world)
        world.press('down', ...(choice === 'Nobody' ? [] : ['down']), 'enter')
      }
      world.press('ctrl-s')
      await form.sent()
      made.push((await form.read(await form.newest('PAY'))).assignee?.name ?? null)
    }
    const lead = made[2]
    expect(made).toEqual([expect.stringMatching(/mira/i), null, lead])
    expect(lead).toMatch(/\w/)
  }, 30_000)

  test('of an issue is left to the project', async () => {
    const form = await openFormWorld(deployment)
    const { world, client } = form
    const key = await form.editable('PAY')
    await client.edit(key, { fields: { assignee: null } })
    await form.openEdit(key)
    form.goTo('assignee')
    world.press('enter')
    await ready(world)
    world.press('down', 'down', 'enter', 'ctrl-s')
    await form.sent()
    expect((await form.read(key)).assignee?.name).toMatch(/\w/)
  }, 30_000)
})
