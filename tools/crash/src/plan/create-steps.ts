import type { IssueKey } from '@mmd/jira-api/model'
import type { CreateOperation, Operation } from '@mmd/replica'
import type { Making } from './makers.ts'
import { storedText } from './texts.ts'

const create = (
  { stock, next }: Making,
  key: IssueKey,
  parent: { readonly key: IssueKey; readonly summary: string } | null,
): CreateOperation => {
  const { project } = stock
  const type = parent === null ? stock.type : stock.subtaskType
  const summary = next('issue')
  return {
    kind: 'create',
    key,
    fields: {
      project: { key: project.key },
      issuetype: { id: type.id },
      summary,
      ...(parent === null ? {} : { parent: { key: parent.key } }),
    },
    shown: {
      project: { id: project.id, key: project.key, name: project.name },
      type: { id: type.id, name: type.name, subtask: type.subtask },
      summary,
      ...(parent === null ? {} : { parent }),
    },
  }
}

/** An issue, or a sub-task, or an issue with a sub-task and a comment, all of which wait for the first to be made. */
export const makeIssues = (making: Making, newKey: () => IssueKey): readonly Operation[] => {
  const { random, issue, me, deployment, next } = making
  const key = newKey()
  if (random.chance(0.3)) return [create(making, key, { key: issue.detail.key, summary: issue.detail.summary })]
  const made = create(making, key, null)
  if (random.chance(0.5)) return [made]
  const typed = next('comment')
  return [
    made,
    { kind: 'add-comment', key, body: storedText(deployment, typed), typed, author: me },
    create(making, newKey(), { key, summary: made.shown.summary }),
  ]
}
