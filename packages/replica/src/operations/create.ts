import { MARK } from '@mmd/jira-api/model'
import { findCreated } from './find-created.ts'
import type { CreateOperation } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'

/** A sub-task is one of whatever its row shows as its parent, which may have got its key meanwhile. */
const fieldsOf = ({ fields, shown }: CreateOperation): CreateOperation['fields'] =>
  shown.type.subtask && shown.parent ? { ...fields, parent: { key: shown.parent.key } } : fields

/** Makes an issue. It bears the operation's mark, so that it is never made twice; its row is the store's matter. */
export const createKind: OperationKind<CreateOperation> = {
  describe: ({ shown }) => `create ${shown.type.name} ${shown.summary}`,
  touches: () => [],
  prepare: (operation) => operation,
  apply: (rows) => rows,
  send: async (operation, { client, mark, signal }) => {
    const properties = [{ key: MARK, value: { id: mark } }]
    return { issue: await client.createIssue({ fields: fieldsOf(operation), properties }, { signal }) }
  },
  look: findCreated,
  invert: ({ fields, shown }, { result }) =>
    result?.issue === undefined
      ? { why: 'The site did not tell which issue it is' }
      : {
          operations: [{ kind: 'delete-issue', key: result.issue.key, made: { fields, shown } }],
          loses: `The number of ${result.issue.key} is used up`,
        },
}
