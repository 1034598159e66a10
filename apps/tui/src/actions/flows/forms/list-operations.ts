import type { IssueKey } from '@mmd/jira-api/model'
import {
  isListValue,
  type LabelsOperation,
  type ListItemsOperation,
  type ListValue,
  type MembersOperation,
  withoutItems,
} from '@mmd/replica'
import type { FilledField } from './collect.ts'

const memberFields: ReadonlySet<string> = new Set(['components', 'fixVersions', 'versions'])

const isMemberField = (id: string): id is MembersOperation['field'] => memberFields.has(id)

const wordsIn = (list: ListValue): readonly string[] => (list.kind === 'words' ? list.words : [])

const namedIn = (list: ListValue) => (list.kind === 'named-list' ? list.values : [])

/** What a changed list is sent as. */
export type ListOperation = LabelsOperation | MembersOperation | ListItemsOperation

/**
 * What a changed list is sent as, so that what somebody else adds to it or takes off it meanwhile stays: its single changes.
 * Undefined: the field is no such list, or the site takes it only whole.
 */
export const listOperation = (key: IssueKey, field: FilledField): ListOperation | undefined => {
  const { entry, value, isPlain } = field
  const { before, meta } = entry
  const { id, name, type, items, system, custom, operations } = meta
  if (!isPlain || !operations.includes('add') || !operations.includes('remove')) return undefined
  if (!isListValue(before) || !isListValue(value)) return undefined
  const [add, remove] = [withoutItems(value, before), withoutItems(before, value)]
  if (id === 'labels') return { kind: 'labels', key, add: wordsIn(add), remove: wordsIn(remove) }
  if (isMemberField(id)) return { kind: 'members', key, field: id, add: namedIn(add), remove: namedIn(remove) }
  if (custom === null || type !== 'array') return undefined
  const schema = { type, items, system, custom }
  return { kind: 'list-items', key, field: { id, name, schema }, add, remove, base: before }
}
