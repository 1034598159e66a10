import { expect, test } from 'vitest'
import { createWorld, testIssue, testKey, testNow } from '../app/testing.ts'
import { bare, plainTheme } from '../screens/testing.ts'
import { header, listPane } from '../screens/triage/list-panes.ts'
import { emptyBook, type ViewBook } from '../session/views/view-book.ts'
import { activeViewOf } from '../state/arranged/active-view.ts'
import { isHeading } from '../state/arranged/heading.ts'
import { shownKeys } from '../state/selectors.ts'
import { activeList, initialState } from '../state/state.ts'

const issues = [
  testIssue(1, { summary: 'b', priority: { id: '3', name: 'Low' } }),
  testIssue(2, { summary: 'c', priority: { id: '1', name: 'High' } }),
  testIssue(3, { summary: 'a', priority: { id: '3', name: 'Low' } }),
]

/** The list on screen, with what the program kept of views. */
const shown = async (options: Parameters<typeof createWorld>[0] = {}) => {
  const books: ViewBook[] = []
  const keepViews = async (book: ViewBook): Promise<void> => void books.push(book)
  const answers = {
    fields: async () => [
      {
        id: 'customfield_10107',
        name: 'Story Points',
        custom: true,
        schema: { type: 'number', items: null, system: null, custom: null },
        clauseNames: [],
      },
    ],
  }
  const world = createWorld({ issues, answers, shell: { keepViews }, ...options })
  await world.app.showSite(world.site)
  const rows = (): readonly string[] =>
    shownKeys(world.state(), world.session().replica).map((key) =>
      isHeading(key) ? `[${key.slice(1)}]` : key.slice(-1),
    )
  const picker = () =>
    world.until(({ modals }) => modals.some((modal) => modal.kind === 'picker' && modal.phase === 'ready'))
  return { ...world, books, rows, picker }
}

test('o orders the rows here where all are copied, and turns the order round when it is pressed again', async () => {
  const { press, rows, picker, toast, books, state } = await shown()
  press('o')
  await picker()
  press('summary', 'enter')
  expect(rows()).toEqual(['3', '1', '2'])
  expect(toast()).toContain('ordered here')
  press('o')
  await picker()
  press('enter')
  expect(rows()).toEqual(['2', '1', '3'])
  expect(books.at(-1)?.looks[state().activeView]?.sort).toEqual({ field: 'summary', descending: true, by: 'here' })
})

test('priorities begin with the highest, and the edge of the list says what it is ordered by', async () => {
  const world = await shown()
  world.press('o')
  await world.picker()
  world.press('priority', 'enter')
  expect(world.rows()).toEqual(['2', '1', '3'])
  expect(activeViewOf(world.state())?.sort).toEqual({ field: 'priority', descending: true, by: 'here' })
  const parts = { now: testNow, state: world.state(), session: world.session(), theme: plainTheme }
  const [edge = ''] = listPane(parts, { width: 60, height: 8 }, { site: null, notice: [] })
  expect(bare(edge)).toMatch(/ Priority ▾ · \d\/3 /)
})

test('what is snoozed does not keep a list from being whole: it is ordered here, and * fetches nothing', async () => {
  const { press, rows, picker, toast } = await shown()
  press('z')
  await picker()
  press('enter', '*')
  expect(toast()).not.toContain('Fetching')
  press('*', 'o')
  await picker()
  press('summary', 'enter')
  expect(rows()).toEqual(['3', '2'])
  expect(toast()).toContain('ordered here')
})

test('V over a folded heading marks what it hides, and the heading says how many those are', async () => {
  const { press, rows, picker, state, session } = await shown()
  press('=')
  await picker()
  press('priority', 'enter', 'G', '-')
  expect(rows()).toEqual(['[High]', '2', '[Low]'])
  press('k', 'V', 'j')
  const drawn = (): string =>
    listPane(
      { now: testNow, state: state(), session: session(), theme: plainTheme },
      { width: 60, height: 10 },
      { notice: [] },
    )
      .map(bare)
      .join('\n')
  expect(drawn()).toMatch(/▸ Low .*● 2 marked of 2/)
  press('V')
  expect(activeList(state()).marked).toEqual(new Set([1, 2, 3].map(testKey)))
  expect(drawn()).toMatch(/▸ Low .*● 2 marked of 2/)
})

test('= puts rows under headings, - folds the group, x on a heading marks its rows', async () => {
  const { press, rows, picker, state, session } = await shown({ answers: { assign: async () => undefined } })
  const marked = (): string | undefined => {
    const parts = { now: testNow, state: state(), session: session(), theme: plainTheme }
    return /\d+ marked/.exec(bare(header(parts)))?.[0]
  }
  press('=')
  await picker()
  press('priority', 'enter')
  expect(rows()).toEqual(['[High]', '2', '[Low]', '1', '3'])
  press('G', '-')
  expect(rows()).toEqual(['[High]', '2', '[Low]'])
  expect(activeList(state()).cursor).toBe(2)
  press('x')
  expect(activeList(state()).marked.size).toBe(2)
  // Marks of folded rows count and are acted on.
  expect(marked()).toBe('2 marked')
  press('A')
  await session().replica.idle()
  expect([1, 3].map((at) => session().replica.issue(testKey(at))?.assignee?.name)).toEqual(['Mia Me', 'Mia Me'])
  expect(session().replica.issue(testKey(2))?.assignee).toBeNull()
  expect(marked()).toBeUndefined()
  press('*')
  expect(marked()).toBe('3 marked')
  press('*')
  expect(marked()).toBeUndefined()
  press('-')
  expect(rows()).toHaveLength(5)
  press('*')
  expect([...activeList(state()).marked].some(isHeading)).toBe(false)
})

