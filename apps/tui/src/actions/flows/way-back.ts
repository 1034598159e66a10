import type { Operation, Replica } from '@mmd/replica'
import type { App } from '../../app/app.ts'
import { shownKey } from '../action.ts'

/** ` · Ctrl-R does it again`: what a key of an action does, with the key that it really has; nothing where it has none. */
export const keyWords = ({ actions }: Pick<App, 'actions'>, id: string, words: string): string => {
  const action = actions.find((one) => one.id === id)
  const key = action === undefined ? '' : shownKey(action)
  return key === '' ? '' : ` · ${key} ${words}`
}

const promise = 'takes it back'

/** ` · u takes it back`, for the end of what is said of a change; nothing where nothing can be promised. */
export const wayBack = (app: Pick<App, 'actions' | 'store'>, words: string | null = promise): string =>
  words === null ? '' : keyWords(app, app.store.get().inbox === null ? 'app.undo' : 'inbox.undo', words)

/**
 * What can be promised, before operations are performed, of the key that takes them back: `takes it back if the workflow lets
 * it`; null: it does not. Of one issue the first operation counts, with which the others go.
 */
export const backWords = (replica: Pick<Replica, 'wayBack'>, operations: readonly Operation[]): string | null => {
  const ways = operations.map((operation) => ({ operation, way: replica.wayBack(operation) }))
  const isOne = new Set(operations.map(({ key }) => key)).size === 1
  if (ways.length > 0 && ways.slice(0, isOne ? 1 : undefined).every(({ way }) => 'closed' in way)) return null
  const asks = new Set(ways.flatMap(({ way }) => ('open' in way ? (way.asks ?? []) : [])))
  if (asks.size > 0) return `${promise} and asks for ${[...asks].join(', ')}`
  const unsure = ways.filter(({ way }) => 'open' in way && way.unsure !== undefined)
  if (unsure.length === 0) return promise
  const isWorkflow = unsure.some(({ operation }) => operation.kind === 'transition')
  return `${promise} if the ${isWorkflow ? 'workflow' : 'site'} lets it`
}
