import { splitOrder } from '@mmd/replica/first-page'
import { type RowField, toRowField } from '../../screens/triage/columns/built-in-fields.ts'

/** What JQL calls the fields of a row. */
const clauses: Readonly<Record<RowField, string>> = {
  key: 'key',
  type: 'issuetype',
  priority: 'priority',
  summary: 'summary',
  status: 'status',
  assignee: 'assignee',
  reporter: 'reporter',
  labels: 'labels',
  components: 'component',
  fixVersions: 'fixVersion',
  parent: 'parent',
  project: 'project',
  resolution: 'resolution',
  created: 'created',
  updated: 'updated',
  due: 'due',
}

/** A field as JQL names it. */
const clauseOf = (field: string): string => {
  const own = toRowField(field)
  if (own !== undefined) return clauses[own]
  const [, number] = /^customfield_(\d+)$/i.exec(field) ?? []
  return number === undefined ? `"${field.replaceAll(/[\\"]/g, String.raw`\$&`)}"` : `cf[${number}]`
}

/** The query in the order of a field; what it was ordered by before comes after that. */
export const orderedBy = (jql: string, field: string, descending: boolean): string => {
  const { where, order } = splitOrder(jql)
  const first = `${clauseOf(field)} ${descending ? 'DESC' : 'ASC'}`
  const terms = (order ?? '').split(',').map((term) => term.trim())
  const rest = terms.filter(
    (term) => term !== '' && term.split(/\s+/)[0]?.toLowerCase() !== clauseOf(field).toLowerCase(),
  )
  // A quoted name may hold a comma: then the order of before is left out.
  const then = (order ?? '').includes('"') ? [] : rest
  return `${where}${where === '' ? '' : ' '}ORDER BY ${[first, ...then].join(', ')}`
}
