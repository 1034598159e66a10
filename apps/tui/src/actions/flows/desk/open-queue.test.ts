import type { FieldInfo } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { placeColumns } from '../../../screens/triage/columns/place-columns.ts'
import { lookOf } from './open-queue.ts'

const field = (id: string, name: string, custom: string | null = null): FieldInfo => ({
  id,
  name,
  custom: custom !== null,
  schema: { type: 'any', items: null, system: null, custom },
  clauseNames: [id],
})

const fields = [
  field('issuetype', 'Issue Type'),
  field('issuekey', 'Key'),
  field('summary', 'Summary'),
  field('status', 'Status'),
  field('customfield_1', 'Time to resolution', 'com.atlassian.servicedesk:sd-sla-field'),
]

const queue = { id: '1', name: 'All open', jql: 'project = SUP', fields: fields.map(({ id }) => id), count: null }

test('the time that is left is the last column of a queue that a narrow list does without', () => {
  const { columns } = lookOf(queue, fields)
  const shown = (width: number): readonly string[] => placeColumns(columns ?? [], width, 8).map(({ title }) => title)
  expect(shown(120)).toEqual(['Key', 'Time to resolution', 'Type', 'Summary', 'Status'])
  expect(shown(38)).toEqual(['Key', 'Time to resolution', 'Summary'])
  expect(shown(24)).toEqual(['Key', 'Summary'])
})
