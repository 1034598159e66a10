import { type FieldMeta, JiraApiError, type SiteClient, type Status, type Transition } from '@mmd/jira-api/model'
import { expect, test, vi } from 'vitest'
import { openWorld, refusal, testIssue, testKey, testSite, testText, type World } from '../../app/testing.ts'
import { drawn, offered, ready } from './testing.ts'

const done: Status = { id: '5', name: 'Done', category: 'done' }

const field = (id: string, more: Partial<FieldMeta> = {}): FieldMeta => ({
  id,
  name: id,
  required: true,
  hasDefault: false,
  type: 'string',
  items: null,
  system: null,
  custom: null,
  operations: ['set'],
  allowedValues: [],
  ...more,
})

const resolution = field('resolution', {
  name: 'Resolution',
  type: 'resolution',
  allowedValues: [
    { id: '1', label: 'Fixed', wire: { id: '1' } },
    { id: '2', label: 'Duplicate', wire: { id: '2' } },
  ],
})

const transition = (id: string, name: string, fields: readonly FieldMeta[] = [], to = done): Transition => ({
  id,
  name,
  to,
  available: true,
  fields,
})

const idle = (world: World): Promise<void> => world.session().replica.idle()

const failed = (world: World): Promise<void> =>
  world.until(
    () =>
      world
        .session()
        .replica.operations()
        .some(({ state }) => state === 'failed') && world.state().toast?.tone === 'bad',
  )

test('A assigns to me at once and tells the site', async () => {
  const world = await openWorld()
  world.press('j', 'A')
  expect(world.session().replica.issue(testKey(2))?.assignee?.name).toBe('Mia Me')
  expect(world.toast()).toBe('PAY-2 assigned to Mia Me · u takes it back')
  await idle(world)
  expect(world.callsOf('assign')).toEqual([['PAY-2', 'mia']])
})

test('A on a site that nobody has signed in to asks for a sign-in', async () => {
  const { user: _, ...site } = testSite()
  const world = await openWorld({ sites: [site] })
  world.press('A')
  expect(world.signIns).toEqual(['work'])
})

test('a offers me first and then Nobody, and assigns all marked issues', async () => {
  const assignee = { id: 'ann', name: 'Ann Other', active: true }
  const world = await openWorld({ issues: [testIssue(1, { assignee }), testIssue(2, { assignee })] })
  world.press('x', 'x', 'a')
  await ready(world)
  expect(world.modal('picker').title).toBe('Assign 2 issues')
  expect(offered(world)).toEqual(['Mia Me', 'Nobody', 'Ann Other', 'Bob Builder'])
  world.press('down', 'enter')
  await idle(world)
  expect(world.callsOf('assign')).toEqual([
    ['PAY-1', null],
    ['PAY-2', null],
  ])
})

test('whoever is not active can be seen and not chosen', async () => {
  const assignable = async () => [{ id: 'gone', name: 'Gone Away', active: false }]
  const world = await openWorld({ answers: { assignable } })
  world.press('a')
  await ready(world)
  world.press('down', 'enter')
  expect(world.toast()).toBe('Gone Away: not active')
  expect(world.modal('picker').cursor).toBe(1)
  expect(world.callsOf('assign')).toEqual([])
})

test('a status without fields is one question and one change', async () => {
  const world = await openWorld({ answers: { transitions: async () => [transition('31', 'Close')] } })
  world.press('s')
  await ready(world)
  expect(offered(world)).toEqual(['Close → Done'])
  world.press('enter')
  expect(world.session().replica.issue(testKey(1))?.status.name).toBe('Done')
  await idle(world)
  expect(world.callsOf('transitions')).toHaveLength(1)
  expect(world.callsOf('transition')).toEqual([['PAY-1', { id: '31' }]])
})

test('an issue without transitions says so in words', async () => {
  const world = await openWorld()
  world.press('s')
  await ready(world)
  expect(world.modal('picker').error).toContain('PAY-1')
  expect(world.modal('picker').error).not.toContain('unexpected')
})

