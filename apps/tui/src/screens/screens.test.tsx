import { JiraApiError } from '@mmd/jira-api/model'
import { renderToString } from 'ink'
import { expect, test } from 'vitest'
import { leftWords } from '../app/leave.ts'
import { createWorld, openWorld, refusal, testDetail, testIssue, testText, type World } from '../app/testing.ts'
import { bare, cells, colourTheme, plainTheme } from './testing.ts'
import { Triage } from './triage/Triage.tsx'
import { triageLines } from './triage/triage-panes.ts'
import { Welcome } from './Welcome.tsx'

const triage = (world: World, theme = plainTheme): readonly string[] => {
  const { columns } = world.state().size
  const screen = <Triage app={world.app} state={world.state()} session={world.session()} theme={theme} />
  return renderToString(screen, { columns }).split('\n')
}

const text = (world: World): string => triage(world).map(bare).join('\n')

const sizes = [
  [24, 6],
  [50, 12],
  [79, 24],
  [80, 24],
  [109, 30],
  [110, 30],
  [200, 60],
] as const

test.each(sizes)('the triage screen of %i columns and %i rows fills it exactly', async (columns, rows) => {
  const issues = [testIssue(1, { summary: '漢字'.repeat(60) }), testIssue(2, { summary: 'x'.repeat(500) })]
  const world = await openWorld({ issues, size: { columns, rows } })
  for (const theme of [plainTheme, colourTheme]) {
    const lines = triage(world, theme)
    expect(lines).toHaveLength(rows - 1)
    expect(lines.filter((line) => cells(line) > columns)).toEqual([])
  }
})

test.each(sizes)(
  'what is drawn of %i columns and %i rows before Ink is loaded is what Ink draws',
  async (columns, rows) => {
    const issues = [testIssue(1, { summary: '漢字'.repeat(60) }), testIssue(2)]
    const world = await openWorld({ issues, size: { columns, rows } })
    for (const focus of ['list', 'views', 'preview'] as const) {
      world.app.store.update((state) => ({ ...state, focus }))
      const early = triageLines({ app: world.app, state: world.state(), session: world.session(), theme: colourTheme })
      // Ink leaves out blanks at the end of a line, and what it paints may be cut otherwise.
      const trimmed = (lines: readonly string[]): readonly string[] => lines.map((line) => bare(line).trimEnd())
      expect(trimmed(early)).toEqual(trimmed(triage(world, colourTheme)))
    }
  },
)

test.each(sizes)(
  'the welcome screen of %i columns and %i rows fills it exactly and shows each choice',
  (columns, rows) => {
    const world = createWorld({ size: { columns, rows } })
    for (const choice of ['Add a site', 'Join with an invite', 'Explore the demo site', 'Quit']) {
      const screen = <Welcome app={world.app} state={world.state()} theme={plainTheme} />
      const lines = renderToString(screen, { columns }).split('\n')
      expect(lines).toHaveLength(rows - 1)
      expect(lines.filter((line) => cells(line) > columns)).toEqual([])
      expect(lines.map(bare).join('\n')).toContain(`▸ ${choice}`)
      world.press('j')
    }
  },
)

test('a list that could not be fetched says why and what to do', async () => {
  const search = async () => {
    throw new JiraApiError('timeout', 'too slow')
  }
  const world = await openWorld({ answers: { search } })
  expect(text(world)).toContain('work did not answer in time · Try again')
})

test('an empty list and one without a match are told apart', async () => {
  const size = { columns: 160, rows: 30 }
  const empty = await openWorld({ issues: [], size })
  expect(text(empty)).toContain('Nothing here · every issue of this view is dealt with')
  const filtered = await openWorld({ size })
  filtered.press('/', 'nowhere')
  expect(text(filtered)).toContain('No row has these words · Esc clears the filter')
})

test('a list that is on its way says so', () => {
  const world = createWorld({ answers: { search: () => new Promise(() => undefined) } })
  void world.app.showSite(world.site)
  expect(text(world)).toContain('Asking the site…')
})

test('the filter is typed on the line at the bottom, and stands in the frame of the list', async () => {
  const world = await openWorld()
  world.press('/', 'of 2')
  const lines = triage(world).map(bare)
  expect(lines.at(-1)).toMatch(/^ \/ of 2 +$/)
  expect(lines.join('\n')).toContain('Untriaged / of 2')
  expect(lines.join('\n')).toContain('1/1')
})

test('the header counts what is marked among the rows that are shown', async () => {
  const world = await openWorld()
  world.press('x', 'x')
  expect(text(world)).toContain('2 marked · 3 issues')
  world.press('/', 'of 2')
  expect(text(world)).toContain('1 marked · 1 of 3')
})

test('what the site has not taken is counted in the header and off the row', async () => {
  const assign = async () => {
    throw refusal('User cannot be assigned')
  }
  const world = await openWorld({ answers: { assign } })
  world.press('A')
  expect(text(world)).toContain('⇅ 1')
  expect(text(world)).toMatch(/PAY-1 .*Mia Me|Assignee +Mia Me/)
  await world.session().replica.idle()
  expect(text(world)).toContain('! 1 not taken (O)')
  expect(text(world)).not.toContain('Mia Me')
})

test('what was changed on both sides is a conflict in the header, not something that was not taken', async () => {
  const theirs = testIssue(1, { assignee: { id: 'bob', name: 'Bob Builder', active: true } })
  const world = await openWorld({ answers: { issue: async () => testDetail(theirs) } })
  world.press('A')
  await world.session().replica.idle()
  expect(text(world)).toContain('≠ 1 conflict (O)')
  expect(text(world)).not.toContain('not taken')
  expect(leftWords([world.session()])).toEqual(['work: 1 change in conflict; O shows it at the next start'])
})

test('a preview longer than its pane says that there is more, and scrolls to its end', async () => {
  const description = testText(Array.from({ length: 100 }, (_, at) => `* point ${at}`).join('\n'))
  const world = await openWorld({ issues: [testIssue(1, { description })], size: { columns: 120, rows: 30 } })
  expect(text(world)).toContain('↓ more')
  world.press('enter')
  await world.session().replica.idle()
  expect(text(world)).toContain('point 0')
  world.press('G')
  expect(text(world)).toContain('point 99')
  expect(text(world)).not.toContain('↓ more')
  world.press('k', 'k', 'k')
  expect(text(world)).toContain('↓ more')
})
