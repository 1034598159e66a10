import { expect, test } from 'vitest'
import { openLoaded } from './hold-keys.ts'
import { openWorld, testIssue, type World } from './testing.ts'

/** The program, whose list of sites is loaded when it is asked for. */
const openSlow = async (load: Promise<string>): Promise<World> => {
  const open = (app: World['app'], title: string): void =>
    void app.open({
      kind: 'prompt',
      title,
      help: [],
      buffer: { text: '', cursor: 0 },
      masked: false,
      error: null,
      onSubmit: (text) => app.toast('info', `Got ${text}`),
    })
  return openWorld({
    issues: [testIssue(1), testIssue(2)],
    onTask: (app) => openLoaded(app, load, (title) => open(app, title)),
  })
}

test('keys that are pressed while a dialog is being loaded are for the dialog, in one burst and in several', async () => {
  const load = Promise.withResolvers<string>()
  const world = await openSlow(load.promise)
  world.press('SA', 'x')
  world.paste('pasted')
  world.press('enter')
  expect(world.state().modals).toEqual([])
  load.resolve('Sites')
  await world.until(({ toast }) => toast !== null)
  expect(world.toast()).toBe('Got Axpasted')
  expect(world.session().replica.changes(1)).toEqual([])
  world.press('j', 'A')
  expect(world.toast()).toContain('PAY-2 assigned to Mia Me')
})

test('what cannot be loaded is said, and the next key is taken', async () => {
  const load = Promise.withResolvers<string>()
  const world = await openSlow(load.promise)
  world.press('S', 'j')
  load.reject(new Error('no such file'))
  await world.until(({ toast, lists, activeView }) => toast !== null && lists[activeView]?.cursor === 1)
  expect(world.state().toast?.tone).toBe('bad')
})

test('t: what is typed behind a key whose flow is loaded when it is pressed first does nothing to the list', async () => {
  const world = await openWorld({
    answers: {
      boards: async () => [{ id: '1', name: 'Payments', type: 'scrum', projectKey: 'PAY' }],
      sprints: async () => [],
    },
  })
  world.press('tAx')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'picker')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'picker' && world.modal('picker').query.text === 'Ax')
  expect(world.session().replica.changes(1)).toEqual([])
})
