import type { FieldValue } from '@mmd/jira-api/model'
import { sameThing } from './same-value.ts'

/** A value that holds several things; an empty one holds none. */
export type ListValue = Extract<FieldValue, { readonly kind: 'empty' | 'words' | 'options' | 'users' | 'named-list' }>

const listKinds: ReadonlySet<FieldValue['kind']> = new Set(['empty', 'words', 'options', 'users', 'named-list'])

export const isListValue = (value: FieldValue): value is ListValue => listKinds.has(value.kind)

/** The list that holds nothing. */
export const emptyList: ListValue = { kind: 'empty' }

/** One thing of a list, by what it is known, and the list of it alone. */
export interface ListItem {
  readonly id: string
  readonly name: string
  readonly value: ListValue
}

/** The things of a list, in its order. */
export const itemsOf = (list: ListValue): readonly ListItem[] => {
  switch (list.kind) {
    case 'empty':
      return []
    case 'words':
      return list.words.map((word) => ({ id: word, name: word, value: { kind: 'words', words: [word] } }))
    case 'options':
      return list.options.map((one) => ({ id: one.id, name: one.label, value: { kind: 'options', options: [one] } }))
    case 'users':
      return list.users.map((one) => ({ id: one.id, name: one.name, value: { kind: 'users', users: [one] } }))
    case 'named-list':
      return list.values.map((one) => ({ id: one.id, name: one.name, value: { kind: 'named-list', values: [one] } }))
  }
}

/** True when the list has it: by id where both have one. */
export const hasItem = (list: ListValue, item: ListItem): boolean => itemsOf(list).some((one) => sameThing(one, item))

const joined = (one: ListValue, other: ListValue): ListValue => {
  if (one.kind === 'empty') return other
  if (one.kind === 'words' && other.kind === 'words') return { ...one, words: [...one.words, ...other.words] }
  if (one.kind === 'options' && other.kind === 'options') return { ...one, options: [...one.options, ...other.options] }
  if (one.kind === 'users' && other.kind === 'users') return { ...one, users: [...one.users, ...other.users] }
  if (one.kind === 'named-list' && other.kind === 'named-list')
    return { ...one, values: [...one.values, ...other.values] }
  return one
}

/** The list of these things, which are of one kind. */
export const listOf = (items: readonly ListItem[]): ListValue =>
  items.reduce<ListValue>((list, { value }) => joined(list, value), emptyList)

/** The things of one list that another one does not have. */
export const withoutItems = (list: ListValue, others: ListValue): ListValue =>
  listOf(itemsOf(list).filter((item) => !hasItem(others, item)))

/** The things of one list that another one has too. */
export const commonItems = (list: ListValue, others: ListValue): ListValue =>
  listOf(itemsOf(list).filter((item) => hasItem(others, item)))

/** The list with some things taken off and others added, those that are there already staying in their places. */
export const changedList = (
  list: ListValue,
  { add, remove }: { readonly add: ListValue; readonly remove: ListValue },
): ListValue => {
  const kept = withoutItems(list, withoutItems(remove, add))
  return listOf([...itemsOf(kept), ...itemsOf(withoutItems(add, kept))])
}
