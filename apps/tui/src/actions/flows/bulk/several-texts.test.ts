import { describe, expect, test } from 'vitest'
import { createWorld, openWorld, refusal, testIssue, testSite, testText, type World } from '../../../app/testing.ts'
import { activeList } from '../../../state/state.ts'
import { drawn, idle, offered, ready } from '../testing.ts'

const bulk = (world: World): Promise<void> => world.until(({ modals }) => modals.at(-1)?.kind === 'bulk')

const done = (world: World): Promise<void> => world.until(({ toast }) => toast?.tone === 'good')

const many = Array.from({ length: 20 }, (_, at) => testIssue(at + 1))

describe('a comment on marked issues', () => {
  test('is written once, sent to each of them, and taken back as one', async () => {
    const world = await openWorld()
    world.press('x', 'x', 'c')
    expect(world.modal('text-area').title).toBe('Comment on 2 issues')
    world.press('dear all', 'ctrl-s')
    await done(world)
    expect(world.toast()).toBe('2 issues commented · u takes it back')
    await idle(world)
    const sent = world.callsOf('addComment')
    expect(sent).toMatchObject([
      ['PAY-1', { body: testText('dear all') }],
      ['PAY-2', { body: testText('dear all') }],
    ])
    expect(activeList(world.state()).marked.size).toBe(0)
    expect(world.session().replica.changes(9)).toHaveLength(1)
    world.press('u')
    await world.until(({ modals }) => modals.length > 0)
    expect(drawn(world)).toContain('Those who watch the issue were told of the comment already')
    expect(drawn(world)).toMatch(/PAY-2: delete .*\n.*PAY-1: delete /)
  })

  test('of as many as settings name has a plan, and its text is still there when that is left', async () => {
    const world = await openWorld({ issues: many })
    world.press('*', 'c', 'dear all', 'ctrl-s')
    await bulk(world)
    expect(drawn(world)).toContain('Plan: 20 issues commented')
    world.press('esc')
    expect(world.session().replica.changes(1)).toEqual([])
    world.press('c')
    expect(world.modal('text-area').buffer.text).toBe('dear all')
    world.press('ctrl-s')
    await bulk(world)
    world.press('enter')
    await idle(world)
    expect(drawn(world)).toContain('✓ 20 of 20 done')
    expect(Object.values(world.session().replica.drafts()).filter(Boolean)).toEqual([])
  })

  test('that was begun is a draft of these issues, and is gone on with from the list of drafts', async () => {
    const world = await openWorld()
    world.press('x', 'x', 'c', 'half a tho', 'esc', 'x', 'c')
    expect(world.modal('text-area')).toMatchObject({ title: 'Comment on 3 issues', buffer: { text: '' } })
    world.press('esc', ':', 'Drafts', 'enter')
    expect(offered(world)).toEqual(['Comment on 2 issues: half a tho'])
    world.press('enter')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'text-area')
    expect(world.modal('text-area')).toMatchObject({ title: 'Comment on 2 issues', buffer: { text: 'half a tho' } })
  })

  test('is for the open issue alone while that has the whole screen, and the marks stay', async () => {
    const world = await openWorld()
    world.press('x', 'x', 'enter', 'c')
    expect(world.modal('text-area').title).toBe('Comment on PAY-3')
    world.press('to one', 'ctrl-s')
    await done(world)
    expect(activeList(world.state()).marked.size).toBe(2)
  })

  test('of two sites is in the markup of each, and one change', async () => {
    const sites = [testSite('acme'), testSite('beta', { deployment: 'cloud', user: { id: 'bea', name: 'Bea Both' } })]
    const addComment = async (): Promise<never> => {
      throw refusal('It ends here')
    }
    const world = createWorld({ sites, answers: { addComment }, others: { beta: { addComment } } })
    await world.app.showSites(sites)
    world.press('*', 'c')
    expect(world.modal('text-area').title).toBe('Comment on 6 issues')
    expect(drawn(world)).not.toContain('@ people')
    world.press('**dear** all', 'ctrl-s')
    await done(world)
    const operations = world.session().replica.operations()
    const kept = operations.map(({ operation }) =>
      operation.kind === 'add-comment'
        ? `${operation.key.split(':')[0]} ${operation.body.format} ${operation.author.name}`
        : '',
    )
    expect(new Set(kept)).toEqual(new Set(['acme wiki Mia Me', 'beta adf Bea Both']))
    expect(kept).toHaveLength(6)
  })
})

