import { type Action, actionGroups, type Scope } from '../../actions/action.ts'
import { otherWords, saysOtherwise } from '../../actions/other-words.ts'
import { findAction } from '../../actions/registry.ts'
import { scopeWords } from '../../actions/scope-words.ts'
import type { App } from '../../app/app.ts'
import { showChords } from '../../input/chord.ts'
import type { HelpModal } from '../../state/modal.ts'

/** A heading, or an action below one. */
export type HelpRow =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'action'; readonly action: Action; readonly heading: string }

export const keysOf = ({ keys }: Action): string => keys.map(showChords).join('  ')

const sequences = ({ keys }: Pick<Action, 'keys'>): string => keys.map((sequence) => sequence.join(' ')).join('  ')

/** The keys that an action has by itself, where a person has given it others or taken some away; else undefined. */
export const keysBefore = (action: Action): string | undefined => {
  const own = findAction(action.id)
  return own === undefined || sequences(own) === sequences(action) ? undefined : keysOf(own)
}

/** The nearer the scope, the lower; what is not live comes last. */
const distance = (scopes: readonly Scope[], scope: Scope): number =>
  scopes.includes(scope) ? scopes.indexOf(scope) : scopes.length

/** What stands in help: whatever has a key, or had one before the person took it away. */
const listed = (app: App, scopes: readonly Scope[]): readonly Action[] =>
  app.actions.filter(
    (action) =>
      (action.keys.length > 0 || keysBefore(action) !== undefined) &&
      (action.scope !== 'welcome' || scopes.includes('welcome')),
  )

const under = (heading: string, actions: readonly Action[]): readonly HelpRow[] =>
  actions.length === 0
    ? []
    : [{ kind: 'heading', text: heading }, ...actions.map((action) => ({ kind: 'action', action, heading }) as const)]

const textOf = (action: Action): string =>
  `${action.title} ${keysOf(action)} ${action.id} ${action.group}`.toLowerCase()

/** Those that have what was typed as it stands; where there are none, those that are called so elsewhere, then those that have all its words. */
const found = (actions: readonly Action[], wanted: string): readonly Action[] => {
  const phrase = wanted.toLowerCase()
  const exact = actions.filter((action) => textOf(action).includes(phrase))
  if (exact.length > 0) return exact
  const otherwise = actions.filter(({ id }) => saysOtherwise(otherWords[id] ?? [], phrase))
  if (otherwise.length > 0) return otherwise
  const words = phrase.split(/\s+/u)
  return actions.filter((action) => words.every((word) => textOf(action).includes(word)))
}

/** Headings and actions: first what can be done where one is; with words those that have them, first those with just that key. */
export const helpRows = (app: App, { scopes, query }: Pick<HelpModal, 'scopes' | 'query'>): readonly HelpRow[] => {
  const all = listed(app, scopes)
  const wanted = query.text.trim()
  const byKey = all.filter(({ keys }) => wanted !== '' && keys.some((sequence) => showChords(sequence) === wanted))
  const near = (action: Action): number => distance(scopes, action.scope)
  const others = found(
    all.filter((action) => !byKey.includes(action)),
    wanted,
  )
  const parts = actionGroups.flatMap((group) => {
    const actions = others.filter((action) => action.group === group)
    return actions.length === 0 ? [] : [{ group, actions, nearest: Math.min(...actions.map(near)) }]
  })
  const isLive = (action: Action): boolean => scopes.includes(action.scope)
  return [
    ...under(
      `Key ${wanted}`,
      byKey.toSorted((a, b) => near(a) - near(b)),
    ),
    ...parts
      .toSorted((a, b) => a.nearest - b.nearest)
      .flatMap(({ group, actions }) =>
        under(group, [...actions.filter(isLive), ...actions.filter((action) => !isLive(action))]),
      ),
  ]
}

/** Why the action cannot be run from here, or `true`. */
export const runnable = (app: App, { scopes }: Pick<HelpModal, 'scopes'>, action: Action): true | string =>
  scopes.includes(action.scope) ? (action.enabled?.(app) ?? true) : `only here: ${scopeWords[action.scope]}`
