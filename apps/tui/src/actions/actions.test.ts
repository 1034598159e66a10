import { JiraApiError } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { createWorld, openWorld, testIssue, testKey, testNow, testText, type World } from '../app/testing.ts'
import { plainTheme } from '../screens/testing.ts'
import { previewLines } from '../screens/triage/preview-pane.ts'
import { activeList } from '../state/state.ts'

const many = (count: number) => Array.from({ length: count }, (_, at) => testIssue(at + 1))
const cursor = (world: World): number => activeList(world.state()).cursor
const marked = (world: World): readonly string[] => [...activeList(world.state()).marked]

/** Draws the preview as the screen does, so that it is known how long it is. */
const draw = (world: World): void => {
  const issue = world.session().replica.issue(activeList(world.state()).cursorKey ?? testKey(1))
  if (issue === undefined) throw new Error('nothing under the cursor')
  previewLines({ issue, detail: undefined, problem: null, width: 50, now: testNow, theme: plainTheme })
}

const long = (number: number) =>
  testIssue(number, { description: testText(Array.from({ length: 200 }, (_, at) => `* ${at}`).join('\n')) })

test('the cursor goes by rows, half pages, pages and to rows by number', async () => {
  const world = await openWorld({ issues: many(90), size: { columns: 120, rows: 25 } })
  const after = (...keys: readonly string[]): number => {
    world.press(...keys)
    return cursor(world)
  }
  expect(after('j', '3', 'j')).toBe(4)
  expect(after('k')).toBe(3)
  expect(after('ctrl-d')).toBe(13)
  expect(after('pagedown')).toBe(33)
  expect(after('ctrl-b')).toBe(13)
  expect(after('12G')).toBe(11)
  expect(after('g')).toBe(0)
  expect(after('G')).toBe(89)
  expect(after('j')).toBe(89)
})

test('G fetches the rest of the list and goes to its very end', async () => {
  const world = await openWorld({ issues: many(2300) })
  world.press('G')
  await world.session().replica.idle()
  expect(cursor(world)).toBe(2299)
})

test('G that waits for rows moves nothing when one has gone elsewhere meanwhile', async () => {
  const world = await openWorld({ issues: many(2300) })
  for (const view of world.state().views) await world.session().replica.openView(view)
  world.press(']', 'j', 'k', '[', 'G', ']')
  await world.session().replica.idle()
  expect(world.state().activeView).toBe('mine')
  expect(cursor(world)).toBe(0)
})

test('the text of the preview scrolls, however one came to it', async () => {
  const world = await openWorld({ issues: [long(1), long(2)] })
  world.press('tab')
  draw(world)
  world.press('j', 'j')
  expect(world.state().preview).toEqual({ key: testKey(1), top: 2 })
  world.press('shift-tab', 'j', 'tab')
  draw(world)
  world.press('j')
  expect(world.state().preview).toEqual({ key: testKey(2), top: 1 })
})

test('one can scroll back at once from the end of the preview', async () => {
  const world = await openWorld({ issues: [long(1)] })
  world.press('enter')
  draw(world)
  world.press('G')
  const { top } = world.state().preview
  expect(top).toBeLessThan(400)
  world.press('j')
  expect(world.state().preview.top).toBe(top)
  world.press('k')
  expect(world.state().preview.top).toBe(top - 1)
  world.press('g', 'g')
  expect(world.state().preview.top).toBe(0)
})

test('Tab goes round the panes, and h and right stop at the edges', async () => {
  const world = await openWorld()
  const after = (key: string): string => {
    world.press(key)
    return world.state().focus
  }
  expect(['tab', 'tab', 'tab', 'shift-tab'].map(after)).toEqual(['preview', 'views', 'list', 'views'])
  expect(['h', 'right', 'right', 'right'].map(after)).toEqual(['views', 'list', 'preview', 'preview'])
})

test('in the views j and k choose a view, and l goes into its list', async () => {
  const world = await openWorld()
  world.press('h', 'j')
  expect(world.state()).toMatchObject({ activeView: 'mine', focus: 'views' })
  world.press('l')
  expect(world.state().focus).toBe('list')
})

test('Esc goes one step back each time: zoom, pane, filter, marks', async () => {
  const world = await openWorld()
  world.press('/', 'PAY', 'enter', 'x', 'enter')
  expect(world.state().zoomed).toBe(true)
  world.press('esc')
  expect(world.state()).toMatchObject({ zoomed: false, focus: 'list' })
  world.press('h', 'esc')
  expect(world.state().focus).toBe('list')
  world.press('esc')
  expect(activeList(world.state()).filter).toBe('')
  expect(marked(world)).toEqual(['PAY-1'])
  world.press('esc')
  expect(marked(world)).toEqual([])
  expect(world.quits).toEqual([])
})

