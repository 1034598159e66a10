import type { Scope } from '../actions/action.ts'
import type { AppState } from '../state/state.ts'

/** The scopes whose keys are live, nearest first. */
export const liveScopes = (state: AppState): readonly Scope[] => {
  if (state.site === null) return ['welcome', 'app']
  return [state.zoomed ? 'preview' : state.focus, 'triage', 'app']
}
