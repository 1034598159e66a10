import type { Myself, User } from './model.ts'
import { isJson, type Json, toLine, toWord } from './primitives.ts'

// `key` is no stand-in for `name`: the site would take it for somebody else's login, or refuse it.
const userOf = (user: Json): User | null => {
  const id = toWord(user['name']) ?? toWord(user['accountId'])
  const name = toWord(user['displayName']) ?? id ?? toWord(user['key'])
  return name === null ? null : { id: id ?? '', name, active: user['active'] !== false }
}

/** A person; null when absent or when nothing names them. Deleted users have a login name only. */
export const readUser = (value: unknown): User | null => (isJson(value) ? userOf(value) : null)

/** The signed-in user, or null when the answer names nobody. */
export const readMyself = (value: unknown): Myself | null => {
  const user = readUser(value)
  if (user === null || !isJson(value)) return null
  return { ...user, email: toWord(value['emailAddress']), timeZone: toLine(value['timeZone']) }
}
