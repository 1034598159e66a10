import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProjectDetail, Version } from '@mmd/jira-api/model'
import { JiraApiError } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { testSprint } from '../../../app/testing/site-values.ts'
import { openWorld, refusal, testDetail, testIssue, testKey, testText, type World } from '../../../app/testing.ts'
import { drawn, idle, offered, ready } from '../testing.ts'

const version = (id: string, name: string, more: Partial<Version> = {}): Version => ({
  id,
  name,
  released: false,
  archived: false,
  releaseDate: null,
  ...more,
})

const project: ProjectDetail = {
  id: '1',
  key: 'PAY',
  name: 'Payments',
  lead: null,
  types: [],
  components: [],
  versions: [
    version('1', '1.0', { released: true }),
    version('2', '1.1', { archived: true }),
    version('3', '2.0'),
    version('4', '2.1'),
  ],
  kind: 'software',
}

/** What the site gives where more than the usual fields are asked for, and takes. */
const whole = {
  issueWithFields: async () => testDetail(testIssue(1)),
  moveToSprint: async () => undefined,
}

/** Presses a key whose flow is loaded when it is pressed first, and waits for its picker. */
const open = async (world: World, key: string): Promise<void> => {
  world.press(key)
  await world.until(({ modals }) => modals.length > 0)
  await ready(world)
}

const fixVersions = (world: World, number: number): readonly string[] =>
  (world.session().replica.issue(testKey(number))?.fixVersions ?? []).map(({ name }) => name)

test('f: versions to come stand first, archived ones are not offered, and one of an issue can be taken away', async () => {
  const world = await openWorld({
    issues: [testIssue(1, { fixVersions: [{ id: '3', name: '2.0' }] })],
    answers: { project: async () => project },
  })
  await open(world, 'f')
  expect(offered(world)).toEqual(['2.0', '2.1', '1.0'])
  world.press('space', 'down', 'space', 'enter')
  expect(fixVersions(world, 1)).toEqual(['2.1'])
  await idle(world)
  expect(world.callsOf('edit')).toEqual([
    ['PAY-1', { update: { fixVersions: [{ remove: { id: '3' } }, { add: { id: '4' } }] } }],
  ])
  world.press('u')
  await idle(world)
  expect(fixVersions(world, 1)).toEqual(['2.0'])
})

test('f: what is known is offered at once when the site does not answer, and that is said', async () => {
  let calls = 0
  const world = await openWorld({
    answers: {
      project: async () => {
        calls += 1
        if (calls > 1) throw new JiraApiError('network', 'down')
        return project
      },
    },
  })
  await open(world, 'f')
  world.press('esc')
  await open(world, 'f')
  expect(offered(world)).toEqual(['2.0', '2.1', '1.0'])
  world.press('space', 'enter')
  expect(fixVersions(world, 1)).toEqual(['2.0'])
})

test('t: open sprints of the boards of the project, active ones first, and the backlog', async () => {
  const world = await openWorld({
    answers: {
      ...whole,
      boards: async () => [{ id: '1', name: 'Payments', type: 'scrum', projectKey: 'PAY' }],
      sprints: async () => [testSprint('8', 'future'), testSprint('7', 'active')],
    },
  })
  await open(world, 't')
  expect(offered(world)).toEqual(['Sprint 7', 'Sprint 8', 'Backlog'])
  world.press('enter')
  expect(world.toast()).toContain('PAY-1 moved to Sprint 7')
  await idle(world)
  expect(world.callsOf('moveToSprint')).toEqual([['7', ['PAY-1']]])
})

