import type { Issue, IssueDetail, RemoteLink } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { soon } from '../../../app/testing/patience.ts'
import {
  createWorld,
  openWorld,
  testDetail,
  testIssue,
  testKey,
  testSite,
  testText,
  type World,
} from '../../../app/testing.ts'
import { AppError } from '../../../config/app-error.ts'
import { drawScreen } from '../../../screens/issue/testing.ts'
import { cursorItem } from '../../../state/selectors.ts'

const linked = (issue: Issue): IssueDetail =>
  testDetail(issue, {
    links: [
      { id: '5', typeId: '1', outward: true, relation: 'blocks', key: testKey(2), summary: 'Second', status: null },
    ],
  })

/** The first issue, open and whole. */
const openFirst = async (detail: IssueDetail, size = { columns: 100, rows: 40 }): Promise<World> => {
  const world = await openWorld({
    size,
    answers: { issue: async () => detail, remoteLinks: async () => [], history: async () => [] },
  })
  world.press('enter')
  await world.session().replica.openIssue(testKey(1), { fresh: true })
  return world
}

test('the keys of sections are told when g was pressed, and the footer names them once', async () => {
  const world = await openFirst(linked(testIssue(1)))
  expect(drawScreen(world)).toMatch(/ g jump /)
  world.press('g')
  expect(drawScreen(world)).toMatch(/ g… d text {2}s tasks {2}l links {2}a files /)
  world.press('x')
  world.press('g', 't')
  expect(world.toast()).toBe('There is no time limit on this issue')
})

test('the keys of what the cursor is on are live only while it is seen', async () => {
  const text = Array.from({ length: 90 }, (_, at) => `* ${at}`).join('\n')
  const world = await openFirst({ ...linked(testIssue(1)), description: testText(text) }, { columns: 80, rows: 24 })
  world.press('g', 'l')
  expect(cursorItem(world.state())).toBe('issue/5')
  expect(drawScreen(world)).toMatch(/▌blocks PAY-2/)
  expect(drawScreen(world)).toMatch(/Enter follow/)
  world.press('g', 'g')
  expect(cursorItem(world.state())).toBeNull()
  world.press('D')
  expect(world.toast()).toBe('')
})

test('a section is folded and opened with Space, and jumping to it opens it', async () => {
  const world = await openFirst(linked(testIssue(1)))
  world.press('g', 'l', 'space')
  expect(drawScreen(world)).toMatch(/▸ Links( 1)? Space opens it/)
  expect(drawScreen(world)).not.toContain('blocks PAY-2')
  world.press('enter')
  expect(drawScreen(world)).toContain('blocks PAY-2')
  world.press('space', 'g', 'g', 'g', 'l')
  expect(drawScreen(world)).toContain('blocks PAY-2')
})

test('Space folds the section that was jumped to, also where the end of the issue keeps its title from the top', async () => {
  const world = await openFirst(linked(testIssue(1)))
  await world.until(({ issue }) => Object.keys(issue.parts).length > 0)
  world.press('g', 'h')
  await world.until(({ issue }) => Object.values(issue.parts).every(({ phase }) => phase === 'ready'))
  expect(drawScreen(world)).toContain('Nothing was changed yet')
  world.press('space')
  expect(drawScreen(world)).toContain('▸ History')
  expect(drawScreen(world)).toContain('blocks PAY-2')
})

test('a part that could not be had says why, and r asks again', async () => {
  let calls = 0
  const world = await openWorld({
    answers: {
      issue: async () => linked(testIssue(1)),
      remoteLinks: async () => {
        calls += 1
        if (calls === 1) throw new TypeError('boom')
        return []
      },
    },
  })
  world.press('enter')
  await world.session().replica.openIssue(testKey(1))
  await world.until(({ issue }) => Object.values(issue.parts).some(({ phase }) => phase === 'failed'))
  expect(drawScreen(world)).toMatch(/links to the web could not be loaded: .* r tries again/)
  world.press('r')
  await world.until(({ issue }) => Object.values(issue.parts).some(({ phase }) => phase === 'ready'))
  expect(drawScreen(world)).toMatch(/Links 1/)
})

