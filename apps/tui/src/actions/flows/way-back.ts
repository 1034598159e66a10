import type { App } from '../../app/app.ts'
import { shownKey } from '../action.ts'

/** ` · Ctrl-r does it again`: what a key of an action does, with the key that it really has; nothing where it has none. */
export const keyWords = ({ actions }: Pick<App, 'actions'>, id: string, words: string): string => {
  const action = actions.find((one) => one.id === id)
  const key = action === undefined ? '' : shownKey(action)
  return key === '' ? '' : ` · ${key} ${words}`
}

/** ` · u takes it back`, for the end of what is said of a change. */
export const wayBack = (app: Pick<App, 'actions' | 'store'>): string =>
  keyWords(app, app.store.get().inbox === null ? 'app.undo' : 'inbox.undo', 'takes it back')
