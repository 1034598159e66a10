import type { Issue } from '@mmd/jira-api'
import type { RowMarks, ViewRows } from '@mmd/replica'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actions } from '../../actions/registry.ts'
import { testIssue, testNow } from '../../app/testing.ts'
import { nothingPending } from '../../input/dispatcher.ts'
import { emptyList, moveTo } from '../../state/list.ts'
import {
  anyTheme,
  bare,
  cells,
  colourTheme,
  hostileLine,
  isHarmless,
  plainTheme,
  sgrCodes,
  themes,
  widths,
} from '../testing.ts'
import { footerLine } from './footer.ts'
import { headerLine } from './header.ts'
import { columnsFor, issueRow, type ListPaneInput, listLines } from './list-pane.ts'
import { viewsLines } from './views-pane.ts'

const hostileIssue: fc.Arbitrary<Issue> = fc
  .record({
    summary: hostileLine,
    name: hostileLine,
    labels: fc.array(hostileLine, { maxLength: 3 }),
    category: fc.constantFrom<Issue['status']['category']>('new', 'indeterminate', 'done', 'unknown'),
  })
  .map(({ summary, name, labels, category }) =>
    testIssue(1, {
      summary,
      labels,
      status: { id: '1', name, category },
      type: { id: '1', name, subtask: false },
      priority: { id: '1', name },
      assignee: { id: name, name, active: true },
    }),
  )

const rowsOf = (total: number | null, phase: ViewRows['phase'] = 'idle'): ViewRows => ({
  spec: { id: 'a', title: 'A', jql: '' },
  keys: [],
  total,
  phase,
  error: null,
  refreshedAt: null,
})

const noMarks: RowMarks = { unread: false, pending: false, failed: false, conflict: false }

const listInput = (more: Partial<ListPaneInput> = {}): ListPaneInput => {
  const issues = [1, 2, 3].map((number) => testIssue(number))
  const keys = issues.map(({ key }) => key)
  return {
    rows: undefined,
    keys,
    issue: (key) => issues.find((issue) => issue.key === key),
    marks: () => noMarks,
    list: moveTo(emptyList, keys, 1, 10),
    focused: true,
    width: 90,
    height: 10,
    now: testNow,
    theme: plainTheme,
    notice: [['dim', 'Nothing here']],
    ...more,
  }
}

test('a row is exactly as wide as its pane, whatever the issue says', () => {
  fc.assert(
    fc.property(hostileIssue, widths, fc.boolean(), anyTheme, (issue, width, marked, theme) => {
      const marks = { ...noMarks, unread: marked }
      const drawn = issueRow(issue, marked, marks, { columns: columnsFor(width, 8), width, theme, now: testNow })
      expect(cells(drawn)).toBe(width)
      expect(isHarmless(drawn)).toBe(true)
    }),
  )
})

test('a list has at most its height, and each row its width', () => {
  fc.assert(
    fc.property(
      fc.array(hostileIssue, { maxLength: 8 }),
      widths,
      fc.nat(6),
      anyTheme,
      (drafts, width, height, theme) => {
        const issues = drafts.map((issue, at) => ({ ...issue, key: testIssue(at + 1).key }))
        const keys = issues.map(({ key }) => key)
        const list = moveTo(emptyList, keys, 3, Math.max(1, height))
        const issue: ListPaneInput['issue'] = (key) => issues.find((one) => one.key === key)
        const drawn = listLines(listInput({ keys, issue, list, width, height, theme }))
        expect(drawn.length).toBeLessThanOrEqual(height)
        expect(drawn.map(cells)).toEqual(drawn.map(() => width))
      },
    ),
  )
})

test('the background of the row under the cursor lies under the whole row', () => {
  for (const theme of themes) {
    const [, drawn = ''] = listLines(listInput({ theme }))
    const ground = theme.select('', true).slice(0, -'\u001B[0m'.length)
    expect(drawn.startsWith(ground)).toBe(true)
    // After each end of a look the background begins again, but after the last.
    expect(
      drawn
        .split('\u001B[0m')
        .slice(1, -1)
        .every((rest) => rest.startsWith(ground)),
    ).toBe(true)
    expect(drawn.endsWith('\u001B[0m')).toBe(true)
  }
})

