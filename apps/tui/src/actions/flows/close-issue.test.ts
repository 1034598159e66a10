import type { FieldMeta, Transition } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { bestWay } from './close-issue.ts'

const field = (id: string, labels: readonly string[] = []): FieldMeta => ({
  id,
  name: id,
  type: 'resolution',
  items: null,
  system: id,
  custom: null,
  required: true,
  hasDefault: false,
  operations: ['set'],
  allowedValues: labels.map((label, at) => ({ id: String(at), label, wire: { id: String(at) }, children: [] })),
})

const way = (name: string, status: string, fields: readonly FieldMeta[] = []): Transition => ({
  id: name,
  name,
  to: { id: status, name: status, category: 'done' },
  fields,
  available: true,
})

const said = field('resolution', ['Fixed', 'Duplicate'])

test.each<readonly [string, readonly Transition[], string | undefined]>([
  ['the one that is called so', [way('Done', 'Done', [said]), way('Mark as duplicate', 'Closed')], 'Mark as duplicate'],
  ['one that ends it undone', [way('Done', 'Done', [said]), way("Won't do", "Won't do", [said])], "Won't do"],
  [
    'one that asks for less',
    [way('Close', 'Closed', [said, field('cause')]), way('Resolve', 'Done', [said])],
    'Resolve',
  ],
  ['the one that can say it', [way('Done', 'Done'), way('Resolve', 'Resolved', [said])], 'Resolve'],
  ['the only one', [way('Done', 'Done')], 'Done'],
  ['none of two that say nothing', [way('Done', 'Done'), way('Drop', 'Dropped')], undefined],
  ['nothing where there is none', [], undefined],
])('a duplicate is closed by %s', (_which, ways, expected) => {
  expect(bestWay(ways, /duplicat/i)?.name).toBe(expected)
})
