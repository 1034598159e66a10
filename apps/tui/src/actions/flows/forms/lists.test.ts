import type { IssueKey, SiteClient } from '@mmd/jira-api'
import { describe, expect, test } from 'vitest'
import { deployments, type FormWorld, fieldNamed, openFormWorld } from './testing.ts'

/** An issue of PAY with some of each list, opened in its form. */
const openLists = async (form: FormWorld) => {
  const { client, world } = form
  const { components, versions } = await client.project('PAY')
  const open = versions.filter(({ archived }) => !archived)
  const [first, second, third] = components
  const [version, other] = open
  if (first === undefined || second === undefined || third === undefined) throw new Error('PAY has too few components')
  if (version === undefined || other === undefined) throw new Error('PAY has too few versions')
  const key = await form.newest('PAY')
  const fields = { labels: ['one', 'two'], components: [{ id: first.id }], versions: [{ id: version.id }] }
  await client.edit(key, { fields })
  await form.openEdit(key)
  return { key, world, components: [first, second, third] as const, versions: [version, other] as const }
}

type Update = NonNullable<Parameters<SiteClient['edit']>[1]['update']>

const byColleague = (client: SiteClient, key: IssueKey, update: Update): Promise<void> => client.edit(key, { update })

describe.each(deployments)('lists in the form on %s', (deployment) => {
  test('keep what a colleague adds to them meanwhile, without a conflict', async () => {
    const form = await openFormWorld(deployment)
    const { key, components, versions, world } = await openLists(form)
    await form.choose('labels', 'mine')
    await form.choose('components', components[1].name)
    await form.choose('versions', versions[1].name)
    await byColleague(form.client, key, {
      labels: [{ add: 'theirs' }, { remove: 'two' }],
      components: [{ add: { id: components[2].id } }],
    })
    world.press('ctrl-s')
    await form.sent()
    const made = await form.read(key)
    expect(made.labels.toSorted()).toEqual(['mine', 'one', 'theirs'])
    expect(made.components.map(({ id }) => id).toSorted()).toEqual(components.map(({ id }) => id).toSorted())
    expect(made.affectedVersions.map(({ id }) => id).toSorted()).toEqual(versions.map(({ id }) => id).toSorted())
    expect(world.session().replica.operations()).toEqual([])
    world.press('u')
    await form.sent()
    expect((await form.read(key)).labels.toSorted()).toEqual(['one', 'theirs'])
  }, 30_000)

  test('of custom fields keep what a colleague adds to them meanwhile, without a conflict', async () => {
    const form = await openFormWorld(deployment)
    const { client, world } = form
    const key = await form.editable('OPS')
    const fields = await client.editFields(key)
    const idOf = (name: string): string => fields.find((field) => field.name === name)?.id ?? name
    const regions = idOf('Affected regions')
    const keywords = idOf('Keywords')
    const groups = idOf('Informed groups')
    const people = idOf('Approvers')
    const versions = idOf('Backport to')
    const open = (await client.project('OPS')).versions.filter(({ archived }) => !archived)
    const [version, other] = open
    if (version === undefined || other === undefined) throw new Error('OPS has too few versions')
    const users = await client.findUsers({ text: 'a', maxResults: 20 })
    const noah = users.find(({ name, active }) => active && !/mira/i.test(name))
    if (noah === undefined) throw new Error('there is nobody else')
    const person = deployment === 'cloud' ? { accountId: noah.id } : { name: noah.id }
    await client.edit(key, {
      fields: {
        [regions]: [{ value: 'eu-north' }],
        [keywords]: ['one', 'two'],
        [groups]: [],
        [people]: [],
        [versions]: [{ id: version.id }],
      },
    })
    await form.openEdit(key)
    await form.choose('Affected regions', 'us-east')
    await form.choose('Keywords', 'mine')
    await form.choose('Informed groups', 'jira-users')
    await form.choose('Approvers', 'mira')
    await form.choose('Backport to', other.name)
    await byColleague(client, key, {
      [regions]: [{ add: { value: 'ap-south' } }, { remove: { value: 'eu-north' } }],
      [keywords]: [{ add: 'theirs' }, { remove: 'two' }],
      [people]: [{ add: person }],
      [versions]: [{ remove: { id: version.id } }],
    })
    world.press('ctrl-s')
    await form.sent()
    expect(world.session().replica.operations()).toEqual([])
    const held = async (name: string): Promise<unknown> => fieldNamed(await form.read(key), name)
    expect(await held('Affected regions')).toMatchObject({ options: [{ label: 'us-east' }, { label: 'ap-south' }] })
    expect(await held('Keywords')).toMatchObject({ words: expect.arrayContaining(['one', 'theirs', 'mine']) })
    expect(await held('Keywords')).not.toMatchObject({ words: expect.arrayContaining(['two']) })
    expect(await held('Informed groups')).toMatchObject({ values: [{ name: 'jira-users' }] })
    expect(await held('Approvers')).toMatchObject({ users: { length: 2 } })
    expect(await held('Backport to')).toMatchObject({ values: [{ name: other.name }] })
    world.press('u')
    await form.sent()
    expect(await held('Affected regions')).toMatchObject({ options: [{ label: 'ap-south' }] })
    expect(await held('Approvers')).toMatchObject({ users: [{ name: noah.name }] })
  }, 60_000)

  test('lose what is emptied, and nothing else', async () => {
    const form = await openFormWorld(deployment)
    const { key, world } = await openLists(form)
    form.goTo('labels')
    world.press('x')
    await byColleague(form.client, key, { labels: [{ add: 'theirs' }] })
    world.press('ctrl-s')
    await form.sent()
    expect((await form.read(key)).labels).toEqual(['theirs'])
  }, 30_000)

  test('what the site refuses of one of them comes back in the form beside what else was changed', async () => {
    const form = await openFormWorld(deployment)
    const { key, world } = await openLists(form)
    form.type('Story Points', '5')
    await form.choose('labels', 'x'.repeat(300))
    world.press('ctrl-s')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
    expect(world.modal('form').entries.find(({ meta }) => meta.id === 'labels')?.error).toMatch(/label/i)
    form.goTo('labels')
    world.press('x')
    await form.choose('labels', 'short')
    world.press('ctrl-s')
    await form.sent()
    expect((await form.read(key)).labels).toEqual(['short'])
  }, 30_000)
})
