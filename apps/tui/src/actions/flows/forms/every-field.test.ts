import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type IssueKey, kindOf } from '@mmd/jira-api/model'
import { describe, expect, test } from 'vitest'
import { testFolder } from '../../../app/testing.ts'
import { ready } from '../testing.ts'
import { EPIC, type FieldRow, fieldRows, type Known } from './field-rows.ts'
import { deployments, type FormWorld, openFormWorld } from './testing.ts'

const know = async (form: FormWorld): Promise<Known> => {
  const { client } = form
  const { components, versions } = await client.project('PAY')
  const ops = await client.project('OPS')
  const open = versions.filter(({ archived }) => !archived)
  const type = (await client.creatableTypes('PAY')).find(({ name }) => name === 'Epic')
  const fields = { project: { key: 'PAY' }, issuetype: { id: type?.id }, summary: EPIC }
  const epic = await client.createIssue({ fields })
  return {
    component: components[0]?.name ?? '',
    version: open[0]?.name ?? '',
    otherVersion: open[1]?.name ?? '',
    opsVersion: ops.versions.find(({ archived }) => !archived)?.name ?? '',
    epic: epic.key,
    issue: await form.newest('PAY'),
  }
}

const fillAll = async (form: FormWorld, rows: readonly FieldRow[], known: Known): Promise<void> => {
  const { world } = form
  for (const { field, by, text } of rows) {
    const typed = typeof text === 'function' ? text(known) : text
    if (by === 'typing') form.type(field, typed)
    else if (by === 'writing') await form.write(field, typed)
    else if (by === 'choosing') await form.choose(field, typed)
    else {
      form.goTo(field)
      world.press('enter', ...typed.split('>').flatMap((part) => [part, 'enter']))
    }
  }
}

const judge = async (form: FormWorld, key: IssueKey, rows: readonly FieldRow[], known: Known): Promise<void> => {
  const made = await form.read(key)
  for (const { field, holds } of rows) {
    const custom = made.fields.find(({ name }) => name === field)?.value
    const above = field === 'Epic Link' ? made.parent : null
    expect(custom ?? above ?? made, `${field} of ${key}`).toMatchObject(holds(known))
  }
}

describe.each(deployments)('fields on %s', (deployment) => {
  test.each(['OPS', 'PAY', 'SUP'] as const)(
    'of a new issue of %s hold what was filled in by keys',
    async (project) => {
      const form = await openFormWorld(deployment)
      const known = await know(form)
      const rows = fieldRows(deployment).filter(({ projects }) => projects.includes(project))
      await form.openNew(project, project === 'PAY' ? 'Bug' : project === 'OPS' ? 'Task' : 'Service Request')
      await fillAll(form, rows, known)
      form.world.press('ctrl-s')
      expect(form.world.state().modals).toEqual([])
      await form.sent()
      expect(form.world.state().modals).toEqual([])
      await judge(form, await form.newest(project), rows, known)
    },
    30_000,
  )

  test.each(['OPS', 'PAY', 'SUP'] as const)(
    'of an issue of %s that is edited hold what was filled in by keys, and what they held comes back',
    async (project) => {
      const form = await openFormWorld(deployment)
      const known = await know(form)
      const rows = fieldRows(deployment).filter(({ projects }) => projects.includes(project))
      const key = await form.editable(project)
      const before = await form.read(key)
      await form.openEdit(key)
      await fillAll(form, rows, known)
      form.world.press('ctrl-s')
      expect(form.world.state().modals).toEqual([])
      await form.sent()
      expect(form.world.state().modals).toEqual([])
      await judge(form, key, rows, known)
      form.world.press('u')
      // Sites have no words for taking an estimate back: that is said before.
      if (form.world.state().modals.length > 0) form.world.press('enter')
      await form.sent()
      const after = await form.read(key)
      expect(after.summary).toBe(before.summary)
      expect(after.description).toEqual(before.description)
      expect(after.labels.toSorted()).toEqual(before.labels.toSorted())
    },
    30_000,
  )

  test('are all in the table, or are shown with the reason why they cannot be written', async () => {
    const form = await openFormWorld(deployment)
    const kinds = new Set<string>()
    for (const project of ['OPS', 'PAY', 'SUP'] as const) {
      const key = await form.editable(project)
      await form.openEdit(key)
      const rows = fieldRows(deployment)
      for (const { meta, locked } of form.world.modal('form').entries) {
        if (rows.some(({ field }) => field === meta.id || field === meta.name)) kinds.add(kindOf(meta))
        else if (!byOwnTests.has(meta.id)) expect(`${meta.name} of ${project}: ${locked}`).not.toMatch(/: null$/)
      }
      form.world.press('esc')
    }
    expect([...kinds].sort()).toEqual([...kindsHeld].sort())
  }, 30_000)

  test('take links and files of a new issue', async () => {
    const form = await openFormWorld(deployment)
    const { world } = form
    const folder = testFolder()
    writeFileSync(join(folder, 'crash.log'), 'it crashed')
    const other = await form.newest('PAY')
    await form.openNew('PAY', 'Bug')
    world.press('Cart is empty', 'enter')
    form.goTo('issuelinks')
    world.press('enter')
    await ready(world)
    world.press('enter')
    await ready(world)
    world.press(other)
    await ready(world)
    world.press('enter')
    form.goTo('attachment')
    world.press('enter', join(folder, 'cra'), 'tab', 'enter')
    world.press('ctrl-s')
    await form.sent()
    const made = await form.read(await form.newest('PAY'))
    expect(made).toMatchObject({ attachments: [{ filename: 'crash.log', size: 10 }] })
    expect(made.links.map(({ key }) => key)).toEqual([other])
  }, 30_000)
})

/** Fields that are filled in otherwise, each with tests of its own. */
const byOwnTests: ReadonlySet<string> = new Set([
  'issuelinks',
  'attachment',
  'comment',
  'issuetype',
  'reporter',
  'customfield_10232',
])

/** Everything that this program can write, but what is below or beside an issue. */
const kindsHeld = [
  'text',
  'rich-text',
  'number',
  'date',
  'time',
  'user',
  'users',
  'named',
  'named-list',
  'option',
  'options',
  'cascading',
  'words',
  'sprints',
  'issue',
  'team',
  'estimates',
]
