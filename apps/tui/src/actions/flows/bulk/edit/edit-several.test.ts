import type { IssueKey } from '@mmd/jira-api/model'
import { describe, expect, test } from 'vitest'
import { testField } from '../../../../app/testing/fields.ts'
import { createWorld, openWorld, refusal, testIssue, testSite, type World } from '../../../../app/testing.ts'
import { deployments, type FormWorld, fieldNamed, openFormWorld } from '../../forms/testing.ts'
import { drawn, idle, offered, ready } from '../../testing.ts'

const bulk = (world: World): Promise<void> => world.until(({ modals }) => modals.at(-1)?.kind === 'bulk')

/** A list of some issues that can be edited of each project, all of them marked. */
const mark = async (form: FormWorld, projects: readonly string[], each: number): Promise<readonly IssueKey[]> => {
  const { world, client } = form
  const { replica } = world.session()
  const found: IssueKey[] = []
  for (const project of projects) {
    const jql = `project = ${project} AND issuetype in (Task, Story, Bug, Incident, "Service Request") AND resolution is EMPTY`
    const { issues } = await client.search({ jql, maxResults: 20 })
    const own: IssueKey[] = []
    for (const { key } of issues) if (own.length < each && (await client.editFields(key)).length > 0) own.push(key)
    found.push(...own)
  }
  const view = { id: 'several', title: 'Several', jql: `key in (${found.join(', ')}) ORDER BY key` }
  world.app.store.update((state) => ({ ...state, views: [...state.views, view], activeView: view.id }))
  await replica.openView(view)
  expect(replica.view(view.id)?.keys).toHaveLength(found.length)
  world.press('*')
  return found
}

/** Chooses the field that is edited, and the way where there is more than one. */
const choose = async (world: World, field: string, way?: string): Promise<void> => {
  world.press('e')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'picker')
  world.press(field, 'enter')
  await world.until(({ modals }) => {
    const top = modals.at(-1)
    return (
      top?.kind === 'form' || top?.kind === 'text-area' || (top?.kind === 'picker' && !top.title.startsWith('Edit'))
    )
  })
  if (way !== undefined) world.press(way, 'enter')
}

