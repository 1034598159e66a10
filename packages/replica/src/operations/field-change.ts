import type { FieldValue, IssueDetail } from '@mmd/jira-api/model'
import { readKnownField } from './issue-field.ts'
import type { FieldConflict, Looked } from './operation-kind.ts'
import { holdsValue, sameValue } from './same-value.ts'

/** A field that is to be changed; `base` is what it was, undefined where nobody knows. */
export interface Changed {
  readonly id: string
  readonly name: string
  readonly base: FieldValue | undefined
  readonly mine: FieldValue
}

/** How a field stands, told by what it holds now: as it was, as it is wanted, or neither. */
export type Standing = 'base' | 'mine' | 'other'

/** What only the site can read does not show whether it is what was wanted. */
const isThere = (theirs: FieldValue, mine: FieldValue): boolean => mine.kind !== 'unknown' && holdsValue(theirs, mine)

/** A value that is wanted counts before one that was: where both are the same there is nothing to do. */
export const standingOf = ({ base, mine }: Pick<Changed, 'base' | 'mine'>, theirs: FieldValue): Standing => {
  if (isThere(theirs, mine)) return 'mine'
  return base === undefined || sameValue(theirs, base) ? 'base' : 'other'
}

/** What somebody else has set meanwhile to something of their own. */
export const conflictsOf = (changes: readonly Changed[], current: IssueDetail): readonly FieldConflict[] =>
  changes.flatMap(({ id, name, base, mine }) => {
    const theirs = readKnownField(current, id)
    if (base === undefined) return []
    return standingOf({ base, mine }, theirs) === 'other' ? [{ id, name, base, mine, theirs }] : []
  })

/** True when every field has what it is to have. */
export const areDone = (changes: readonly Changed[], current: IssueDetail): boolean =>
  changes.every(({ id, mine }) => isThere(readKnownField(current, id), mine))

/** Whether one thing was set, told by what it is now. */
export const lookAtValue = (change: Changed, theirs: FieldValue): Looked => lookAt([{ change, theirs }])

/** Whether a change of fields, which is done whole or not at all, was done. */
export const lookAtFields = (changes: readonly Changed[], current: IssueDetail): Looked =>
  lookAt(changes.map((change) => ({ change, theirs: readKnownField(current, change.id) })))

/** One that was what it is to be already looks the same before and after. */
const isTelling = ({ base, mine }: Changed): boolean => base === undefined || !isThere(base, mine)

const lookAt = (all: readonly { readonly change: Changed; readonly theirs: FieldValue }[]): Looked => {
  const telling = all.filter(({ change }) => isTelling(change))
  const fields = telling.length === 0 ? all : telling
  const standings = fields.map(({ change, theirs }) => standingOf(change, theirs))
  if (standings.every((standing) => standing === 'mine')) return { state: 'done', result: {} }
  if (standings.every((standing) => standing === 'base')) return { state: 'not-done' }
  const names = fields.filter((_, index) => standings[index] === 'other').map(({ change }) => change.name)
  const what = names.length > 0 ? names.join(', ') : 'A part of it'
  return { state: 'unclear', why: `${what} changed meanwhile, so that it does not show whether this was done before` }
}