test('the cursor row looks different without the focus, also without colours', () => {
  for (const theme of themes) {
    expect(listLines(listInput({ theme, focused: false }))[1]).not.toBe(listLines(listInput({ theme }))[1])
  }
})

test('a marked row and a row of a range begin with a dot', () => {
  const { keys } = listInput()
  const marked = new Set(keys.slice(0, 1))
  expect(listLines(listInput({ list: { ...emptyList, marked } })).map((row) => bare(row)[0])).toEqual(['●', ' ', ' '])
  const list = { ...moveTo(emptyList, keys, 2, 10), rangeFrom: 1 }
  expect(listLines(listInput({ list })).map((row) => bare(row)[0])).toEqual([' ', '●', '●'])
})

test('an empty list says so in its width', () => {
  const drawn = listLines(listInput({ keys: [] }))
  expect(drawn.map(bare).join('\n')).toContain('Nothing here')
  expect(drawn.map(cells)).toEqual(drawn.map(() => 90))
})

test('the wider the list, the more columns; the summary is always there', () => {
  expect(columnsFor(30, 8)).toMatchObject({ type: 0, status: 0, assignee: 0, age: 0 })
  expect(columnsFor(52, 8)).toMatchObject({ type: 0, age: 4, summary: 33 })
  expect(columnsFor(90, 8)).toMatchObject({ type: 8, status: 12, assignee: 14, age: 4 })
  expect(columnsFor(104, 8)).toMatchObject({ status: 20 })
  fc.assert(
    fc.property(widths, fc.integer({ min: 7, max: 30 }), (width, keyWidth) => {
      expect(columnsFor(width, keyWidth).summary).toBeGreaterThan(0)
    }),
  )
})

const views = Array.from({ length: 12 }, (_, at) => ({
  id: at < 5 ? `v${at}` : `filter:${at}`,
  title: `View ${at}`,
  jql: '',
}))

test('the views fill their width, keep their height, and show the active one whatever the height', () => {
  fc.assert(
    fc.property(
      fc.array(hostileLine, { maxLength: 12 }),
      widths,
      fc.nat(20),
      fc.nat(11),
      anyTheme,
      (titles, width, height, active, theme) => {
        const named = views.map((view, at) => ({ ...view, title: titles[at] ?? view.title }))
        const drawn = viewsLines({
          views: named,
          active: named[active]?.id ?? '',
          rowsOf: () => rowsOf(123_456),
          focused: true,
          width,
          height,
          theme,
        })
        expect(drawn.length).toBeLessThanOrEqual(height)
        expect(drawn.map(cells)).toEqual(drawn.map(() => width))
        if (height > 0) expect(drawn.some((row) => row.startsWith(theme.select('', true).slice(0, -4)))).toBe(true)
      },
    ),
  )
})

test('a view shows its number, its count, and ! when it failed', () => {
  const rows: Readonly<Record<string, ViewRows>> = { v0: rowsOf(7), v1: rowsOf(null, 'failed') }
  const input = { views, active: 'v0', focused: true, width: 24, height: 20, theme: plainTheme }
  const drawn = viewsLines({ ...input, rowsOf: (id) => rows[id] }).map(bare)
  expect(drawn[0]).toMatch(/^ 1 View 0 +7 $/)
  expect(drawn[1]).toMatch(/^ 2 View 1 +! $/)
  expect(drawn[2]).toMatch(/^ 3 View 2 +$/)
  expect(drawn).toContain(' Favourite filters      ')
  expect(drawn.at(-1)).toMatch(/^ {3}View 11/)
})

const header = {
  site: 'work',
  badge: undefined,
  version: '10.3.0',
  view: 'Mine',
  total: 12,
  shown: 12,
  filtered: false,
  marked: 0,
  pending: 0,
  failed: 0,
  conflicts: 0,
  sender: 'idle' as const,
  freshness: '2m',
  requests: 3,
  width: 100,
  theme: plainTheme,
}

