import { type FieldMeta, JiraApiError, type SiteClient } from '@mmd/jira-api/model'
import { describe, expect, test } from 'vitest'
import { createWorld, openWorld, testIssue, testSite, type World } from '../../../app/testing.ts'
import { topModal } from '../../../state/state.ts'
import { goTo } from '../go-to.ts'
import { drawn, offered, ready } from '../testing.ts'
import { deployments, openFormWorld } from './testing.ts'

const meta = (id: string, more: Partial<FieldMeta> = {}): FieldMeta => ({
  id,
  name: id,
  required: false,
  hasDefault: false,
  type: 'string',
  items: null,
  system: id,
  custom: null,
  operations: ['set'],
  allowedValues: [],
  ...more,
})

const projects = ['PAY', 'OPS'].map((key, at) => ({ id: `${at}`, key, name: `Project ${key}`, lead: null }))

/** A site that can be lost. */
const losable = (fields: readonly FieldMeta[]) => {
  const site = { isLost: false }
  const answer =
    <T>(value: T) =>
    async (): Promise<T> => {
      if (site.isLost) throw new JiraApiError('network', 'no way there')
      return value
    }
  const answers: Partial<SiteClient> = {
    projects: answer(projects),
    creatableTypes: answer([{ id: '3', name: 'Task', subtask: false }]),
    createFields: answer(fields),
    editFields: answer(fields),
    createIssue: answer({ key: 'PAY-9' as never, id: '9' }),
  }
  return { site, answers }
}

const isForm = (world: World): Promise<void> => world.until(({ modals }) => modals.at(-1)?.kind === 'form')

test('without a connection a form that was seen before opens out of the copy, and another says what is missing', async () => {
  const { site, answers } = losable([meta('summary', { required: true })])
  const world = await openWorld({ answers })
  world.press('n')
  await ready(world)
  world.press('PAY', 'enter')
  await isForm(world)
  world.press('esc', 'esc')
  site.isLost = true
  world.press('n')
  await ready(world)
  world.press('PAY', 'enter')
  await isForm(world)
  expect(drawn(world)).toContain('New Task in PAY')
  world.press('esc', 'esc', 'n')
  await ready(world)
  world.press('OPS', 'enter')
  await ready(world)
  expect(world.modal('picker').error).toContain('the copy does not have the types of issues of OPS')
})

test('a default of the site is in the form, and sent with it; a field of an app takes JSON', async () => {
  const opaque = meta('customfield_1', { name: 'Shape', type: 'any', system: null, custom: 'com.example:shape' })
  const labels = meta('labels', { type: 'array', items: 'string', defaultValue: { kind: 'words', words: ['new'] } })
  const { answers } = losable([meta('summary', { required: true }), labels, opaque])
  const world = await openWorld({ answers })
  world.press('n')
  await ready(world)
  world.press('PAY', 'enter')
  await isForm(world)
  world.press('A thing', 'enter')
  expect(drawn(world)).toMatch(/labels +new/)
  world.press('j', 'enter', '{"sides":', 'ctrl-s')
  expect(drawn(world)).toContain('That is not JSON')
  world.press('esc')
  expect(drawn(world)).toContain('{"sides":')
  world.press('ctrl-s')
  expect(drawn(world)).toContain('That is not JSON')
  world.press('enter', 'end', '3}', 'ctrl-s', 'ctrl-s')
  await world.session().replica.idle()
  const [sent] = world.callsOf('createIssue')
  expect(sent?.[0]).toMatchObject({
    fields: {
      project: { id: '0' },
      issuetype: { id: '3' },
      summary: 'A thing',
      labels: ['new'],
      customfield_1: { sides: 3 },
    },
  })
})

test('of several sites the picker says whose each project is, and the issue is made there', async () => {
  const { answers } = losable([meta('summary', { required: true })])
  const sites = [testSite('home'), testSite('work')]
  const others = { work: { ...answers, projects: async () => projects.slice(1) } }
  const world = createWorld({ sites, answers: { ...answers, projects: async () => projects.slice(0, 1) }, others })
  await world.app.showSites(sites)
  world.press('n')
  await ready(world)
  expect(offered(world)).toEqual(['PAY  Project PAY', 'OPS  Project OPS'])
  expect(world.modal('picker').items.map(({ detail }) => detail)).toEqual(['home', 'work'])
  world.press('OPS', 'enter')
  await isForm(world)
  expect(world.modal('form').title).toBe('New Task in OPS on work')
  world.press('There', 'ctrl-s')
  expect(world.toast()).toBe('work: Created Task: There · u takes it back')
  expect(world.callsOf('createIssue')).toEqual([])
})

test('of two sites with the same projects the one of the row under the cursor comes first, and its name stands in the title', async () => {
  const { answers } = losable([])
  const types = ['Task', 'Bug'].map((name, at) => ({ id: `${at}`, name, subtask: false }))
  const both = { ...answers, creatableTypes: async () => types }
  const sites = [testSite('home'), testSite('work')]
  const world = createWorld({ sites, issues: [testIssue(1)], answers: both, others: { work: both } })
  await world.app.showSites(sites)
  for (const [at, names] of [['home', 'work'] as const, ['work', 'home'] as const].entries()) {
    world.press(at === 0 ? 'g' : 'G')
    const { cursorKey } = world.state().lists[world.state().activeView] ?? {}
    expect(cursorKey).toBe(`${names[0]}:PAY-1`)
    world.press('n')
    await ready(world)
    expect(world.modal('picker').items.map(({ detail }) => detail)).toEqual([...names, 'home', 'work'])
    world.press('enter')
    await world.until((state) => {
      const modal = topModal(state)
      return modal?.kind === 'picker' && modal.title === `New issue in PAY on ${names[0]}: which type?`
    })
    world.press('esc', 'esc')
  }
})

test('a draft that another version of the program has kept in its own way harms nothing', async () => {
  const { answers } = losable([meta('summary', { required: true }), meta('owner', { type: 'user' })])
  const world = await openWorld({ answers })
  const kept = { summary: { value: { kind: 'text', text: 'Mine' } }, owner: { value: { kind: 'user' } }, gone: 5 }
  world.session().replica.putDraft('form/create/PAY/3', JSON.stringify(kept))
  world.session().replica.putDraft('form/create/OPS/3', 'no JSON')
  world.press('n')
  await ready(world)
  world.press('Mine', 'enter')
  await isForm(world)
  expect(drawn(world)).toContain('Mine')
  expect(drawn(world)).toMatch(/owner +–/)
})

describe.each(deployments)('a transition on %s', (deployment) => {
  test('opens all its fields with Ctrl-O, and takes a comment along', async () => {
    const form = await openFormWorld(deployment)
    const { world, client } = form
    const jql = 'project = SUP AND status = "Waiting for support" ORDER BY key DESC'
    const [issue] = (await client.search({ jql, maxResults: 1 })).issues
    if (issue === undefined) throw new Error('nobody waits for support')
    goTo(world.app, world.session(), issue.key)
    await world.session().replica.openIssue(issue.key)
    world.press('s')
    await ready(world)
    world.press('Respond', 'ctrl-o')
    await isForm(world)
    await form.write('comment', 'We are **on it**.')
    world.press('ctrl-s')
    await form.sent()
    const { comments, status } = await form.read(issue.key)
    expect(status.name).not.toBe(issue.status.name)
    expect(comments.at(-1)?.body.source).toContain(deployment === 'cloud' ? '"strong"' : '*on it*')
  }, 30_000)
})
