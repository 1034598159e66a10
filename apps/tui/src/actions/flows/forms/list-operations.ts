import type { FieldValue, IssueKey, Named } from '@mmd/jira-api/model'
import type { LabelsOperation, MembersOperation } from '@mmd/replica'
import type { FilledField } from './collect.ts'

const memberFields: ReadonlySet<string> = new Set(['components', 'fixVersions', 'versions'])

const isMemberField = (id: string): id is MembersOperation['field'] => memberFields.has(id)

const wordsIn = (value: FieldValue): readonly string[] | null =>
  value.kind === 'words' ? value.words : value.kind === 'empty' ? [] : null

const namedIn = (value: FieldValue): readonly Named[] | null =>
  value.kind === 'named-list' ? value.values : value.kind === 'empty' ? [] : null

const isSame = (a: Named, b: Named): boolean => (a.id !== '' && b.id !== '' ? a.id === b.id : a.name === b.name)

const without = (things: readonly Named[], others: readonly Named[]): readonly Named[] =>
  things.filter((thing) => !others.some((other) => isSame(thing, other)))

/**
 * What a changed list is sent as, so that what somebody else adds to it or takes off it meanwhile stays: its single changes.
 * Undefined: the field is no such list, or the site takes it only whole.
 */
export const listOperation = (key: IssueKey, field: FilledField): LabelsOperation | MembersOperation | undefined => {
  const { entry, value, isPlain } = field
  const { id, operations } = entry.meta
  if (!isPlain || !operations.includes('add') || !operations.includes('remove')) return undefined
  if (id === 'labels') {
    const [before, after] = [wordsIn(entry.before), wordsIn(value)]
    if (before === null || after === null) return undefined
    return {
      kind: 'labels',
      key,
      add: after.filter((word) => !before.includes(word)),
      remove: before.filter((word) => !after.includes(word)),
    }
  }
  const [before, after] = [namedIn(entry.before), namedIn(value)]
  if (!isMemberField(id) || before === null || after === null) return undefined
  return { kind: 'members', key, field: id, add: without(after, before), remove: without(before, after) }
}