test('the name of a site is painted in the colour of its badge, and is read without colours too', () => {
  const drawn = headerLine({ ...header, badge: 'green', theme: colourTheme })
  expect(drawn).toContain(colourTheme.paint('badgeGreen', 'work'))
  expect(drawn).toContain(colourTheme.paint('badgeGreen', ' ● '))
  expect(bare(headerLine({ ...header, badge: 'green' }))).toBe(bare(headerLine(header)))
})

test('the header is exactly as wide as the screen, whatever is in it', () => {
  fc.assert(
    fc.property(hostileLine, hostileLine, widths, fc.nat(), anyTheme, (site, view, width, number, theme) => {
      const drawn = headerLine({
        ...header,
        site,
        view,
        width,
        theme,
        pending: number,
        failed: number,
        conflicts: number,
        marked: number,
      })
      expect(cells(drawn)).toBe(width)
    }),
  )
})

test('the header says what is marked, filtered, on its way and not taken', () => {
  expect(bare(headerLine(header))).toMatch(/^ ● work 10\.3\.0 {2}▸ Mine +12 issues {3}⇅ 0 {3}↻ 2m {4}3 req $/)
  expect(bare(headerLine({ ...header, total: 1 }))).toContain('1 issue ')
  expect(bare(headerLine({ ...header, total: null }))).not.toContain('issue')
  const busy = bare(headerLine({ ...header, filtered: true, shown: 4, marked: 2, pending: 5, failed: 1 }))
  expect(busy).toContain('2 marked · 4 of 12   ! 1 not taken (O)   ⇅ 5')
})

test('the header calls a conflict a conflict, apart from what was not taken', () => {
  const at = (more: object): string => bare(headerLine({ ...header, ...more }))
  expect(at({ conflicts: 1 })).toContain('12 issues   ≠ 1 conflict (O)   ⇅ 0')
  expect(at({ conflicts: 1 })).not.toContain('not taken')
  expect(at({ conflicts: 2, failed: 1 })).toContain('! 1 not taken   ≠ 2 conflicts (O)   ⇅ 0')
})

const footer = { actions, scopes: ['list', 'triage', 'app'], pending: nothingPending, toast: null } as const

test('the footer is exactly as wide as the screen and cuts no hint', () => {
  fc.assert(
    fc.property(widths, hostileLine, anyTheme, (width, text, theme) => {
      expect(cells(footerLine({ ...footer, width, theme }))).toBe(width)
      const toast = { id: 1, tone: 'bad', text } as const
      expect(cells(footerLine({ ...footer, toast, width, theme }))).toBe(width)
      if (width > 8) expect(bare(footerLine({ ...footer, width, theme }))).not.toContain('…')
    }),
  )
})

test('help is in the footer even where hardly anything else is', () => {
  expect(bare(footerLine({ ...footer, width: 20, theme: plainTheme }))).toContain('? keys')
})

test('typed keys come before news, and news before hints', () => {
  const toast = { id: 1, tone: 'good', text: 'Copied' } as const
  const pending = { count: '12', sequence: [] }
  const at = (more: object): string => bare(footerLine({ ...footer, width: 80, theme: plainTheme, ...more }))
  expect(at({ toast, pending })).toContain('12…')
  expect(at({ toast })).toContain('Copied')
  expect(at({})).toContain('assign')
})

test('news that have no room keep the key that they end with, and else are told up to a whole sentence', () => {
  const at = (text: string, width: number): string =>
    bare(footerLine({ ...footer, toast: { id: 1, tone: 'good', text }, width, theme: plainTheme })).trim()
  const done = 'SUP-2079 assigned to Mira Lindqvist · u takes it back'
  expect(at(done, 80)).toBe(done)
  expect(at(done, 40)).toBe('SUP-2079 assigned to… · u takes it back')
  const offline = 'acme cannot be reached (ECONNREFUSED) · what you changed is kept and sent later'
  expect(at(offline, 40)).toBe('acme cannot be reached (ECONNREFUSED)')
})

