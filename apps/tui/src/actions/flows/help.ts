import type { App } from '../../app/app.ts'
import { emptyBuffer } from '../../input/text-edit.ts'
import type { Scope } from '../action.ts'

/** Opens the list of all keys; those of these scopes, the nearest first, come before the others and can be run. */
export const openHelp = (app: App, scopes: readonly Scope[]): void =>
  void app.open({ kind: 'help', scopes, cursor: 0, top: 0, query: emptyBuffer, typing: false })