describe.each(deployments)('a field of marked issues on %s', (deployment) => {
  test('is set on all of them after a plan, and taken back as one', async () => {
    const form = await openFormWorld(deployment)
    const { world } = form
    const keys = await mark(form, ['PAY', 'OPS'], 2)
    const before = await Promise.all(keys.map(async (key) => (await form.read(key)).priority?.name))
    await choose(world, 'Priority', 'Set')
    await ready(world)
    world.press('Lowest', 'enter')
    await bulk(world)
    expect(drawn(world)).toContain('Plan: 4 issues with Priority set to Lowest')
    expect(world.session().replica.changes(1)).toEqual([])
    world.press('enter')
    await form.sent()
    expect(drawn(world)).toMatch(/✓ \d of \d done/)
    for (const key of keys) expect((await form.read(key)).priority?.name).toBe('Lowest')
    world.press('u')
    await form.sent()
    expect(await Promise.all(keys.map(async (key) => (await form.read(key)).priority?.name))).toEqual(before)
  }, 60_000)

  test('that only some of them have is said to be so, and the others are named in the plan', async () => {
    const form = await openFormWorld(deployment)
    const { world } = form
    const [first, second, other] = await mark(form, ['OPS', 'PAY'], 2)
    world.press('e')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'picker')
    expect(drawn(world)).toMatch(/Summary +all 4/)
    world.press('Runbook')
    expect(drawn(world)).toMatch(/Runbook +2 of 4/)
    world.press('enter')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'form' || modals.at(-1)?.kind === 'picker')
    if (world.state().modals.at(-1)?.kind === 'picker') world.press('enter')
    world.press('ctrl-u', 'https://wiki.acme.example/run', 'ctrl-s')
    await bulk(world)
    expect(drawn(world)).toContain('✗ 2 not: Runbook is not on the screen on which it is edited')
    world.press('enter')
    await form.sent()
    for (const key of [first, second])
      expect(fieldNamed(await form.read(key as IssueKey), 'Runbook')).toMatchObject({
        text: 'https://wiki.acme.example/run',
      })
    expect(fieldNamed(await form.read(other as IssueKey), 'Runbook')).toBeUndefined()
  }, 60_000)

  test.each([
    ['labels', 'Labels', 'by-hand'],
    ['a custom list', 'Keywords', 'by-hand'],
  ])(
    'that is a list is added to, taken off and emptied: %s',
    async (_, name, word) => {
      const form = await openFormWorld(deployment)
      const { world, client } = form
      const keys = await mark(form, ['OPS'], 3)
      const [first = keys[0] as IssueKey] = keys
      const id = (await client.editFields(first)).find((field) => field.name === name)?.id ?? ''
      await client.edit(first, { fields: { [id]: ['of-old'] } })
      const words = async (): Promise<readonly (readonly string[])[]> =>
        await Promise.all(
          keys.map(async (key) => {
            const detail = await form.read(key)
            const value = fieldNamed(detail, name) as { readonly words: readonly string[] } | undefined
            return name === 'Labels' ? detail.labels : (value?.words ?? [])
          }),
        )
      const before = await words()
      await choose(world, name, 'Add')
      await ready(world)
      world.press(word)
      await ready(world)
      world.press('enter')
      await bulk(world)
      expect(drawn(world)).toContain(`Plan: 3 issues with ${word} added to ${name}`)
      world.press('enter')
      await form.sent()
      expect(await words()).toEqual(before.map((own) => expect.arrayContaining([...own, word])))
      world.press('esc', '*')
      await choose(world, name, 'Take')
      expect(drawn(world)).toMatch(new RegExp(`${word} +on 3 of 3`))
      world.press('of-old', 'space', 'enter')
      await bulk(world)
      expect(drawn(world)).toContain(`✓ 1 issue to change  = 2 so already`)
      world.press('enter')
      await form.sent()
      expect((await words())[0]).toEqual([word])
      world.press('u')
      await form.sent()
      expect(new Set((await words())[0])).toEqual(new Set(['of-old', word]))
      world.press('*')
      await choose(world, name, 'Empty')
      await bulk(world)
      world.press('enter')
      await form.sent()
      expect((await words()).flat()).toEqual([])
    },
    60_000,
  )
})

