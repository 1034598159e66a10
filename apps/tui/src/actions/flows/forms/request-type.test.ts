import { describe, expect, test } from 'vitest'
import { drawn, offered, ready } from '../testing.ts'
import { deployments, fieldNamed, openFormWorld } from './testing.ts'

const field = 'Customer Request Type'

describe.each(deployments)('the type of a request on %s', (deployment) => {
  test('is one of those of the desk that fit the type of the issue, and u takes it back', async () => {
    const form = await openFormWorld(deployment)
    const { world } = form
    await form.openNew('SUP', 'Service Request')
    world.press('Let me in', 'esc')
    form.goTo(field)
    world.press('enter')
    await ready(world)
    expect(offered(world)).toEqual(['Ask a question', 'Ask for access', 'Another value'])
    world.press('access', 'enter')
    expect(drawn(world)).toContain('Ask for access')
    form.type('Severity', 'low')
    world.press('ctrl-s')
    await form.sent()
    const key = await form.newest('SUP')
    const held = async (): Promise<unknown> => fieldNamed(await form.read(key), field)
    expect(await held()).toEqual({ kind: 'named', value: { id: '54', name: 'Ask for access' } })
    await form.openEdit(key)
    await form.choose(field, 'question')
    world.press('ctrl-s')
    await form.sent()
    expect(await held()).toMatchObject({ value: { name: 'Ask a question' } })
    world.press('u')
    await form.sent()
    expect(await held()).toMatchObject({ value: { name: 'Ask for access' } })
  }, 60_000)

  test('can be written as a site of its own kind wants it, and what the site says comes back', async () => {
    const form = await openFormWorld(deployment)
    const { world } = form
    await form.openNew('SUP', 'Service Request')
    world.press('Let me in', 'esc')
    form.goTo(field)
    world.press('enter')
    await ready(world)
    world.press('Another', 'enter', '"sup/ask"', 'ctrl-s')
    expect(drawn(world)).toContain('sup/ask')
    world.press('ctrl-s')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
    expect(drawn(world)).toContain("The request type 'sup/ask' is not valid")
    await form.choose(field, 'question')
    world.press('ctrl-s')
    await form.sent()
    expect(fieldNamed(await form.read(await form.newest('SUP')), field)).toMatchObject({
      value: { name: 'Ask a question' },
    })
  }, 60_000)
})
