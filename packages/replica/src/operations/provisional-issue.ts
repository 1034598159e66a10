import type { Issue, Status } from '@mmd/jira-api/model'
import type { CreateOperation } from './operation.ts'

// The workflow alone knows with which status it begins.
const NOT_MADE: Status = { id: '', name: 'New', category: 'new' }

/** The row of an issue that is not made yet, under its local key. `id` is the copy's own. */
export const provisionalIssue = ({ key, shown }: CreateOperation, id: string): Issue => {
  const { project, type, summary, description } = shown
  return {
    key,
    id,
    project,
    type,
    summary,
    status: NOT_MADE,
    priority: shown.priority ?? null,
    resolution: null,
    assignee: shown.assignee ?? null,
    reporter: shown.reporter ?? null,
    labels: shown.labels ?? [],
    components: shown.components ?? [],
    fixVersions: shown.fixVersions ?? [],
    parent: shown.parent ?? null,
    created: null,
    updated: null,
    due: shown.due ?? null,
    ...(description === undefined ? {} : { description }),
  }
}
