import type { IssueDetail, SiteClient } from '@mmd/jira-api/model'
import type { Operation } from './operation.ts'

/**
 * The issue as the site has it now, with the custom fields that an operation is about, and those in `columns`: one of them that
 * does not come is empty. One request.
 */
export const readCurrent = (
  client: SiteClient,
  operation: Operation,
  signal: AbortSignal,
  columns: readonly string[] = [],
): Promise<IssueDetail> => {
  const { key } = operation
  const own = customFieldsOf(operation)
  const customFields = own === 'all' ? own : [...new Set([...own, ...columns])]
  return customFields.length === 0
    ? client.issue(key, { signal })
    : client.issueWithFields({ key, customFields }, { signal })
}

const customFieldsOf = (operation: Operation): 'all' | readonly string[] => {
  if (operation.kind === 'set-fields') return operation.changes.map(({ id }) => id).filter(isCustom)
  if (operation.kind === 'list-items') return [operation.field.id].filter(isCustom)
  if (operation.kind !== 'sprint') return []
  // Which field holds sprints differs from site to site.
  return operation.fieldId === undefined ? 'all' : [operation.fieldId]
}

const isCustom = (id: string): boolean => id.startsWith('customfield_')