test('a linked issue of one of several sites is opened on its own site', async () => {
  const sites = [testSite('acme'), testSite('beta')]
  const answers = { issue: async () => linked(testIssue(1)), remoteLinks: async () => [] }
  const world = createWorld({ sites, issues: [testIssue(1), testIssue(2)], answers, others: { beta: answers } })
  await world.app.showSites(sites)
  const first = world
    .session()
    .replica.view(world.state().activeView)
    ?.keys.find((key) => key === 'beta:PAY-1')
  world.press('j')
  while (world.state().lists[world.state().activeView]?.cursorKey !== first) world.press('j')
  world.press('enter')
  await world.session().replica.openIssue(first ?? testKey(1))
  world.press('g', 'l', 'enter')
  expect(world.state().preview.key).toBe('beta:PAY-2')
  world.press('ctrl-o')
  expect(world.state().preview.key).toBe('beta:PAY-1')
})

/** An issue of acme with a link to the web that leads to an issue of beta. */
const betaLink: RemoteLink = {
  id: '1',
  globalId: null,
  applicationType: 'com.atlassian.jira',
  relationship: 'relates to',
  url: 'https://beta.example.com/browse/PAY-2?focusedCommentId=7',
  title: 'PAY-2',
  summary: null,
  resolved: false,
}

test('a link to an issue of another site leads there: beside this one, or in its place', async () => {
  const sites = [testSite('acme'), testSite('beta')]
  const answers = { issue: async () => testDetail(testIssue(1)), remoteLinks: async () => [betaLink] }
  const world = createWorld({ sites, issues: [testIssue(1), testIssue(2)], answers })
  const follow = async (key: string): Promise<void> => {
    world.press(':', key, 'enter')
    await world.until(({ preview }) => preview.key === key)
    await world.session().replica.openIssue(world.state().preview.key ?? testKey(1))
    world.press('g', 'l')
    await world.until(({ issue }) => Object.values(issue.parts).some(({ phase }) => phase === 'ready'))
    world.press('g', 'l', 'enter')
  }
  await world.app.showSites(sites)
  await follow('acme:PAY-1')
  await world.until(({ preview }) => preview.key === 'beta:PAY-2')
  world.press('ctrl-o')
  expect(world.state().preview.key).toBe('acme:PAY-1')
  await world.app.showSite(testSite('acme'))
  await follow('PAY-1')
  await world.until(({ site, preview }) => site?.name === 'beta' && preview.key === 'PAY-2')
  expect(world.toast()).toBe('Now on beta · S leads back to acme')
  expect(world.browsed).toEqual([])
})

test('a link that may lead to another site is told when the saved sites cannot be read', async () => {
  const answers = { issue: async () => testDetail(testIssue(1)), remoteLinks: async () => [betaLink] }
  const listSites = async (): Promise<never> => {
    throw new AppError('bad-value', 'The saved sites cannot be read', 'Look at their file')
  }
  const world = await openWorld({ answers, shell: { listSites } })
  world.press('enter')
  await world.session().replica.openIssue(testKey(1))
  world.press('g', 'l')
  await world.until(({ issue }) => Object.values(issue.parts).some(({ phase }) => phase === 'ready'))
  world.press('g', 'l', 'enter')
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.toast()).toContain('The saved sites cannot be read')
})