describe('an internal note on marked issues', () => {
  const desk = { id: '2', key: 'SUP', name: 'Support' }
  const issues = [testIssue(1), testIssue(2, { project: desk }), testIssue(3, { project: desk })]
  const project = async (key: string) => ({
    id: key,
    key,
    name: key,
    lead: null,
    kind: key === 'SUP' ? ('service_desk' as const) : ('software' as const),
    components: [],
    versions: [],
    types: [],
  })

  test('leaves out those of no service desk, and says which', async () => {
    const world = await openWorld({ issues, answers: { project } })
    world.press('*', 'C')
    await world.until(({ modals }) =>
      modals.some((one) => one.kind === 'text-area' && one.title === 'Internal note on 2 issues'),
    )
    expect(drawn(world)).toContain('1 of the 3 are of no service desk')
    // One question for each project.
    expect(world.callsOf('project').map(([key]) => key)).toEqual(['PAY', 'SUP'])
    world.press('between us', 'ctrl-s')
    await bulk(world)
    expect(drawn(world)).toMatch(/✗ PAY-1 +PAY is no service desk/)
    world.press('enter')
    await idle(world)
    expect(world.callsOf('addComment')).toMatchObject([
      ['PAY-2', { internal: true }],
      ['PAY-3', { internal: true }],
    ])
  })

  test('is not written where none of them is of one', async () => {
    const world = await openWorld({ issues: [testIssue(1), testIssue(2)], answers: { project } })
    world.press('*', 'C')
    const refused = 'PAY is no service desk: a note there would be read by everybody'
    await world.until(({ modals }) => modals.some((one) => one.kind === 'text-area' && one.error === refused))
    expect(drawn(world)).toContain('Nothing is sent')
  })
})

describe('work and links of marked issues', () => {
  test('the same work is logged on each, and how much that is in all is said before', async () => {
    const world = await openWorld()
    world.press('*', 'w')
    expect(world.modal('prompt').title).toBe('Log work on each of 3 issues')
    world.press('1h30m triage')
    expect(drawn(world)).toContain('1h 30m on each, 4h 30m in all: triage')
    world.press('enter')
    await done(world)
    const records = world.session().replica.operations()
    expect(records.map(({ operation }) => operation)).toMatchObject(
      ['PAY-1', 'PAY-2', 'PAY-3'].map((key) => ({ kind: 'add-worklog', key, seconds: 5400 })),
    )
    expect(world.session().replica.changes(9)).toHaveLength(1)
  })

  test('all are linked to one, which may be among them', async () => {
    const linkTypes = async () => [{ id: '1', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }]
    const pickIssues = async () => []
    const world = await openWorld({ answers: { linkTypes, pickIssues } })
    world.press('*', 'L')
    await ready(world)
    world.press('enter')
    await ready(world)
    expect(world.modal('picker').title).toBe('3 issues blocks…')
    world.press('PAY-2')
    await ready(world)
    world.press('enter')
    await done(world)
    expect(world.toast()).toContain('2 issues blocks PAY-2, PAY-2 itself is left as it is')
    expect(
      world
        .session()
        .replica.operations()
        .map(({ operation }) => operation),
    ).toMatchObject([
      { kind: 'link', key: 'PAY-1', other: 'PAY-2' },
      { kind: 'link', key: 'PAY-3', other: 'PAY-2' },
    ])
  })
})

describe('what is for one issue', () => {
  test.each([
    ['d', 'Close as a duplicate of'],
    ['E', 'Edit summary and description in your editor'],
    ['N', 'New sub-task of the issue'],
  ])('%s says so when several are marked', async (key, title) => {
    const world = await openWorld()
    world.press('x', 'x', key)
    expect(world.toast()).toBe(`${title}: it is for one issue, and 2 are marked`)
    expect(world.state().modals).toEqual([])
  })

  test('the browser opens each of a few, and not of many', async () => {
    const world = await openWorld({ issues: many })
    world.press('x', 'x', 'b')
    await world.until(({ toast }) => toast?.text === 'Opened 2 issues in the browser')
    expect(world.browsed).toHaveLength(2)
    world.press('*', 'b')
    expect(world.toast()).toBe('Open in the browser: 20 are marked, and it opens 10 at most')
  })
})