test('what could not be asked is asked again on Ctrl-R', async () => {
  let calls = 0
  const transitions = async (): Promise<readonly Transition[]> => {
    calls += 1
    if (calls === 1) throw new JiraApiError('timeout', 'too slow')
    return [transition('31', 'Close')]
  }
  const world = await openWorld({ answers: { transitions } })
  world.press('s')
  await ready(world)
  expect(world.modal('picker').phase).toBe('failed')
  world.press('enter')
  expect(world.modal('picker').phase).toBe('failed')
  world.press('ctrl-r')
  await ready(world)
  expect(offered(world)).toEqual(['Close → Done'])
})

test('a required field is asked for by itself, and Ctrl-S does it', async () => {
  const transitions = async () => [transition('31', 'Done', [resolution, field('note', { required: false })])]
  const world = await openWorld({ answers: { transitions } })
  world.press('s')
  await ready(world)
  expect(world.modal('picker').items[0]?.detail).toBe('asks for Resolution')
  world.press('enter')
  expect(world.modal('picker').title).toBe('Resolution')
  world.press('Dup', 'enter')
  expect(drawn(world)).toContain('Duplicate')
  world.press('ctrl-s')
  expect(world.session().replica.issue(testKey(1))?.resolution?.name).toBe('Duplicate')
  await idle(world)
  expect(world.callsOf('transition')).toEqual([['PAY-1', { id: '31', fields: { resolution: { id: '2' } } }]])
})

test('a form with a required field empty comes back and says which', async () => {
  const transitions = async () => [transition('31', 'Done', [resolution, field('cause', { name: 'Cause' })])]
  const world = await openWorld({ answers: { transitions } })
  world.press('s')
  await ready(world)
  world.press('enter', 'enter', 'down', 'enter', 'ctrl-s')
  expect(world.modal('form')).toMatchObject({ error: 'Look at Cause before it is sent', cursor: 1 })
  expect(drawn(world)).toContain('Cause must be filled in')
  expect(drawn(world)).toContain('Duplicate')
  expect(world.callsOf('transition')).toEqual([])
})

test('a status that the site refuses comes back with what was filled in and what is wrong', async () => {
  let refused = false
  const answers = {
    transitions: async () => [transition('31', 'Done', [field('cause', { name: 'Cause' })])],
    transition: async () => {
      if (refused) return
      refused = true
      throw refusal('No.', { cause: 'Cause is too short' })
    },
  }
  const world = await openWorld({ answers })
  world.press('s')
  await ready(world)
  world.press('enter')
  world.press('x', 'enter', 'ctrl-s')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
  expect(world.modal('form').entries).toMatchObject([
    { value: { kind: 'text', text: 'x' }, error: 'Cause is too short' },
  ])
  expect(world.session().replica.operations()).toEqual([])
  expect(world.session().replica.issue(testKey(1))?.status.name).toBe('Open')
  world.press('enter', 'yz', 'enter', 'ctrl-s')
  await idle(world)
  expect(world.callsOf('transition').at(-1)).toEqual(['PAY-1', { id: '31', fields: { cause: 'xyz' } }])
})

test('a refused status does not push a form under the fingers of somebody who types', async () => {
  const held = Promise.withResolvers<void>()
  const answers = {
    transitions: async () => [transition('31', 'Done', [field('cause')])],
    transition: async () => {
      await held.promise
      throw refusal('No.', { cause: 'too short' })
    },
  }
  const world = await openWorld({ answers })
  world.press('s')
  await ready(world)
  world.press('enter', 'x', 'enter', 'ctrl-s', 'c', 'hel')
  held.resolve()
  await idle(world)
  world.press('lo')
  expect(world.modal('text-area').buffer.text).toBe('hello')
  world.press('esc')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'form')
  expect(world.modal('form').entries[0]?.error).toBe('too short')
})

test('several issues: each goes by its own transition, and those that lack it are named', async () => {
  const open: Status = { id: '1', name: 'Open', category: 'new' }
  const answers = {
    transitions: async (key: string) =>
      key === 'PAY-2' ? [transition('9', 'Reopen', [], open)] : [transition('31', 'Close')],
  }
  const issues = [testIssue(1), testIssue(2, { status: { ...open, id: '77', name: 'Waiting' } }), testIssue(3)]
  const world = await openWorld({ answers, issues })
  world.press('*', 's')
  await ready(world)
  world.press('enter')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'bulk')
  expect(drawn(world)).toMatch(/✗ PAY-2 +no way from Waiting to Done/)
  world.press('enter')
  await idle(world)
  expect(world.callsOf('transition')).toEqual([
    ['PAY-1', { id: '31' }],
    ['PAY-3', { id: '31' }],
  ])
  // One look-up for what is alike, one for what is not.
  expect(world.callsOf('transitions').map(([key]) => key)).toEqual(['PAY-1', 'PAY-2'])
})