test('what somebody else did since the last visit is marked, what one did oneself is not', async () => {
  const [other, me] = [
    { id: 'ann', name: 'Ann Other', active: true },
    { id: 'mia', name: 'Mia Me', active: true },
  ]
  const comment = (id: string, author: typeof me, created: string) => ({
    id,
    author,
    body: testText(id),
    created,
    updated: null,
    visibility: null,
    internal: false,
  })
  const read = testIssue(1, { updated: '2026-11-22T08:00:00.000Z' })
  const now = testIssue(1, { updated: '2026-11-22T11:30:00.000Z', assignee: other })
  let shown = read
  const detail = (): IssueDetail =>
    testDetail(shown, {
      comments: [
        comment('old', other, '2026-11-22T07:00:00.000Z'),
        comment('new', other, '2026-11-22T11:00:00.000Z'),
        comment('mine', me, '2026-11-22T11:30:00.000Z'),
      ],
      commentTotal: 3,
    })
  const world = await openWorld({
    issues: [read],
    answers: {
      issue: async () => detail(),
      remoteLinks: async () => [],
      history: async () => [
        {
          id: '1',
          author: other,
          created: '2026-11-22T11:00:00.000Z',
          items: [{ fieldId: 'assignee', field: 'assignee', from: null, to: 'Ann Other' }],
        },
      ],
    },
  })
  world.session().replica.markRead([testKey(1)])
  shown = now
  world.press('enter')
  await world.session().replica.openIssue(testKey(1), { fresh: true })
  const marked = (): readonly string[] =>
    drawScreen(world)
      .split('\n')
      .filter((line) => line.includes(' · new'))
      .map((line) => line.replace(/^│•?/, '').replace(/ *│$/, '').trim())
  // What was changed is fetched by itself, where there is something.
  await world.until(({ issue }) => issue.parts[`history ${testKey(1)}`]?.phase === 'ready')
  expect(marked()).toEqual(['Assignee    Ann Other · new', 'Ann Other · 1h ago · new'])
  expect(drawScreen(world)).toContain('2 new since you saw it · ) goes there')
  expect(drawScreen(world)).toMatch(/Comments 3 · 1 new/)
  expect(drawScreen(world)).toMatch(/ 2 new ─╮/)
  world.press(')', ')')
  expect(world.state().issue.cursor?.item).toBe('comment/new')
  world.press(')')
  expect(world.toast()).toBe('That was all that is new')
  world.press('(')
  expect(world.state().preview.top).toBe(0)
  world.press('(')
  expect(world.toast()).toBe('Nothing is new further up')
})

test('what comes while an issue is looked at for the first time is new', async () => {
  const ann = { id: 'ann', name: 'Ann Other', active: true }
  const first = testIssue(1, { updated: '2026-11-22T08:00:00.000Z' })
  let shown = testDetail(first)
  const world = await openWorld({
    issues: [first],
    answers: { issue: async () => shown, remoteLinks: async () => [], history: async () => [] },
  })
  const { replica } = world.session()
  world.press('enter')
  await replica.openIssue(testKey(1))
  replica.markRead([testKey(1)])
  world.app.store.update((state) => ({
    ...state,
    issue: { ...state.issue, since: { key: testKey(1), upTo: undefined } },
  }))
  expect(drawScreen(world)).not.toContain('new')
  const comment = { id: '7', author: ann, body: testText('Look'), updated: null, visibility: null, internal: false }
  shown = testDetail(testIssue(1, { updated: '2026-11-22T11:00:00.000Z' }), {
    comments: [{ ...comment, created: '2026-11-22T11:00:00.000Z' }],
    commentTotal: 1,
  })
  await replica.openIssue(testKey(1), { fresh: true })
  expect(drawScreen(world)).toMatch(/Comments 1 · 1 new/)
})

test('who is mentioned in a comment by a login is called by name where it is answered and edited', async () => {
  const person = (id: string, name: string) => ({ id, name, active: true })
  const comment = {
    id: '7',
    author: person('ann', 'Ann Other'),
    body: testText('Ask [~hana.k].'),
    created: '2026-11-22T08:00:00.000Z',
    updated: null,
    visibility: null,
    internal: false,
  }
  const issue = testIssue(1, { assignee: person('hana.k', 'Hana Kobayashi') })
  const edited: unknown[] = []
  const world = await openWorld({
    issues: [issue],
    answers: {
      issue: async () => testDetail(issue, { comments: [comment], commentTotal: 1 }),
      comment: async () => comment,
      editComment: async (_ref, { body }) => {
        edited.push(body)
        return { ...comment, body }
      },
      remoteLinks: async () => [],
      history: async () => [],
    },
  })
  const areaHas = (text: string): Promise<void> =>
    world.until(({ modals }) => modals.some((one) => one.kind === 'text-area' && one.buffer.text.includes(text)))
  world.press('enter')
  await world.session().replica.openIssue(testKey(1))
  world.press('g', 'c', 'R')
  await areaHas('> Ask [@Hana Kobayashi](user:hana.k).')
  world.press('esc')
  // Nothing was written: there is no draft to tell of.
  expect(world.toast()).toBe('')
  world.press('e')
  await areaHas('Ask [@Hana Kobayashi](user:hana.k).')
  world.press(' Twice.', 'ctrl-s')
  await soon(() => expect(JSON.stringify(edited)).toMatch(/Ask \[~hana\.k\]\..*Twice\./))
})
