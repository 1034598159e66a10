import type { IssueKey } from '@mmd/jira-api/model'
import type { Operation } from '../operations/operation.ts'
import type { OperationRecord, Replica } from '../replica.ts'
import type { StoredChange } from '../store/store.ts'
import { qualify, splitKey } from './qualified-key.ts'

/** One of the sites of a combined list. */
export interface Member {
  /** The site's name. */
  readonly site: string
  readonly replica: Replica
}

/** A member, by its place among the others. */
export interface Placed extends Member {
  readonly index: number
}

/** Which site a row, an operation or a change is of. Ids of all members are told apart by their remainder. */
export interface Router {
  readonly members: readonly Placed[]
  /** The member of a row, and its plain key. `TypeError` for a site that is not among them. */
  of(qualified: IssueKey): Placed & { readonly key: IssueKey }
  ofId(id: number): Placed & { readonly id: number }
  toId(member: Placed, id: number): number
  toRecord(member: Placed, record: OperationRecord): OperationRecord
  toChange(member: Placed, change: StoredChange): StoredChange
  /** Keys by their members, plain. */
  group(keys: readonly IssueKey[]): ReadonlyMap<Placed, readonly IssueKey[]>
}

export const createRouter = (given: readonly Member[]): Router => {
  const members = given.map((member, index): Placed => ({ ...member, index }))
  const bySite = new Map(members.map((member) => [member.site, member]))

  const of = (qualified: IssueKey): Placed & { readonly key: IssueKey } => {
    const { site, key } = splitKey(qualified)
    const member = site === null ? undefined : bySite.get(site)
    if (member === undefined) throw new TypeError(`${qualified} is of none of these sites`)
    return { ...member, key }
  }
  const toId = ({ index }: Placed, id: number): number => id * members.length + index

  return {
    members,
    of,
    ofId: (id) => {
      const member = members[id % members.length]
      if (member === undefined) throw new TypeError(`no operation ${id}`)
      return { ...member, id: Math.floor(id / members.length) }
    },
    toId,
    toRecord: (member, record) => ({
      ...record,
      id: toId(member, record.id),
      change: toId(member, record.change),
      waitsBehind: record.waitsBehind === null ? null : toId(member, record.waitsBehind),
      operation: withKey(record.operation, qualify(member.site, record.operation.key)),
    }),
    toChange: (member, change) => ({
      ...change,
      id: toId(member, change.id),
      undoes: change.undoes === null ? null : toId(member, change.undoes),
      undoneBy: change.undoneBy === null ? null : toId(member, change.undoneBy),
    }),
    group: (keys) => {
      const groups = new Map<Placed, IssueKey[]>()
      for (const qualified of keys) {
        const { index, key } = of(qualified)
        const member = members[index]
        if (member !== undefined) groups.set(member, [...(groups.get(member) ?? []), key])
      }
      return groups
    },
  }
}

/** The same operation on the issue with another spelling of its key. */
export const withKey = (operation: Operation, key: IssueKey): Operation => ({ ...operation, key })