test('q leaves the issue first, then the program', async () => {
  const world = await openWorld()
  world.press('enter', 'q')
  expect(world.state().zoomed).toBe(false)
  expect(world.quits).toEqual([])
  world.press('q')
  expect(world.quits).toEqual([0])
})

test('rows are marked one by one, by range, and all at once', async () => {
  const world = await openWorld({ issues: many(5) })
  world.press('x', 'space')
  expect(marked(world)).toEqual(['PAY-1', 'PAY-2'])
  world.press('esc', 'V')
  expect(world.toast()).toContain('press V again')
  world.press('j', 'V')
  expect(marked(world)).toEqual(['PAY-3', 'PAY-4'])
  world.press('*')
  expect(marked(world)).toHaveLength(5)
  world.press('*')
  expect(marked(world)).toEqual([])
})

test('* marks what the filter shows and leaves other marks alone', async () => {
  const issues = ['red', 'red', 'blue', 'blue'].map((summary, at) => testIssue(at + 1, { summary }))
  const world = await openWorld({ issues })
  world.press('x', 'x', '/', 'blue', 'enter', '*')
  expect(marked(world)).toEqual(['PAY-1', 'PAY-2', 'PAY-3', 'PAY-4'])
  world.press('*')
  expect(marked(world)).toEqual(['PAY-1', 'PAY-2'])
})

test('marks that nothing on screen has do not keep one from the row under the cursor', async () => {
  const issues = ['red', 'blue'].map((summary, at) => testIssue(at + 1, { summary }))
  const world = await openWorld({ issues })
  world.press('x', '/', 'blue', 'enter', 'y')
  expect(world.copied).toEqual(['PAY-2'])
})

test('y and Y copy keys and URLs of all marked issues', async () => {
  const world = await openWorld()
  world.press('y', 'x', 'x', 'y', 'Y')
  expect(world.copied).toEqual([
    'PAY-1',
    'PAY-1 PAY-2',
    'https://work.example.com/browse/PAY-1\nhttps://work.example.com/browse/PAY-2',
  ])
  expect(world.toast()).toBe('Copied 2 URLs')
})

test('b opens the browser, and without one copies the URL', async () => {
  const world = await openWorld()
  world.press('b')
  await world.until(({ toast }) => toast !== null)
  expect(world.browsed).toEqual(['https://work.example.com/browse/PAY-1'])
  const bare = await openWorld({ shell: { openBrowser: async () => false } })
  bare.press('b')
  await bare.until(({ toast }) => toast !== null)
  expect(bare.copied).toEqual(['https://work.example.com/browse/PAY-1'])
})

test('r asks for the list again, and for the open issue', async () => {
  const world = await openWorld()
  const searches = world.callsOf('search').length
  world.press('enter')
  await world.session().replica.idle()
  world.press('r')
  await world.session().replica.idle()
  expect(world.callsOf('search')).toHaveLength(searches + 1)
  expect(world.callsOf('issue')).toHaveLength(2)
})

test('a refresh that fails says so although the old rows are still there', async () => {
  let offline = false
  const issues = many(3)
  const search = async () => {
    if (offline) throw new JiraApiError('timeout', 'too slow')
    return { issues, startAt: 0, total: 3, warnings: [] }
  }
  const world = await openWorld({ answers: { search } })
  offline = true
  world.press('r')
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.toast()).toContain('did not answer in time')
})

test('brackets go round the views, with counts', async () => {
  const world = await openWorld()
  world.press('[')
  expect(world.state().activeView).toBe('visited')
  world.press(']', '2', ']')
  expect(world.state().activeView).toBe('reported')
})

test('the focused pane grows and shrinks within limits', async () => {
  const world = await openWorld()
  world.press('<')
  expect(world.state().resize).toEqual({ views: 0, preview: 4 })
  world.press('99', '>')
  expect(world.state().resize.preview).toBe(-120)
  world.press('h', '9', '>')
  expect(world.state().resize.views).toBe(16)
})

test('on the welcome screen j, k and Enter choose, and q leaves', async () => {
  const world = createWorld()
  world.press('k')
  expect(world.state().welcomeCursor).toBe(3)
  world.press('j')
  expect(world.state().welcomeCursor).toBe(0)
  world.press('k', 'enter', 'q')
  expect(world.quits).toEqual([0, 0])
})
