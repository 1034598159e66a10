import type { IssueDetail, Named } from '@mmd/jira-api/model'
import type { MembersOperation } from './operation.ts'
import type { OperationKind, Rows } from './operation-kind.ts'
import { patchDetail, patchIssue } from './patch-rows.ts'
import { sameThing } from './same-value.ts'

/** Adds and removes single components or versions. */
export const membersKind: OperationKind<MembersOperation> = {
  describe: ({ field, add, remove }) =>
    [
      ...(add.length === 0 ? [] : [`add ${wordFor(field, add)}`]),
      ...(remove.length === 0 ? [] : [`remove ${wordFor(field, remove)}`]),
    ].join(' and ') || `leave the ${words[field]}s as they are`,
  touches: ({ field }) => [field],
  prepare: (operation, rows) => {
    const base = operation.base ?? present(rows, operation.field)
    return base === undefined ? operation : { ...operation, base }
  },
  apply: (rows, { field, add, remove }) => {
    const changed = (before: readonly Named[]): readonly Named[] => {
      const kept = without(before, without(remove, add))
      return [...kept, ...without(add, kept)]
    }
    if (field === 'versions') {
      return patchDetail(rows, ({ affectedVersions }) => ({ affectedVersions: changed(affectedVersions) }))
    }
    return patchIssue(rows, { [field]: changed(rows.issue[field]) })
  },
  isDone: (operation, current) => has(operation, membersOf(current, operation.field)),
  send: async ({ key, field, add, remove }, { client, signal }) => {
    const verbs = [
      ...remove.map((thing) => ({ remove: wireOf(thing) })),
      ...add.map((thing) => ({ add: wireOf(thing) })),
    ]
    if (verbs.length > 0) await client.edit(key, { update: { [field]: verbs } }, { signal })
    return {}
  },
  // Done twice is as done once, so that one which is not there may be sent again.
  look: async (operation, { client, signal }) => {
    const current = await client.issue(operation.key, { signal })
    return has(operation, membersOf(current, operation.field)) ? { state: 'done', result: {} } : { state: 'not-done' }
  },
  invert: ({ key, field, add, remove, base }) => {
    if (base === undefined) return { why: `Which ${words[field]}s it had before is not known` }
    const back = {
      add: remove.filter((thing) => includes(base, thing) && !includes(add, thing)),
      remove: without(add, base),
    }
    if (back.add.length + back.remove.length === 0) return { operations: [] }
    return { operations: [{ kind: 'members', key, field, ...back }] }
  },
}

const words = { components: 'component', fixVersions: 'fix version', versions: 'affected version' } as const

const wordFor = (field: MembersOperation['field'], things: readonly Named[]): string =>
  `${words[field]}${things.length === 1 ? '' : 's'} ${things.map(({ name }) => name).join(', ')}`

const includes = (things: readonly Named[], thing: Named): boolean => things.some((one) => sameThing(one, thing))

const without = (things: readonly Named[], others: readonly Named[]): readonly Named[] =>
  things.filter((thing) => !includes(others, thing))

const wireOf = ({ id, name }: Named): Readonly<Record<string, string>> => (id === '' ? { name } : { id })

const membersOf = (detail: IssueDetail, field: MembersOperation['field']): readonly Named[] =>
  field === 'versions' ? detail.affectedVersions : detail[field]

const present = ({ issue, detail }: Rows, field: MembersOperation['field']): readonly Named[] | undefined =>
  field === 'versions' ? detail?.affectedVersions : issue[field]

const has = ({ add, remove }: MembersOperation, members: readonly Named[]): boolean =>
  add.every((thing) => includes(members, thing)) &&
  remove.every((thing) => includes(add, thing) || !includes(members, thing))