test('several issues: when one cannot be asked nothing is changed', async () => {
  const transitions = async (key: string) => {
    if (key === 'PAY-3') throw new JiraApiError('timeout', 'too slow')
    return [transition('31', 'Close')]
  }
  const waiting: Status = { id: '77', name: 'Waiting', category: 'new' }
  const issues = [testIssue(1), testIssue(2), testIssue(3, { status: waiting })]
  const world = await openWorld({ answers: { transitions }, issues })
  world.press('*', 's')
  await ready(world)
  world.press('enter')
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.callsOf('transition')).toEqual([])
})

test('a value of the wrong kind is asked for again with what was typed', async () => {
  const transitions = async () => [transition('31', 'Done', [field('points', { name: 'Points', type: 'number' })])]
  const world = await openWorld({ answers: { transitions } })
  world.press('s')
  await ready(world)
  world.press('enter', 'many', 'enter')
  expect(drawn(world)).toContain('Points must be a number')
  world.press('ctrl-s')
  expect(world.callsOf('transition')).toEqual([])
  world.press('enter')
  expect(world.modal('form').editing?.text).toBe('many')
  world.press('ctrl-u', '5', 'enter', 'ctrl-s')
  await idle(world)
  expect(world.callsOf('transition')).toEqual([['PAY-1', { id: '31', fields: { points: 5 } }]])
})

test('people and several values are chosen, not typed', async () => {
  const versions = field('fixVersions', {
    type: 'array',
    allowedValues: [
      { id: 'a', label: '1.0', wire: { id: 'a' } },
      { id: 'b', label: '2.0', wire: { id: 'b' } },
    ],
  })
  const transitions = async () => [transition('31', 'Done', [field('owner', { type: 'user' }), versions])]
  const world = await openWorld({ answers: { transitions } })
  world.press('s')
  await ready(world)
  world.press('enter', 'enter')
  await ready(world)
  world.press('down', 'enter', 'enter', 'space', 'down', 'space', 'enter')
  expect(drawn(world)).toMatch(/owner \* +Ann Other/)
  expect(drawn(world)).toMatch(/fixVersions \* +1\.0, 2\.0/)
  world.press('ctrl-s')
  await idle(world)
  const fields = { owner: { name: 'ann' }, fixVersions: [{ id: 'a' }, { id: 'b' }] }
  expect(world.callsOf('transition')).toEqual([['PAY-1', { id: '31', fields }]])
})

test('p sets the priority, and the site is asked for its priorities once', async () => {
  const world = await openWorld()
  world.press('p')
  await ready(world)
  expect(world.modal('picker').items).toEqual([
    { id: '2', label: 'High' },
    { id: '3', label: 'Medium', detail: 'now' },
  ])
  world.press('Hi', 'enter')
  expect(world.session().replica.issue(testKey(1))?.priority?.name).toBe('High')
  world.press('p')
  await ready(world)
  expect(world.callsOf('priorities')).toHaveLength(1)
})

test('priorities that could not be had are asked for again the next time', async () => {
  let calls = 0
  const priorities = async () => {
    calls += 1
    if (calls === 1) throw new JiraApiError('timeout', 'too slow')
    return [{ id: '2', name: 'High' }]
  }
  const world = await openWorld({ answers: { priorities } })
  world.press('p')
  await ready(world)
  world.press('esc', 'p')
  await ready(world)
  expect(offered(world)).toEqual(['High'])
})

const labelled = [testIssue(1, { labels: ['old', 'keep'] }), testIssue(2, { labels: ['keep'] })]

test('labels are taken away and added by marking them', async () => {
  const world = await openWorld({ issues: labelled })
  world.press('l')
  await ready(world)
  expect(offered(world)).toEqual(['old', 'keep', 'billing', 'backend'])
  world.press('space', 'down', 'down', 'space', 'enter')
  expect(world.session().replica.issue(testKey(1))?.labels).toEqual(['keep', 'billing'])
  await idle(world)
  expect(world.callsOf('edit')).toHaveLength(1)
})

