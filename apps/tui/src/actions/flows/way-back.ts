import type { Operation, Replica } from '@mmd/replica'
import type { App } from '../../app/app.ts'
import { shownKey } from '../action.ts'

/** ` · Ctrl-R does it again`: what a key of an action does, with the key that it really has; nothing where it has none. */
export const keyWords = ({ actions }: Pick<App, 'actions'>, id: string, words: string): string => {
  const action = actions.find((one) => one.id === id)
  const key = action === undefined ? '' : shownKey(action)
  return key === '' ? '' : ` · ${key} ${words}`
}

/** ` · u takes it back`, for the end of what is said of a change; `unsure`: only the site can tell. */
export const wayBack = (app: Pick<App, 'actions' | 'store'>, unsure: boolean = false): string => {
  const words = unsure ? 'takes it back if the workflow lets it' : 'takes it back'
  return keyWords(app, app.store.get().inbox === null ? 'app.undo' : 'inbox.undo', words)
}

/** True when of operations that are not performed yet only the site can tell whether they can be taken back. */
export const isUnsure = (replica: Pick<Replica, 'wayBack'>, operations: readonly Operation[]): boolean =>
  operations.some((operation) => {
    const way = replica.wayBack(operation)
    return 'open' in way && way.unsure !== undefined
  })
