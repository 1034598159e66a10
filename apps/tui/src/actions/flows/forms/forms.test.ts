import { describe, expect, test } from 'vitest'
import { drawn, ready } from '../testing.ts'
import { deployments, fieldNamed, openFormWorld } from './testing.ts'

describe.each(deployments)('on %s', (deployment) => {
  test('e opens every field of the edit screen with what is in it, saves what was changed, and u takes it back', async () => {
    const form = await openFormWorld(deployment)
    const { world } = form
    const before = world
      .session()
      .replica.issue(world.session().replica.view(world.state().activeView)?.keys[0] ?? ('' as never))
    if (before === undefined) throw new Error('the list is empty')
    world.press('e')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
    const names = world.modal('form').entries.map(({ meta }) => meta.id)
    const screen = await form.client.editFields(before.key)
    expect(names).toEqual(expect.arrayContaining(screen.map(({ id }) => id)))
    expect(drawn(world)).toContain(before.summary.slice(0, 20))
    form.goTo('summary')
    world.press('enter', 'ctrl-u', 'Another summary', 'enter')
    await form.choose('labels', 'from-the-form')
    world.press('ctrl-s')
    await form.sent()
    const after = await form.read(before.key)
    expect(after.summary).toBe('Another summary')
    expect(after.labels).toEqual([...before.labels, 'from-the-form'].sort())
    expect(after.description).toEqual((await form.read(before.key)).description)
    world.press('u')
    await form.sent()
    expect((await form.read(before.key)).summary).toBe(before.summary)
  }, 30_000)

  test('N makes a sub-task of the current issue', async () => {
    const form = await openFormWorld(deployment)
    const { world, client } = form
    const { issues } = await client.search({
      jql: 'project = PAY AND issuetype = Bug ORDER BY created DESC',
      maxResults: 1,
    })
    const [parent] = issues
    if (parent === undefined) throw new Error('there is no bug')
    world.app.store.update((state) => ({ ...state, visited: parent.key }))
    await world.session().replica.openIssue(parent.key)
    world.press('N')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
    world.press('A part of it', 'ctrl-s')
    await form.sent()
    const made = await form.read(await form.newest('PAY'))
    expect(made).toMatchObject({ summary: 'A part of it', type: { subtask: true }, parent: { key: parent.key } })
  }, 30_000)

  test('what the site refuses comes back beside its field, is mended, and made once', async () => {
    const form = await openFormWorld(deployment)
    const { world } = form
    await form.openNew('OPS', 'Task')
    world.press('Refused at first', 'enter')
    await form.choose('Team', '999')
    world.press('ctrl-s')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
    expect(drawn(world)).toMatch(/Team with id '999'/)
    expect(drawn(world)).toContain('Refused at first')
    await form.choose('Team', 'checkout')
    world.press('ctrl-s')
    await form.sent()
    const made = await form.read(await form.newest('OPS'))
    expect(made.summary).toBe('Refused at first')
    expect(fieldNamed(made, 'Team')).toMatchObject({ team: { id: '11' } })
    const { total } = await form.client.search({ jql: 'summary ~ "Refused at first"', maxResults: 5 })
    expect(total ?? 1).toBe(1)
  }, 30_000)
})

test('a draft outlives Esc, is offered again with n, and is gone when it is sent', async () => {
  const form = await openFormWorld('datacenter')
  const { world } = form
  await form.openNew('PAY', 'Bug')
  world.press('Half of it', 'enter')
  await form.write('description', 'begun')
  world.press('esc')
  expect(world.toast()).toBe('What you filled in is kept for the next time')
  world.press('n')
  await ready(world)
  expect(drawn(world)).toContain('Go on with “Half of it”')
  world.press('enter')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
  expect(drawn(world)).toContain('Half of it')
  expect(drawn(world)).toContain('begun')
  expect(drawn(world)).toContain('D begins afresh')
  world.press('esc', 'ctrl-s')
  await form.sent()
  expect((await form.read(await form.newest('PAY'))).description?.source).toBe('begun')
  expect(world.session().replica.drafts()).toEqual({})
})