describe('the edit of marked issues', () => {
  const issues = [1, 2, 3, 4].map((number) =>
    testIssue(number, { type: { id: number > 2 ? '2' : '1', name: number > 2 ? 'Task' : 'Bug', subtask: false } }),
  )
  const summary = testField('summary', { name: 'Summary', type: 'string', system: 'summary', required: true })

  test('asks once for what is alike, and all values at once', async () => {
    const world = await openWorld({ issues, answers: { editFields: async () => [summary] } })
    world.press('*', 'e')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'picker')
    world.press('enter')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
    expect(world.callsOf('editFields').map(([key]) => key)).toEqual(['PAY-1', 'PAY-3'])
    expect(world.callsOf('issues')).toHaveLength(1)
    world.press('The same for all', 'ctrl-s')
    await bulk(world)
    expect(drawn(world)).toContain('Plan: 4 issues with Summary set to The same for all')
    // Left and come back to, it is still filled in.
    world.press('esc')
    const { replica } = world.session()
    await expect.poll(() => Object.values(replica.drafts()).join('')).toContain('The same for all')
    world.press(':', 'Drafts', 'enter')
    expect(offered(world)).toEqual(['Edit 4 issues: summary'])
    world.press('enter')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
    expect(drawn(world)).toContain('The same for all')
    world.press('ctrl-s')
    await bulk(world)
    world.press('enter')
    await idle(world)
    expect(world.callsOf('edit')).toHaveLength(4)
    expect(Object.values(replica.drafts()).filter(Boolean)).toEqual([])
  })

  test('names what the site does not let one edit, with its reason', async () => {
    const editFields = async (key: string) => {
      if (key === 'PAY-3') throw refusal('Tasks are frozen.')
      return [summary]
    }
    const world = await openWorld({ issues, answers: { editFields } })
    world.press('*', 'e')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'picker')
    expect(drawn(world)).toMatch(/Summary +2 of 4/)
    world.press('enter')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
    world.press('Anew', 'ctrl-s')
    await bulk(world)
    expect(drawn(world)).toContain('✗ 2 not: Tasks are frozen.')
  })

  test('goes from site to site: each has fields and values of its own', async () => {
    const sites = [testSite('acme'), testSite('beta')]
    const priority = testField('priority', {
      name: 'Priority',
      type: 'priority',
      system: 'priority',
      required: true,
      allowedValues: [{ id: '2', label: 'High', wire: { id: '2', name: 'High' } }],
    })
    const editFields = async () => [priority]
    const world = createWorld({
      sites,
      issues: issues.slice(0, 2),
      answers: { editFields },
      others: { beta: { editFields } },
    })
    await world.app.showSites(sites)
    world.press('*', 'e')
    for (const site of ['acme', 'beta']) {
      await world.until(({ modals }) => {
        const top = modals.at(-1)
        return top?.kind === 'picker' && top.title === `Edit 2 issues on ${site}`
      })
      world.press('enter')
      await world.until(({ modals }) => {
        const top = modals.at(-1)
        return top?.kind === 'picker' && top.title === `Priority on ${site}`
      })
      world.press('enter')
      await bulk(world)
      expect(world.state().modals).toHaveLength(1)
      expect(drawn(world)).toContain(`Plan: 2 issues with Priority set to High on ${site}`)
      world.press('enter')
      await idle(world)
      expect(drawn(world)).toContain('✓ 2 of 2 done')
      world.press('esc')
    }
    expect(world.state().modals).toEqual([])
    expect(world.session().replica.changes(9)).toHaveLength(2)
  })

  test('says so when the site lets nothing be edited', async () => {
    const editFields = async (): Promise<never> => {
      throw refusal('All is frozen.')
    }
    const world = await openWorld({ issues, answers: { editFields } })
    world.press('*', 'e')
    await world.until(({ toast }) => toast?.tone === 'bad')
    expect(world.toast()).toContain('All is frozen.')
    expect(world.state().modals).toEqual([])
  })

  test('takes what each project calls by the same name, and tells where there is none', async () => {
    const version = (id: string, label: string) => ({ id, label, wire: { id } })
    const versions = (...allowedValues: readonly ReturnType<typeof version>[]) =>
      testField('fixVersions', {
        name: 'Fix versions',
        type: 'array',
        items: 'version',
        system: 'fixVersions',
        operations: ['add', 'remove', 'set'],
        allowedValues,
      })
    const project = (id: string, key: string) => ({ project: { id, key, name: key } })
    const rows = [testIssue(1), testIssue(2, project('2', 'OPS')), testIssue(3, project('3', 'SUP'))]
    const fields: Readonly<Record<string, ReturnType<typeof versions>>> = {
      'PAY-1': versions(version('10', '1.0'), version('11', '2.0')),
      'PAY-2': versions(version('20', '2.0')),
      'PAY-3': versions(version('30', '3.0')),
    }
    const editFields = async (key: string) => [fields[key] ?? versions()]
    const world = await openWorld({ issues: rows, answers: { editFields } })
    world.press('*', 'e')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'picker')
    world.press('enter')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'picker' && !drawn(world).includes('Edit 3 issues'))
    world.press('Add', 'enter')
    expect(offered(world)).toEqual(['1.0', '2.0', '3.0'])
    world.press('2.0', 'enter')
    await bulk(world)
    expect(drawn(world)).toMatch(/✗ PAY-3 +Fix versions has no 2\.0 there/)
    world.press('enter')
    await idle(world)
    expect(world.callsOf('edit')).toMatchObject([
      ['PAY-1', { update: { fixVersions: [{ add: { id: '11' } }] } }],
      ['PAY-2', { update: { fixVersions: [{ add: { id: '20' } }] } }],
    ])
  })
})
