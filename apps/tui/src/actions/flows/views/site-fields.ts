import type { FieldInfo } from '@mmd/jira-api'
import type { App } from '../../../app/app.ts'
import { membersOf } from '../../../app/members.ts'
import { rowFields, toRowField } from '../../../screens/triage/columns/built-in-fields.ts'
import type { PickerItem } from '../../../state/modal.ts'

const isInfo = (value: unknown): value is FieldInfo =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value && 'custom' in value

/** Fields of the site that are of no use in a list: long texts and what only Jira itself reads. */
const useless = new Set(['description', 'comment', 'attachment', 'issuelinks', 'subtasks', 'worklog', 'thumbnail'])

/** What a column, an order or groups may be of: the fields of every row first, then those of the site. */
export const fieldItems = async (app: App): Promise<readonly PickerItem[]> => {
  const own = Object.entries(rowFields).map(([id, label]): PickerItem => ({ id, label }))
  const session = app.session()
  if (session === null) return own
  const lists = await Promise.all(membersOf(session).map((member) => member.catalogue('fields').catch(() => [])))
  const infos = lists.flatMap((list) => (Array.isArray(list) ? list.filter(isInfo) : []))
  const seen = new Set<string>()
  const more = infos
    .filter(({ id, name }) => toRowField(id) === undefined && toRowField(name) === undefined && !useless.has(id))
    .filter(({ name }) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()).size > 0)
    .toSorted((a, b) => a.name.localeCompare(b.name))
    // By name, so that a column is the same one on every site.
    .map(({ id, name, custom }): PickerItem => ({ id: name, label: name, detail: custom ? id : '' }))
  return [...own, ...more]
}