test('* marks no heading when it has fetched the other rows', async () => {
  const { press, picker, state, toast, session, until } = await shown({
    issues: Array.from({ length: 400 }, (_, at) => testIssue(at + 1)),
  })
  press('=')
  await picker()
  press('priority', 'enter', '*')
  await until((now) => activeList(now).marked.size >= 400)
  await session().replica.idle()
  expect([...activeList(state()).marked].some(isHeading)).toBe(false)
  expect(toast()).toBe('400 issues are marked')
  press('*')
  expect(toast()).toBe('')
})

test('the rest is said to be fetched no longer than it is', async () => {
  const { press, picker, toast, session } = await shown({
    issues: Array.from({ length: 400 }, (_, at) => testIssue(at + 1)),
  })
  press('=')
  await picker()
  press('priority', 'enter')
  expect(toast()).toBe('Grouped by Priority · - folds a group · fetching the rest')
  await session().replica.idle()
  expect(toast()).toBe('Grouped by Priority · - folds a group')
  press('=')
  await picker()
  press('enter')
  expect(toast()).toBe('No groups')
})

test('the columns of a view are chosen in a dialog, and asked for with its list', async () => {
  const { press, modal, picker, state, callsOf, session } = await shown()
  press('|')
  expect(modal('columns').columns.map(({ field }) => field)).toContain('summary')
  press('a')
  await picker()
  press('story', 'space', 'enter', '+', 'J')
  press('enter')
  const columns = activeViewOf(state())?.columns ?? []
  expect(columns[2]).toEqual({ field: 'Story Points', width: 15 })
  await session().replica.idle()
  const queries = callsOf('search').map(([query]) => query)
  expect(queries).toContainEqual(
    expect.objectContaining({ fields: [expect.objectContaining({ name: 'Story Points' })] }),
  )
})

test('a list is saved as a view, renamed, moved, hidden and deleted', async () => {
  const { app, press, state, books, toast, modal } = await shown()
  const titles = (): readonly string[] => state().views.map(({ title }) => title)
  press('ctrl-s', 'ctrl-u', 'First', 'enter')
  press('ctrl-s', 'ctrl-u', 'Second', 'enter')
  expect(titles().slice(-2)).toEqual(['First', 'Second'])
  expect(activeViewOf(state())).toMatchObject({ title: 'Second', origin: 'own' })
  press('h')
  app.actions.find(({ id }) => id === 'view.up')?.run(app, undefined)
  expect(titles().slice(-2)).toEqual(['Second', 'First'])
  press('R', 'ctrl-u', 'Best', 'enter')
  expect(titles().at(-2)).toBe('Best')
  press('D', 'j', 'enter')
  expect(titles()).not.toContain('Best')
  expect(books.at(-1)?.own.map(({ title }) => title)).toEqual(['First'])
  press('D')
  expect(toast()).toContain('it is built in')
  const before = titles().length
  const hidden = activeViewOf(state())?.title
  press('H')
  expect(titles()).toHaveLength(before - 1)
  app.actions.find(({ id }) => id === 'view.show-hidden')?.run(app, undefined)
  expect(modal('picker').items.map(({ label }) => label)).toEqual([hidden])
})

test('- in the pane of views folds a kind of them, which stays so, and the cursor goes over its heading', async () => {
  const filters = ['Late', 'Mine too'].map((name, at) => {
    return { id: String(at), name, jql: 'a = 1', owner: null, description: null, favourite: true }
  })
  const { press, state, books } = await shown({ answers: { favouriteFilters: async () => filters } })
  const count = state().views.length
  expect(state().views.at(-1)?.id).toBe('filter:1')
  press('h', 'G')
  expect(state().activeView).toBe('filter:1')
  press('-')
  expect(books.at(-1)?.folded).toEqual(['Favourite filters'])
  // What is on screen stays; the cursor goes on from the heading.
  expect(state()).toMatchObject({ activeView: 'filter:1', focus: 'views' })
  press('k')
  expect(state().activeView).toBe(state().views[count - 3]?.id)
  press('j')
  expect(state().activeView).toBe(state().views[count - 3]?.id)
  press(']')
  expect(state().activeView).toBe(state().views[0]?.id)
  press('G', 'enter')
  expect(books.at(-1)?.folded).toEqual([])
  expect(state().focus).toBe('views')
  press('_', '_')
  expect(books.at(-2)?.folded).toEqual(['Favourite filters'])
  press('G', 'enter')
  expect(state()).toMatchObject({ activeView: 'filter:1', focus: 'list' })
})

test('a pane that was made wider by hand is so at the next start', async () => {
  const { press, state, books, until } = await shown()
  const before = state().resize
  press('h', '>')
  await until(({ kept }) => kept.book.panes.views !== 0)
  expect(books.at(-1)?.panes).toEqual({ views: 4, preview: 0 })
  const [book = emptyBook] = books.slice(-1)
  expect(initialState(state().size, state().config, { book, folder: [] }).resize).toEqual({ ...before, views: 4 })
})
