import { createHash } from 'node:crypto'
import type { Exchange } from '../../exchange.ts'
import { commentVisibility } from '../../rest/comment-input.ts'
import { isObject, type JsonObject } from '../../rest/input.ts'
import { Refusal } from '../../rest/refusal.ts'
import { isNote } from '../../world/public-comments.ts'
import type { SandboxComment, Visibility } from '../../world/world.ts'

/** The id of a group, which its name is no part of. */
export const groupIdOf = (name: string): string => {
  const hex = createHash('sha256').update(`group ${name}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** Whom a text is for: by `value` or by `identifier`, and never by both. */
export const readVisibility = (body: JsonObject, exchange: Exchange): Visibility | undefined => {
  const { visibility } = body
  if (!isObject(visibility) || visibility.identifier === undefined || visibility.identifier === null) {
    return commentVisibility(body, exchange)
  }
  const { identifier, value, type } = visibility
  if (value !== undefined && value !== null) {
    throw new Refusal(400, 'Only one of visibility value and visibility identifier can be given.')
  }
  const name =
    type === 'group' ? [...exchange.world.groups.keys()].find((group) => groupIdOf(group) === identifier) : identifier
  return commentVisibility({ visibility: { type, value: name ?? identifier } }, exchange)
}

/** The visibility of a text with both of its names. */
export const visibilityJson = ({ type, value }: Visibility): JsonObject => ({
  type,
  value,
  identifier: type === 'group' ? groupIdOf(value) : value,
})

/** Whether customers of a service desk see a comment: a property says when they do not. */
export const isPublic = (comment: SandboxComment): boolean => !isNote(comment)

/** The entity properties of a body; undefined: it says nothing of them. */
export const readProperties = ({ properties }: JsonObject): ReadonlyMap<string, unknown> | undefined => {
  if (properties === undefined || properties === null) return undefined
  if (!Array.isArray(properties))
    throw new Refusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.')
  return new Map(
    properties.map((one: unknown): [string, unknown] => {
      if (!isObject(one) || typeof one.key !== 'string' || one.key === '' || one.key.length > 255) {
        throw new Refusal(400, 'The property key cannot be empty, and has at most 255 characters.')
      }
      return [one.key, one.value]
    }),
  )
}

/** Entity properties as JSON. */
export const propertiesJson = (properties: ReadonlyMap<string, unknown> | undefined): readonly JsonObject[] =>
  [...(properties ?? [])].map(([key, value]) => ({ key, value }))
