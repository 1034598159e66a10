import type { ViewSpec } from '@mmd/replica'
import type { Config } from '../../config/config.ts'
import { fieldsOf } from '../../screens/triage/columns/chosen-columns.ts'
import type { ListView } from '../../state/view.ts'

/** What the copy needs to know of a view: its query, and the fields that its columns show. */
export const specOf = (view: ListView, config: Pick<Config, 'columns'>): ViewSpec => {
  const fields = fieldsOf(view, config)
  const { id, title, jql } = view
  return { id, title, jql, ...(fields.length === 0 ? {} : { fields }) }
}
