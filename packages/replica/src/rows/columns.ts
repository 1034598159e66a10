import type { Issue } from '@mmd/jira-api/model'

/** The custom fields that an issue's row shows: whoever reads the issue whole asks for them too, or the row would lose them. */
export const customColumns = (row: Pick<Issue, 'fields'> | undefined): readonly string[] =>
  (row?.fields ?? []).map(({ id }) => id).filter((id) => id.startsWith('customfield_'))
