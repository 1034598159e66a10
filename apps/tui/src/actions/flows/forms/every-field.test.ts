import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { testFolder } from '../../../app/testing.ts'
import { ready } from '../testing.ts'
import { deployments, fieldNamed, openFormWorld } from './testing.ts'

describe.each(deployments)('a new issue on %s', (deployment) => {
  test('has what was filled into fields of every usual type', async () => {
    const form = await openFormWorld(deployment)
    const { world } = form
    const parent = await form.newest('PAY')
    await form.openNew('OPS', 'Task')
    world.press('Disk is full', 'enter')
    await form.choose('priority', 'High')
    await form.write('description', 'It is **full**.')
    await form.choose('assignee', 'mira')
    await form.choose('labels', 'made-here')
    form.type('duedate', '2026-12-24')
    await form.write('environment', 'Production')
    await form.choose('Root cause', 'Capacity')
    await form.choose('Incident lead', 'mira')
    await form.choose('Affected regions', 'us-east')
    form.type('Detected at', '2026-11-20 09:30')
    form.type('Target date', '2026-12-01')
    form.type('Runbook', 'https://wiki.acme.example/run')
    await form.choose('Keywords', 'disk')
    await form.choose('Approvers', 'mira')
    await form.choose('Owning group', 'jira-users')
    await form.choose('Informed groups', 'jira-users')
    await form.choose('Found in version', '')
    await form.choose('Related project', 'PAY')
    await form.choose('Parent Link', parent)
    form.type('Team', '12')
    await form.choose('Flagged', 'Impediment')
    await form.choose('Change risk', 'High')
    form.type('timetracking', '4h / 1h 30m')
    world.press('ctrl-s')
    await form.sent()
    expect(world.state().modals).toEqual([])
    const made = await form.read(await form.newest('OPS'))
    expect(made).toMatchObject({
      summary: 'Disk is full',
      priority: { name: 'High' },
      labels: ['made-here'],
      due: '2026-12-24',
      estimates: { original: 14_400, remaining: 5_400 },
    })
    expect(made.assignee?.name).toMatch(/mira/i)
    expect(made.description?.source).toContain(deployment === 'cloud' ? '"strong"' : '*full*')
    expect(made.environment?.source).toContain('Production')
    expect(fieldNamed(made, 'Root cause')).toMatchObject({ option: { label: 'Capacity' } })
    expect(fieldNamed(made, 'Incident lead')).toMatchObject({ kind: 'user' })
    expect(fieldNamed(made, 'Affected regions')).toMatchObject({ options: [{ label: 'us-east' }] })
    expect(fieldNamed(made, 'Detected at')).toEqual({
      kind: 'time',
      time: new Date('2026-11-20T09:30').toISOString(),
    })
    expect(fieldNamed(made, 'Target date')).toEqual({ kind: 'date', date: '2026-12-01' })
    expect(fieldNamed(made, 'Runbook')).toEqual({ kind: 'text', text: 'https://wiki.acme.example/run' })
    expect(fieldNamed(made, 'Keywords')).toEqual({ kind: 'words', words: ['disk'] })
    expect(fieldNamed(made, 'Approvers')).toMatchObject({ kind: 'users', users: [{ active: true }] })
    expect(fieldNamed(made, 'Owning group')).toMatchObject({ value: { name: 'jira-users' } })
    expect(fieldNamed(made, 'Informed groups')).toMatchObject({ values: [{ name: 'jira-users' }] })
    expect(fieldNamed(made, 'Related project')).toMatchObject({ kind: 'named' })
    expect(fieldNamed(made, 'Found in version')).toMatchObject({ kind: 'named' })
    expect(fieldNamed(made, 'Parent Link')).toMatchObject({ kind: 'issue', key: parent })
    expect(fieldNamed(made, 'Team')).toMatchObject({ kind: 'team', team: { id: '12' } })
    expect(fieldNamed(made, 'Flagged')).toMatchObject({ options: [{ label: 'Impediment' }] })
    expect(fieldNamed(made, 'Change risk')).toMatchObject({ option: { label: 'High' } })
  }, 60_000)

  test('has its lists of the project, what stands below another value, a sprint, links and files', async () => {
    const form = await openFormWorld(deployment)
    const { world, client } = form
    const folder = testFolder()
    writeFileSync(join(folder, 'crash.log'), 'it crashed')
    const { components, versions } = await client.project('PAY')
    const other = await form.newest('PAY')
    const type = (await client.creatableTypes('PAY')).find(({ name }) => name === 'Epic')
    const epicFields = { project: { key: 'PAY' }, issuetype: { id: type?.id }, summary: 'Checkout' }
    const epic = await client.createIssue({ fields: epicFields })
    await form.openNew('PAY', 'Bug')
    world.press('Cart is empty', 'enter')
    await form.choose('components', components[0]?.name ?? '')
    await form.choose('fixVersions', versions.find(({ archived }) => !archived)?.name ?? '')
    form.type('Story Points', '3.5')
    await form.choose('Sprint', '')
    await form.choose('Epic Link', epic.key)
    await form.choose('Reviewer', 'mira')
    form.goTo('Product area')
    world.press('enter', 'Mobile', 'enter', 'iOS', 'enter')
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
    expect(made).toMatchObject({
      summary: 'Cart is empty',
      components: [{ name: components[0]?.name }],
      fixVersions: [{ name: versions.find(({ archived }) => !archived)?.name }],
      attachments: [{ filename: 'crash.log', size: 10 }],
    })
    expect(made.links.map(({ key }) => key)).toEqual([other])
    expect(fieldNamed(made, 'Story Points')).toEqual({ kind: 'number', number: 3.5 })
    expect(fieldNamed(made, 'Product area')).toMatchObject({ parent: { label: 'Mobile' }, child: { label: 'iOS' } })
    expect(fieldNamed(made, 'Reviewer')).toMatchObject({ kind: 'user' })
    const above: unknown = fieldNamed(made, 'Epic Link') ?? made.parent
    expect(above).toMatchObject({ key: epic.key })
    expect(fieldNamed(made, 'Sprint')).toMatchObject({ kind: 'sprints' })
  }, 60_000)
})
