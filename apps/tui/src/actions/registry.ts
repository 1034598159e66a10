import type { Binding } from '../input/dispatcher.ts'
import type { Action, Scope } from './action.ts'
import { appActions } from './app.actions.ts'
import { boardActions, cardActions } from './board.actions.ts'
import { inboxActions } from './inbox.actions.ts'
import { issueActions } from './issue.actions.ts'
import { itemActions } from './item.actions.ts'
import { listActions } from './list.actions.ts'
import { macroActions } from './macro.actions.ts'
import { moveActions } from './move.actions.ts'
import { openIssueActions } from './open-issue.actions.ts'
import { planActions } from './plan.actions.ts'
import { savedViewActions } from './saved-view.actions.ts'
import { siteActions } from './site.actions.ts'
import { viewActions } from './view.actions.ts'
import { welcomeActions } from './welcome.actions.ts'

/** Every action there is, in the order of help and palette. */
export const actions: readonly Action[] = [
  ...itemActions,
  ...openIssueActions,
  ...cardActions,
  ...issueActions,
  ...planActions,
  ...macroActions,
  ...inboxActions,
  ...listActions,
  ...boardActions,
  ...viewActions,
  ...savedViewActions,
  ...moveActions,
  ...siteActions,
  ...appActions,
  ...welcomeActions,
]

const byId = new Map(actions.map((action) => [action.id, action]))

export const findAction = (id: string): Action | undefined => byId.get(id)

/** The bindings of a table that are live in these scopes; earlier scopes win. */
export const bindingsFor = (table: readonly Action[], scopes: readonly Scope[]): readonly Binding[] =>
  scopes.flatMap((scope) =>
    table
      .filter((action) => action.scope === scope)
      .flatMap((action) => action.keys.map((sequence) => ({ sequence, action: action.id }))),
  )

/** Ids used twice and sequences that two actions of one reachable chain claim; empty when the table is sound. */
export const findClashes = (table: readonly Action[]): readonly string[] => {
  const ids = new Set<string>()
  const clashes: string[] = []
  for (const { id } of table) {
    if (ids.has(id)) clashes.push(`two actions are called ${id}`)
    ids.add(id)
  }
  for (const chain of chains) {
    const owners = new Map<string, Action>()
    for (const action of table.filter(({ scope }) => chain.includes(scope))) {
      for (const sequence of action.keys) {
        const chords = sequence.join(' ')
        const owner = owners.get(chords)
        if (owner !== undefined && owner.scope === action.scope) {
          clashes.push(`${chords} is claimed by ${owner.id} and ${action.id}`)
        }
        owners.set(chords, action)
      }
    }
  }
  return [...new Set(clashes)]
}

/** Scopes that can be live together. */
export const chains: readonly (readonly Scope[])[] = [
  ['list', 'triage', 'app'],
  ['board', 'list', 'triage', 'app'],
  ['views', 'triage', 'app'],
  ['preview', 'triage', 'app'],
  ['link', 'preview', 'triage', 'app'],
  ['file', 'preview', 'triage', 'app'],
  ['comment', 'preview', 'triage', 'app'],
  ['worklog', 'preview', 'triage', 'app'],
  ['section', 'preview', 'triage', 'app'],
  ['inbox', 'app'],
  ['duplicates', 'app'],
  ['welcome', 'app'],
  ['sites'],
]