test('P: an epic is named by the field that the site has for it, and no parent is a choice too', async () => {
  const schema = { type: 'any', items: null, system: null, custom: 'com.pyxis.greenhopper.jira:gh-epic-link' }
  const world = await openWorld({
    answers: {
      ...whole,
      fields: async () => [{ id: 'customfield_1', name: 'Epic Link', custom: true, schema, clauseNames: [] }],
      issueTypes: async () => [{ id: '10', name: 'Epic', subtask: false }],
    },
  })
  await open(world, 'P')
  expect(world.callsOf('search').at(-1)).toMatchObject([
    { jql: 'issuetype in (10) AND project = "PAY" AND statusCategory != Done ORDER BY updated DESC' },
  ])
  expect(offered(world)).toEqual(['PAY-2  Summary of 2', 'PAY-3  Summary of 3', 'No parent'])
  world.press('enter')
  await idle(world)
  expect(world.callsOf('edit')).toEqual([['PAY-1', { fields: { customfield_1: 'PAY-2' } }]])
})

test('P: on a site without epics that is said', async () => {
  const world = await openWorld({ answers: { fields: async () => [] } })
  world.press('P')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'picker')
  await ready(world)
  expect(world.modal('picker').error).toContain('This site has no epics')
})

test('C: a note is never written where customers or everybody would read it', async () => {
  const world = await openWorld({ answers: { project: async () => project } })
  const refused = 'PAY is no service desk: a note there would be read by everybody'
  world.press('C')
  await world.until(({ modals }) => modals.some((one) => one.kind === 'text-area' && one.error === refused))
  world.press('for us', 'ctrl-s')
  await world.until(({ modals }) => modals.some((one) => one.kind === 'text-area' && one.error === refused))
  expect(world.modal('text-area').buffer.text).toBe('for us')
  world.press('esc')
  expect(world.state().toast?.text).toBe('The draft is kept')
  world.press('C')
  await world.until(({ toast }) => toast?.text === refused)
  expect(world.state().modals).toEqual([])
  await idle(world)
  expect(world.callsOf('addComment')).toEqual([])
})

test('C: what is typed while the site is asked whether it is a service desk is the note, and waits for the answer', async () => {
  const answer = Promise.withResolvers<ProjectDetail>()
  const world = await openWorld({ answers: { project: () => answer.promise } })
  world.press('CA', ' word')
  await world.until(({ modals }) => modals.some((one) => one.kind === 'text-area' && one.buffer.text === 'A word'))
  expect(drawn(world)).toContain('Asking who would read it')
  world.press('ctrl-s')
  expect(world.callsOf('addComment')).toEqual([])
  answer.resolve({ ...project, kind: 'service_desk' })
  await world.until(({ toast }) => toast !== null)
  await idle(world)
  expect(world.callsOf('addComment')).toMatchObject([['PAY-1', { body: testText('A word'), internal: true }]])
  expect(world.callsOf('assign')).toEqual([])
})

test('C: where the site could not say it, it is asked again when the note is sent', async () => {
  let answers = false
  const world = await openWorld({
    answers: {
      project: async () => {
        if (!answers) throw refusal('Not today')
        return { ...project, kind: 'service_desk' }
      },
    },
  })
  world.press('C')
  await world.until(({ modals }) => modals.some((one) => one.kind === 'text-area' && one.error !== null))
  expect(drawn(world)).toContain('Not today')
  answers = true
  world.press('for us', 'ctrl-s')
  await world.until(({ toast }) => toast !== null)
  await idle(world)
  expect(world.callsOf('addComment')).toMatchObject([['PAY-1', { internal: true }]])
})

test('C: in a service desk it is sent as a note', async () => {
  const world = await openWorld({ answers: { project: async () => ({ ...project, kind: 'service_desk' }) } })
  world.press('C')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'text-area')
  world.press('look here', 'ctrl-s')
  await world.until(({ toast }) => toast !== null)
  await idle(world)
  expect(world.callsOf('addComment')).toMatchObject([['PAY-1', { internal: true }]])
})

test('@ attaches a file, also one that was dropped on the terminal', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'mmd-tui-test-')), 'a shot.png')
  writeFileSync(file, 'x')
  const world = await openWorld()
  world.press('@')
  await world.until(({ modals }) => modals.length > 0)
  world.paste(`'${file}'`)
  world.press('enter')
  expect(world.toast()).toContain('PAY-1 got a shot.png attached')
})
