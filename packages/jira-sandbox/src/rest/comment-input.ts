import type { Exchange } from '../exchange.ts'
import { isMember, roleNames } from '../world/permissions.ts'
import type { SandboxComment, Visibility } from '../world/world.ts'
import { isObject, type JsonObject } from './input.ts'
import { Refusal, refuseFields } from './refusal.ts'

const bodyLimit = 32_767

/** The text of a comment; a 400 refusal for none, for blanks alone, and for more than 32,767 characters. */
export const commentBody = (value: unknown): string => {
  if (typeof value !== 'string' || value.trim() === '')
    throw refuseFields({ comment: 'Comment body can not be empty!' })
  if (value.length > bodyLimit) {
    throw refuseFields({
      comment: `The entered text is too long. It exceeds the allowed limit of ${bodyLimit.toLocaleString('en')} characters.`,
    })
  }
  return value
}

/** Whom a comment is for; a 400 refusal for groups that one is not in and roles that do not exist. */
export const commentVisibility = ({ visibility }: JsonObject, { world, user }: Exchange): Visibility | undefined => {
  if (visibility === undefined || visibility === null) return undefined
  if (!isObject(visibility)) throw new Refusal(400, 'Can not deserialize the visibility of the comment')
  const { type, value } = visibility
  // Some clients send it empty with each comment, and Jira takes that for none.
  if (type === undefined && value === undefined) return undefined
  if ((type !== 'group' && type !== 'role') || typeof value !== 'string') {
    throw new Refusal(400, 'The visibility of a comment has a type (group or role) and a value.')
  }
  if (type === 'role' && !roleNames.some((role) => role === value)) {
    throw refuseFields({ commentLevel: `Role: ${value} does not exist.` })
  }
  if (type === 'group' && !isMember(world, value, user)) {
    throw refuseFields({ commentLevel: `You are currently not a member of the group: ${value}.` })
  }
  return { type, value }
}

/** The entity properties of a body, such as the one that keeps a note from customers; a 400 refusal for other shapes. */
export const commentProperties = ({ properties }: JsonObject): ReadonlyMap<string, unknown> | undefined => {
  if (properties === undefined || properties === null) return undefined
  const wrong = (): Refusal => new Refusal(400, 'Can not deserialize the properties of the comment')
  if (!Array.isArray(properties)) throw wrong()
  return new Map(
    properties.map((one: unknown): [string, unknown] => {
      if (!isObject(one) || typeof one.key !== 'string' || one.key === '' || one.key.length > 255) throw wrong()
      return [one.key, one.value]
    }),
  )
}

/** A new comment of the caller. */
export const newComment = (
  body: string,
  visibility: Visibility | undefined,
  { world, user, now }: Exchange,
  properties?: ReadonlyMap<string, unknown>,
): SandboxComment => ({
  id: String(world.nextId()),
  authorKey: user?.key ?? null,
  updateAuthorKey: user?.key ?? null,
  body,
  created: now,
  updated: now,
  ...(visibility !== undefined && { visibility }),
  ...(properties !== undefined && { properties }),
})
