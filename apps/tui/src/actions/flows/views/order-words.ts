import { type RowField, toRowField } from '../../../screens/triage/columns/built-in-fields.ts'
import type { SortChoice } from '../../../state/view.ts'

const time = ['oldest first', 'newest first'] as const
const names = ['A to Z', 'Z to A'] as const
const other = ['ascending', 'descending'] as const

/** Both directions of the fields that have better words for them than others. */
const directions: Readonly<Partial<Record<RowField, readonly [ascending: string, descending: string]>>> = {
  created: time,
  updated: time,
  due: ['earliest first', 'latest first'],
  priority: ['lowest first', 'highest first'],
  summary: names,
  type: names,
  assignee: names,
  reporter: names,
  labels: names,
  components: names,
  fixVersions: names,
  project: names,
  resolution: names,
}

/** The direction of an order as people say it: `newest first`, `A to Z`, `descending`. */
export const directionWords = ({ field, descending }: Pick<SortChoice, 'field' | 'descending'>): string => {
  const own = toRowField(field)
  return ((own === undefined ? undefined : directions[own]) ?? other)[descending ? 1 : 0]
}