test('a label that nobody has used is made by typing it', async () => {
  const world = await openWorld({ issues: labelled })
  world.press('l')
  await ready(world)
  world.press('quite-new', 'enter')
  await idle(world)
  expect(world.session().replica.issue(testKey(1))?.labels).toEqual(['old', 'keep', 'quite-new'])
})

test('pasted words are one label each: a label has no blank', async () => {
  const world = await openWorld({ issues: labelled })
  world.press('l')
  await ready(world)
  world.paste('one two')
  world.press('enter')
  await idle(world)
  expect(world.session().replica.issue(testKey(1))?.labels).toEqual(['old', 'keep', 'one', 'two'])
})

test('a label that was found and taken away stays away, although its name is still typed', async () => {
  const world = await openWorld({ issues: labelled })
  world.press('l')
  await ready(world)
  world.press('old')
  await ready(world)
  world.press('space', 'enter')
  await idle(world)
  expect(world.session().replica.issue(testKey(1))?.labels).toEqual(['keep'])
})

test('labels of several issues: what all have can be taken away, the rest stays', async () => {
  const world = await openWorld({ issues: labelled })
  world.press('*', 'l')
  await ready(world)
  world.press('space', 'enter')
  await idle(world)
  expect(labelled.map(({ key }) => world.session().replica.issue(key)?.labels)).toEqual([['old'], []])
})

test('labels that are so already are not sent', async () => {
  const world = await openWorld({ issues: labelled })
  world.press('l')
  await ready(world)
  world.press('enter')
  expect(world.toast()).toBe('The labels were so already')
  expect(world.callsOf('edit')).toEqual([])
})

test('a comment is sent and its draft forgotten', async () => {
  const world = await openWorld()
  world.press('c', 'one', 'enter', 'two', 'ctrl-s')
  await world.until(() => world.callsOf('addComment').length > 0)
  await idle(world)
  expect(world.callsOf('addComment')).toMatchObject([['PAY-1', { body: testText('one\ntwo') }]])
  world.press('c')
  expect(world.modal('text-area').buffer.text).toBe('')
})

test('a comment that was left is still there, with its cursor at the end', async () => {
  const world = await openWorld()
  world.press('c', 'half a tho', 'esc', 'c')
  expect(world.modal('text-area').buffer).toEqual({ text: 'half a tho', cursor: 10 })
})

test('a comment that was left on one site is not offered on another with the same key', async () => {
  const world = await openWorld({ sites: [testSite('work'), testSite('lab')] })
  world.press('c', 'secret of work', 'esc')
  await world.app.showSite(testSite('lab'))
  world.press('c')
  expect(world.modal('text-area').buffer.text).toBe('')
})

test('a comment that was refused is written otherwise from the outbox, and sent in its place', async () => {
  let closed = true
  const addComment: SiteClient['addComment'] = async (_key, { body }) => {
    if (closed) throw refusal('No comments today')
    const times = { created: '2026-11-22T12:00:00.000Z', updated: null }
    return { id: '1', author: null, body, ...times, visibility: null, internal: false }
  }
  const world = await openWorld({ answers: { addComment } })
  world.press('c', 'dear all', 'ctrl-s')
  await failed(world)
  closed = false
  world.press('O')
  expect(drawn(world)).toMatch(/PAY-1 .*comment.*✗ not taken/)
  world.press('e')
  expect(world.modal('text-area').buffer.text).toBe('dear all')
  world.press(' friends', 'ctrl-s')
  await vi.waitFor(() => expect(world.session().replica.operations()).toEqual([]))
  expect(world.callsOf('addComment').at(-1)?.[1]).toMatchObject({ body: testText('dear all friends') })
  expect(drawn(world)).toContain('Everything was sent')
})

