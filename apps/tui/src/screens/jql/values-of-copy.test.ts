import type { Issue, JqlField } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { testIssue } from '../../app/testing.ts'
import { rowsOfCopy } from '../../session/rows-of-copy.ts'
import { valuesOfCopy } from './values-of-copy.ts'

const person = (id: string, name: string) => ({ id, name, active: true })

const rows: readonly Issue[] = [
  testIssue(1, {
    assignee: person('712020:ab', 'Ann Other'),
    labels: ['night shift', 'billing'],
    components: [{ id: '1', name: 'Core' }],
    fixVersions: [{ id: '1', name: '2.1 beta' }],
    fields: [
      {
        id: 'customfield_10005',
        name: 'Sprint',
        value: {
          kind: 'sprints',
          sprints: [
            {
              id: '7',
              name: 'OPS 7',
              state: 'active',
              boardId: null,
              goal: null,
              start: null,
              end: null,
              completed: null,
            },
          ],
        },
      },
    ],
  }),
  testIssue(2, { assignee: person('', 'A login that is gone'), labels: ['billing'] }),
]

const catalogues: Readonly<Record<string, unknown>> = {
  projects: [{ id: '1', key: 'OPS', name: 'Operations' }, 'broken', { key: 5, name: 'x' }],
  statuses: [{ id: '2', name: 'In Progress' }],
  priorities: 'broken',
  myself: person('mia', 'Mia Me'),
}

const copy = {
  views: () => [{ id: 'a', title: 'A', jql: '' }],
  view: () => ({ keys: rows.map(({ key }) => key) }) as never,
  issue: (key: string) => rows.find((row) => row.key === key),
  catalogue: (name: string) => catalogues[name],
}

const field = (value: string, type: string): JqlField => ({
  value,
  label: value,
  operators: [],
  orderable: true,
  suggests: true,
  types: [type],
})

const values = (name: string, type: string): readonly string[] =>
  valuesOfCopy(field(name, type), copy, rowsOfCopy(copy)).map(({ value, label }) =>
    value === label ? value : `${value} ${label}`,
  )

test('the copy knows values of every kind of field, as a query writes them', () => {
  expect(values('assignee', 'ApplicationUser')).toEqual(['mia Mia Me', '"712020:ab" Ann Other', 'rita Rita Reporter'])
  expect(values('project', 'Project')).toEqual(['OPS Operations (OPS)', 'PAY Payments (PAY)'])
  expect(values('status', 'Status')).toEqual(['Open', '"In Progress" In Progress'])
  expect(values('priority', 'Priority')).toEqual(['Medium'])
  expect(values('issuetype', 'IssueType')).toEqual(['Bug'])
  expect(values('fixVersion', 'Version')).toEqual(['"2.1 beta" 2.1 beta'])
  expect(values('component', 'ProjectComponent')).toEqual(['Core'])
  expect(values('labels', 'String')).toEqual(['"night shift" night shift', 'billing'])
  expect(values('Sprint', 'Sprint')).toEqual(['"OPS 7" OPS 7'])
  expect(values('statusCategory', 'String')).toEqual(['"To Do" To Do', '"In Progress" In Progress', 'Done'])
})

test('of a field that the copy holds no values of it offers none', () => {
  expect(values('Story Points', 'Number')).toEqual([])
  expect(values('constructor', 'toString')).toEqual([])
})
