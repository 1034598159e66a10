import { EMPTY, type FieldMeta, type FieldValue, type Issue, type IssueKey, isJiraApiError } from '@mmd/jira-api/model'
import type { SiteSession } from '../../../../app/app.ts'
import { valueOf } from '../../forms/metadata.ts'

const ofAnswer = (issue: Issue, id: string): FieldValue =>
  valueOf({ issue: () => issue }, issue.key, null, id) ?? issue.fields?.find((field) => field.id === id)?.value ?? EMPTY

/**
 * What a field holds on each of the issues: all of them are asked for at once, and without the site it is what the copy has. What
 * is not in it is gone, or nobody knows. Throws what the site says.
 */
export const presentValues = async (
  { client, replica }: SiteSession,
  issues: readonly Issue[],
  { id, name, type, items, system, custom }: FieldMeta,
): Promise<ReadonlyMap<IssueKey, FieldValue>> => {
  const keys = issues.map(({ key }) => key)
  try {
    const field = { id, name, schema: { type, items, system, custom } }
    const answered = await client.issues(keys, { fields: [field] })
    return new Map(answered.map((issue) => [issue.key, ofAnswer(issue, id)]))
  } catch (error) {
    if (!isJiraApiError(error, 'network') && !isJiraApiError(error, 'timeout')) throw error
    const known = keys.map((key) => [key, valueOf(replica, key, replica.detail(key)?.detail ?? null, id)] as const)
    return new Map(known.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])))
  }
}
