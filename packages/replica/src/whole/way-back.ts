import type { User } from '@mmd/jira-api/model'
import type { StoredOperation } from '../store/store.ts'
import type { Kept, SiteState } from './state.ts'
import { leads } from './workflow.ts'

/** In which status issues end up by key, and the operations that came back, the oldest first. */
interface Walked {
  readonly statuses: ReadonlyMap<string, unknown>
  readonly taken: readonly StoredOperation[]
}

interface Standing {
  readonly status: unknown
  readonly isMine: boolean
  /** A step could not be taken: none behind it is tried before a person has decided. */
  readonly isHeld: boolean
}

const after = (standing: Standing, { operation }: StoredOperation, way: 'undo' | 'redo', me: User): Standing | null => {
  if (operation.kind === 'assign') {
    const assignee = way === 'redo' ? operation.assignee : operation.base
    return { ...standing, isMine: typeof assignee === 'object' && assignee?.id === me.id }
  }
  if (operation.kind !== 'transition' || operation.base === undefined) return standing
  const ends = [operation.base.status, operation.transition.to] as const
  const [from, to] = way === 'redo' ? ends : ([ends[1], ends[0]] as const)
  if (standing.isHeld) return null
  if (standing.status === to.name) return standing
  const step = standing.status === from.name ? leads(from.id, to.id) : 'no'
  return step === 'yes' || (step === 'if-mine' && standing.isMine) ? { ...standing, status: to.name } : null
}

/**
 * For tests: how far issues go back from a state, by the workflow alone, when operations are taken back, the newest first; or how
 * far they go again.
 */
export const walk = (
  operations: readonly StoredOperation[],
  state: SiteState,
  { way, me }: { readonly way: 'undo' | 'redo'; readonly me: User },
): Walked => {
  const now = new Map<string, Standing>(
    [...state].map(([key, { status, assignee }]) => [key, { status, isMine: assignee === me.name, isHeld: false }]),
  )
  const taken: StoredOperation[] = []
  const sorted = operations.toSorted((a, b) => (way === 'undo' ? b.id - a.id : a.id - b.id))
  for (const stored of sorted) {
    const { key } = stored.operation
    const standing = now.get(key)
    if (standing === undefined) continue
    const next = after(standing, stored, way, me)
    if (next !== null) taken.push(stored)
    now.set(key, next ?? { ...standing, isHeld: true })
  }
  return { statuses: new Map([...now].map(([key, { status }]) => [key, status])), taken }
}

/** Files that a deletion took away do not come back, as often as they were there. */
const withoutDeleted = (attachments: readonly string[], key: string, deleted: readonly StoredOperation[]): unknown => {
  const left = [...attachments]
  for (const { operation } of deleted) {
    if (operation.kind !== 'delete-attachment' || operation.key !== key) continue
    const { filename, size } = operation.attachment
    const at = left.indexOf(JSON.stringify([filename, size]))
    if (at >= 0) left.splice(at, 1)
  }
  return left
}

const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

/** For tests: a state that was there before, but for what a workflow and deleted files leave otherwise. */
export const expectedFrom = (
  before: SiteState,
  now: SiteState,
  { statuses, deleted }: Pick<Walked, 'statuses'> & { readonly deleted: readonly StoredOperation[] },
): SiteState =>
  new Map(
    [...before].map(([key, kept]): [string, Kept] => {
      const status = statuses.get(key) ?? kept['status']
      // A resolution goes with its status.
      const resolution = (status === kept['status'] ? kept : now.get(key))?.['resolution']
      const attachments = withoutDeleted(namesIn(kept['attachments']), key, deleted)
      return [key, { ...kept, status, resolution, attachments }]
    }),
  )