test('the text of a comment that is given up is a draft, unless another one was begun', async () => {
  const addComment = async () => {
    throw refusal('No comments today')
  }
  const world = await openWorld({ answers: { addComment } })
  world.press('c', 'first', 'ctrl-s')
  await failed(world)
  world.press('O', 'd', 'esc', 'c')
  expect(world.modal('text-area').buffer.text).toBe('first')
  world.press('ctrl-u', 'second', 'ctrl-s')
  await vi.waitFor(() => expect(world.session().replica.operations()[0]?.state).toBe('failed'))
  world.press('c', 'third', 'esc', 'O', 'd', 'esc', 'c')
  expect(world.modal('text-area').buffer.text).toBe('third')
})

test('what the site has not taken is listed, sent again or given up', async () => {
  let refuses = true
  const assign = async () => {
    if (refuses) throw refusal('User cannot be assigned')
  }
  const world = await openWorld({ answers: { assign } })
  world.press('A', 'j', 'A')
  await idle(world)
  await failed(world)
  expect(world.session().replica.issue(testKey(1))?.assignee).toBeNull()
  world.press('O')
  expect(drawn(world)).toMatch(/▸ PAY-1 assign to Mia Me.*✗ not taken[\s\S]*PAY-2 assign to Mia Me.*✗ not taken/)
  expect(drawn(world)).toContain('User cannot be assigned')
  refuses = false
  world.press('r')
  await world.until(({ toast }) => toast?.text === 'Sent: PAY-1 assign to Mia Me')
  world.press('d')
  expect(world.session().replica.operations()).toEqual([])
  expect(drawn(world)).toContain('Everything was sent')
})

test('what waits for the connection is said, kept and sent by itself', async () => {
  let offline = true
  const assign = async () => {
    if (offline) throw new JiraApiError('network', 'no route', { reason: 'ECONNREFUSED' })
  }
  const world = await openWorld({ answers: { assign } })
  world.press('A')
  await world.until(({ toast }) => toast?.tone === 'warn')
  expect(world.toast()).toContain('what you changed is kept and sent later')
  expect(world.session().replica.issue(testKey(1))?.assignee?.name).toBe('Mia Me')
  world.press('O')
  expect(drawn(world)).toContain('⇅ waits')
  offline = false
  await world.session().wake()
  await vi.waitFor(() => expect(world.session().replica.operations()).toEqual([]))
})

test('sending again says when it was refused again', async () => {
  const assign = async () => {
    throw refusal('User cannot be assigned')
  }
  const world = await openWorld({ answers: { assign } })
  world.press('A')
  await failed(world)
  world.press('O', 'r')
  await failed(world)
  expect(world.toast()).toContain('User cannot be assigned')
})

test('the palette has every command with its key, and says why one cannot be done', async () => {
  const world = await openWorld({ issues: [] })
  world.press(':', 'Assign to me')
  expect(world.modal('picker').items.find(({ id }) => id === 'issue.assign-to-me')).toEqual({
    id: 'issue.assign-to-me',
    label: 'Assign to me',
    detail: 'A',
    disabled: 'there is no issue under the cursor',
  })
  world.press('enter')
  expect(world.toast()).toBe('Assign to me: there is no issue under the cursor')
})

test('the palette runs commands, shows views and switches sites', async () => {
  const world = await openWorld({ sites: [testSite('work'), testSite('lab')] })
  world.press(':', 'Copy the key', 'enter')
  expect(world.copied).toEqual(['PAY-1'])
  world.press(':', '#Mine', 'enter')
  expect(world.state().activeView).toBe('mine')
  world.press('ctrl-k')
  await world.until(({ modals }) =>
    modals.some((modal) => modal.kind === 'picker' && modal.items.some(({ label }) => label === '@lab')),
  )
  world.press('@lab', 'enter')
  await world.until(({ site }) => site?.name === 'lab')
})

test('S opens the list of sites', async () => {
  const world = await openWorld()
  world.press('S')
  expect(world.tasks).toEqual([{ kind: 'list' }])
})

test('a site book that cannot be read is said, not thrown', async () => {
  let reads = 0
  const listSites = async () => {
    reads += 1
    if (reads > 1) throw new TypeError('the file is broken')
    return [testSite('work'), testSite('lab')]
  }
  const world = await openWorld({ shell: { listSites } })
  world.press(':')
  await world.until(({ modals }) => JSON.stringify(modals).includes('@lab'))
  world.press('@lab', 'enter')
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.toast()).toContain('the file is broken')
})