test('without colours the panes use attributes alone', () => {
  const drawn = [
    ...listLines(listInput()),
    headerLine({ ...header, failed: 1, pending: 1 }),
    footerLine({ ...footer, width: 80, theme: plainTheme }),
    ...viewsLines({
      views,
      active: 'v0',
      rowsOf: () => rowsOf(1),
      focused: true,
      width: 24,
      height: 20,
      theme: plainTheme,
    }),
  ].join('')
  expect(sgrCodes(drawn).filter((code) => code >= 30)).toEqual([])
  expect(sgrCodes(listLines(listInput({ theme: colourTheme })).join('')).some((code) => code >= 30)).toBe(true)
})

test('a row says without colours what became of it: unread, on its way, to be decided', () => {
  const at = (marks: Partial<RowMarks>): string => {
    const [drawn = ''] = listLines(listInput({ marks: () => ({ ...noMarks, ...marks }) }))
    return bare(drawn).slice(0, 7)
  }
  expect(at({})).toBe('  PAY-1')
  expect(at({ unread: true })).toBe(' •PAY-1')
  expect(at({ unread: true, pending: true })).toBe(' ⇅PAY-1')
  expect(at({ pending: true, failed: true })).toBe(' !PAY-1')
  expect(at({ conflict: true })).toBe(' !PAY-1')
})

test('where there is not room for all the header leaves out what is least useful, and nothing runs into another', () => {
  const at = (width: number, more: Partial<typeof header> = {}): string =>
    bare(headerLine({ ...header, view: 'Reported by me', ...more, width }))
  expect(at(62)).toMatch(/^ ● work 10\.3\.0 {2}▸ Reported by me +12 issues {3}⇅ 0 {3}↻ 2m  $/)
  expect(at(52)).toMatch(/^ ● work {2}▸ Reported by me +12 issues {3}⇅ 0 {3}↻ 2m  $/)
  expect(at(40)).toMatch(/^ ● work {2}▸ Reported by me +⇅ 0 {3}↻ 2m  $/)
  expect(at(40, { marked: 3 })).toMatch(/^ ● work +3 marked {3}↻ 2m  $/)
  expect(at(30, { pending: 2 })).toMatch(/^ ● work +⇅ 2 {3}↻ 2m  $/)
  expect(at(24, { site: 'customer-support-emea' })).toMatch(/^ ● customer-sup… {2}↻ 2m  $/)
})

test('filters of several sites stand under the names of these, which they need not say again', () => {
  const drawn = viewsLines({
    views: [
      { id: 'mine', title: 'Mine', jql: '' },
      { id: 'filter:acme:1', title: 'acme: Bugs', jql: '' },
      { id: 'filter:beta:1', title: 'beta: Bugs', jql: '' },
    ],
    active: 'mine',
    rowsOf: (id) => (id === 'filter:beta:1' ? rowsOf(4, 'failed') : rowsOf(7)),
    focused: true,
    width: 24,
    height: 20,
    theme: plainTheme,
  }).map((row) => bare(row).trimEnd())
  expect(drawn.slice(2, 4)).toEqual([' Filters of acme', ` 2 Bugs${' '.repeat(15)}7`])
  expect(drawn.slice(5)).toEqual([' Filters of beta', ` 3 Bugs${' '.repeat(13)}! 4`])
})

test('an issue that fills the screen says first how one gets back', () => {
  const zoomed = { ...footer, scopes: ['preview', 'triage', 'app'], zoomed: true, theme: plainTheme } as const
  expect(bare(footerLine({ ...zoomed, width: 80 }))).toMatch(/^ Esc back {2}J next {2}g jump {2}Space fold {2}a assign/)
  expect(bare(footerLine({ ...zoomed, width: 24 }))).toContain('? keys')
})

test('the header says what keeps changes back', () => {
  expect(bare(headerLine({ ...header, sender: 'offline' }))).toContain('⊘ offline   ⇅ 0')
  expect(bare(headerLine({ ...header, sender: 'signed-out' }))).toContain('⊘ signed out')
  expect(bare(headerLine({ ...header, sender: 'sending' }))).not.toContain('⊘')
})
