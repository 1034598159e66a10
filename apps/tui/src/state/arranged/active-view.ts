import type { AppState } from '../state.ts'
import type { ListView } from '../view.ts'

/** The view on screen. */
export const activeViewOf = ({ views, activeView }: Pick<AppState, 'views' | 'activeView'>): ListView | undefined =>
  views.find(({ id }) => id === activeView)
