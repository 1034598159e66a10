import type { IssueDetail, User } from '@mmd/jira-api/model'
import { localKeyAgain } from './local-key.ts'
import type { DeleteIssueOperation } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'
import { deleting, ifThere, refused } from './sending.ts'

interface Said {
  readonly author: User | null
}

/** Why an issue must stay, now that others work with it; undefined: it may go. */
const reasonToStay = (issue: IssueDetail, me: User): string | undefined => {
  const ofOthers = (list: readonly Said[]): boolean => list.some(({ author }) => author?.id !== me.id)
  if (issue.subtasks.length > 0) return 'It has sub-tasks by now, which would go with it'
  if (ofOthers(issue.comments) || issue.commentTotal > issue.comments.length) return 'Somebody else has commented on it'
  if (ofOthers(issue.worklogs) || issue.worklogTotal > issue.worklogs.length)
    return 'Somebody else has logged work on it'
  return ofOthers(issue.attachments) ? 'Somebody else has attached something to it' : undefined
}

/** Deletes an issue that was made here, unless others have added to it. That it is gone already is as good. */
export const deleteIssueKind: OperationKind<DeleteIssueOperation> = {
  describe: ({ key }) => `delete ${key}`,
  touches: () => ['issue'],
  prepare: (operation) => operation,
  apply: (rows) => rows,
  send: async ({ key }, { client, me, signal }) => {
    // As it is now: with the issue goes everything on it.
    const issue = await ifThere(() => client.issue(key, { signal }))
    if (issue === undefined) return {}
    const reason = reasonToStay(issue, me)
    if (reason !== undefined) throw refused(`${key} stays. ${reason}.`)
    await deleting(() => client.deleteIssue({ key }, { signal }))
    return {}
  },
  look: async ({ key }, { client, signal }) =>
    (await ifThere(() => client.issue(key, { signal }))) === undefined
      ? { state: 'done', result: {} }
      : { state: 'not-done' },
  invert: ({ key, made }) => ({
    operations: [{ kind: 'create', key: localKeyAgain(key), ...made }],
    loses: 'The issue gets a new number, and what was added to it later does not come back',
  }),
}
