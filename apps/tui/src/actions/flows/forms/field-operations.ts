import type { IssueKey } from '@mmd/jira-api/model'
import type { FieldChange, Operation } from '@mmd/replica'
import { automatic } from '../people-search.ts'
import type { FilledField } from './collect.ts'
import { listOperation } from './list-operations.ts'

const changeOf = ({ entry, value, wire, isPlain }: FilledField): FieldChange => {
  const { id, name, type, items, system, custom } = entry.meta
  return {
    id,
    name,
    schema: { type, items, system, custom },
    value,
    base: entry.before,
    ...(isPlain ? {} : { wire }),
  }
}

/** The assignee whom the project's settings name is no person whom a field could hold. */
const isAutomatic = ({ entry, value }: FilledField): boolean =>
  entry.meta.system === 'assignee' && value.kind === 'user' && value.user.id === automatic.id

/** What changed fields of an issue are sent as. */
export const fieldOperations = (key: IssueKey, fields: readonly FilledField[]): readonly Operation[] => {
  const lists = fields.flatMap((field) => listOperation(key, field) ?? [])
  const plain = fields.filter((field) => listOperation(key, field) === undefined)
  const changes = plain.filter((field) => !isAutomatic(field)).map(changeOf)
  return [
    ...(plain.some(isAutomatic) ? [{ kind: 'assign', key, assignee: 'automatic' } as const] : []),
    ...(changes.length === 0 ? [] : [{ kind: 'set-fields', key, changes } as const]),
    ...lists,
  ]
}
