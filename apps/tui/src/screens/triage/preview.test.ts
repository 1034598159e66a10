import type { IssueDetail } from '@mmd/jira-api'
import type { DetailRows } from '@mmd/replica'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDetail, testIssue, testNow, testText } from '../../app/testing.ts'
import type { IssueInput } from '../issue/issue-input.ts'
import {
  anyTheme,
  bare,
  cells,
  hostileLine,
  hostileText,
  isHarmless,
  plainTheme,
  sgrCodes,
  widths,
} from '../testing.ts'
import { previewLines } from './preview-pane.ts'
import { textLines } from './rich-lines.ts'

const idle = (detail: IssueDetail): DetailRows => ({ detail, phase: 'idle', error: null, fetchedAt: null })

const input = (more: Partial<IssueInput> = {}): IssueInput => ({
  issue: testIssue(1),
  detail: undefined,
  problem: null,
  width: 60,
  now: testNow,
  theme: plainTheme,
  ...more,
})

const drawn = (more: Partial<IssueInput> = {}): readonly string[] => previewLines(input(more)).slice(0, 5000)

const text = (more: Partial<IssueInput> = {}): string => drawn(more).map(bare).join('\n')

test('each line of a preview is exactly as wide as its pane, whatever the issue says', () => {
  fc.assert(
    fc.property(hostileLine, hostileText, widths, anyTheme, (line, body, width, theme) => {
      const issue = testIssue(1, {
        summary: line,
        labels: [line],
        status: { id: '1', name: line, category: 'done' },
        parent: { key: testIssue(2).key, summary: line },
        resolution: { id: '1', name: line },
      })
      const person = { id: line, name: line, active: true }
      const detail = testDetail(issue, {
        description: testText(body),
        comments: [
          {
            id: '1',
            author: person,
            body: testText(body),
            created: null,
            updated: null,
            visibility: line,
            internal: false,
          },
        ],
        commentTotal: 3,
        links: [{ id: '1', typeId: '1', outward: true, relation: line, key: issue.key, summary: line, status: null }],
        attachments: [{ id: '1', filename: line, author: null, created: null, size: 5_000_000, mimeType: '' }],
        subtasks: [{ key: issue.key, summary: line, status: null }],
      })
      const lines = drawn({ issue, detail: idle(detail), width, theme })
      const wrong = lines.filter((one) => cells(one) !== width || !isHarmless(one))
      expect(wrong).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('wiki markup is painted line by line in exactly its width', () => {
  fc.assert(
    fc.property(hostileText, widths, anyTheme, (source, width, theme) => {
      const wrong = [...textLines(testText(source), width, theme)].filter((one) => cells(one) !== width)
      expect(wrong).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('the type of an issue stands on a line of its own where it would be cut', () => {
  const issue = testIssue(1, {
    status: { id: '1', name: 'Waiting for customer', category: 'new' },
    type: { ...testIssue(1).type, name: 'Service Request' },
  })
  expect(text({ issue, width: 60 })).toMatch(/Waiting for customer · .* · Service Request/)
  expect(text({ issue, width: 38 })).toMatch(/ Waiting for customer · [^·]*\n Service Request +\n/)
})

test('a preview without the whole issue says how to get it', () => {
  const { description: _, ...row } = testIssue(1)
  expect(text({ issue: row })).toContain('Enter shows the issue')
  expect(text()).toContain('Enter shows comments and links')
  expect(text({ detail: { detail: null, phase: 'loading', error: null, fetchedAt: null } })).toContain(
    'loading comments and links…',
  )
  expect(text({ problem: 'The site did not answer' })).toContain('The site did not answer')
})

test('an issue without a description says so', () => {
  expect(text({ issue: testIssue(1, { description: null }) })).toContain('No description')
  expect(text({ issue: testIssue(1, { description: testText(' \n') }) })).toContain('No description')
})

test('facts that are not there take no line', () => {
  expect(text()).not.toContain('Labels')
  expect(text({ issue: testIssue(1, { labels: ['a', 'b'] }) })).toContain('Labels      a, b')
  expect(text()).toContain('Assignee    unassigned')
})

test('comments say who, when and for whom, and how many more there are', () => {
  const issue = testIssue(1)
  const comments = [
    {
      id: '1',
      author: null,
      body: testText('first'),
      created: '2026-11-22T11:00:00.000Z',
      updated: null,
      visibility: 'Staff',
      internal: false,
    },
    {
      id: 'pending:1',
      author: null,
      body: testText('second'),
      created: null,
      updated: null,
      visibility: null,
      internal: false,
    },
  ]
  const shown = text({ issue, detail: idle(testDetail(issue, { comments, commentTotal: 5 })) })
  expect(shown).toContain('Anonymous · 1h ago · Staff only')
  expect(shown).toContain('being sent')
  expect(shown).toContain('… and 3 more')
})

test('a preview that stays on screen grows older', () => {
  const issue = testIssue(1, { updated: new Date(testNow).toISOString() })
  expect(text({ issue })).toContain('just now')
  expect(text({ issue, now: testNow + 5 * 60_000 })).toContain('5m ago')
})

test('scrolling does not lay the issue out again', () => {
  const issue = testIssue(1)
  expect(previewLines(input({ issue }))).toBe(previewLines(input({ issue, now: testNow + 1 })))
  expect(previewLines(input({ issue, width: 61 }))).not.toBe(previewLines(input({ issue })))
})

test('without colours a preview uses attributes alone', () => {
  const issue = testIssue(1, { description: testText('h1. Title\n*bold* [link|http://x] {code}x{code}') })
  expect(sgrCodes(drawn({ issue }).join('')).filter((code) => code >= 30)).toEqual([])
})
