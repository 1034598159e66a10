import { EMPTY, type FieldMeta, type FieldValue, kindOf } from '@mmd/jira-api/model'

/** What is done with a field of several issues. */
export type EditWay = 'set' | 'add' | 'remove' | 'empty'

export const isEditWay = (word: string): word is EditWay =>
  word === 'set' || word === 'add' || word === 'remove' || word === 'empty'

/** True for fields that hold any number of things, to which single ones can be added. */
export const isList = (meta: FieldMeta): boolean => {
  const kind = kindOf(meta)
  return kind === 'words' || kind === 'named-list' || kind === 'options' || kind === 'users'
}

/** A thing of a list, by which it is told apart. */
export interface Member {
  readonly id: string
  readonly name: string
}

const isSame = (one: Member, other: Member): boolean =>
  one.id !== '' && other.id !== '' ? one.id === other.id : one.name === other.name

/** What a list holds; nothing for any other value. */
export const membersIn = (value: FieldValue): readonly Member[] => {
  switch (value.kind) {
    case 'words':
      return value.words.map((word) => ({ id: word, name: word }))
    case 'named-list':
      return value.values
    case 'options':
      return value.options.map(({ id, label }) => ({ id, name: label }))
    case 'users':
      return value.users
    default:
      return []
  }
}

/** A list with only those of its members for which this holds; empty when none is left. */
export const onlyMembers = (value: FieldValue, holds: (member: Member) => boolean): FieldValue => {
  const kept = membersIn(value).map(holds)
  if (!kept.includes(true)) return EMPTY
  const left = <T>(things: readonly T[]): readonly T[] => things.filter((_, at) => kept[at])
  switch (value.kind) {
    case 'words':
      return { ...value, words: left(value.words) }
    case 'named-list':
      return { ...value, values: left(value.values) }
    case 'options':
      return { ...value, options: left(value.options) }
    case 'users':
      return { ...value, users: left(value.users) }
    default:
      return value
  }
}

/** Both lists, each thing once; they are of one kind. */
const joined = (one: FieldValue, other: FieldValue): FieldValue => {
  if (one.kind === 'words' && other.kind === 'words') return { ...one, words: [...one.words, ...other.words] }
  if (one.kind === 'named-list' && other.kind === 'named-list')
    return { ...one, values: [...one.values, ...other.values] }
  if (one.kind === 'options' && other.kind === 'options') return { ...one, options: [...one.options, ...other.options] }
  if (one.kind === 'users' && other.kind === 'users') return { ...one, users: [...one.users, ...other.users] }
  return one.kind === 'empty' ? other : one
}

/** What a field holds after it was edited in this way: `before` is what it held, `chosen` what the person has filled in. */
export const edited = (way: EditWay, before: FieldValue, chosen: FieldValue): FieldValue => {
  const isIn = (value: FieldValue, member: Member): boolean => membersIn(value).some((one) => isSame(one, member))
  switch (way) {
    case 'set':
      return chosen
    case 'empty':
      return EMPTY
    case 'add':
      return joined(
        before,
        onlyMembers(chosen, (member) => !isIn(before, member)),
      )
    case 'remove':
      return onlyMembers(before, (member) => !isIn(chosen, member))
  }
}