test('what is typed and not taken yet is kept for after a crash', async () => {
  const form = await openFormWorld('datacenter')
  const { world } = form
  await form.openNew('PAY', 'Bug')
  world.press('Never entered')
  await expect.poll(() => Object.values(world.session().replica.drafts()).join()).toContain('Never entered')
})

test('Ctrl-N sends it and begins another one like it', async () => {
  const form = await openFormWorld('datacenter')
  const { world } = form
  await form.openNew('PAY', 'Bug')
  world.press('First', 'enter')
  await form.choose('labels', 'twins')
  world.press('ctrl-n')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
  world.press('Second', 'enter')
  world.press('ctrl-s')
  await form.sent()
  const { issues } = await form.client.search({ jql: 'labels = twins ORDER BY created', maxResults: 5 })
  expect(issues.map(({ summary }) => summary).sort()).toEqual(['First', 'Second'])
})

test('what is wrong is said beside the field as one leaves it, and nothing is sent', async () => {
  const form = await openFormWorld('datacenter')
  const { world } = form
  await form.openNew('OPS', 'Task')
  form.type('Runbook', 'nowhere')
  expect(drawn(world)).toContain('Runbook must be an address')
  form.goTo('timetracking')
  world.press('enter', '3 days', 'down')
  expect(drawn(world)).toContain('must be times in hours and minutes')
  world.press('ctrl-s')
  expect(drawn(world)).toContain('Summary must be filled in')
  expect(drawn(world)).toMatch(/Look at Summary, .*Runbook.* before it is sent/)
  expect(world.session().replica.operations()).toEqual([])
})

test('the preview shows how a text will look, and what is sent', async () => {
  const form = await openFormWorld('datacenter')
  const { world } = form
  await form.openNew('PAY', 'Bug')
  world.press('Words', 'enter')
  form.goTo('description')
  world.press('enter')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'text-area')
  world.press('Is **bold**', 'ctrl-p')
  expect(drawn(world)).toContain('Is bold')
  world.press('s')
  expect(drawn(world)).toContain('Is *bold*')
  world.press('esc', 'esc')
  expect(drawn(world)).toContain('Is **bold**')
})

test('E edits summary and description in the editor, and keeps what cannot be taken over', async () => {
  const given: string[] = []
  let written = (text: string): string => `\n${text}`
  const form = await openFormWorld('datacenter', {
    shell: {
      edit: async (text) => {
        given.push(text)
        return { outcome: 'saved', text: written(text) }
      },
    },
  })
  const { world } = form
  const key = world.session().replica.view(world.state().activeView)?.keys[0]
  if (key === undefined) throw new Error('the list is empty')
  world.press('E')
  await world.until(({ toast }) => toast?.text.includes('E opens what you wrote again') === true)
  written = () => 'New summary\n\nNew *words*'
  world.press('E')
  await world.until(({ toast }) => toast?.text.includes('another summary and description') === true)
  expect(given[1]).toBe(`\n${given[0]}`)
  await form.sent()
  const after = await form.read(key)
  expect(after).toMatchObject({ summary: 'New summary', description: { source: 'New _words_' } })
})

test('a form fits every screen, and shows where one is', async () => {
  for (const size of [
    { columns: 40, rows: 10 },
    { columns: 80, rows: 24 },
    { columns: 200, rows: 60 },
  ]) {
    const form = await openFormWorld('datacenter', { size })
    await form.openNew('OPS', 'Task')
    form.world.press('A summary that is longer than a narrow window is wide', 'enter')
    form.goTo('Change risk')
    const lines = drawn(form.world).split('\n')
    expect(lines.length).toBeLessThanOrEqual(size.rows - 1)
    expect(drawn(form.world)).toContain('▸ Change risk')
    expect(drawn(form.world)).toContain('Esc')
  }
})
