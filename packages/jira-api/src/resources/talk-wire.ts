import type { TextFormat } from '@mmd/rich-text'
import { badAnswer } from '../client/judge-answer.ts'
import type { CommentInput, WorklogInput } from '../faces/talk.ts'
import { wireText } from '../fields/wire-text.ts'
import { wireTime } from '../fields/write-value.ts'
import { isJson, type Json, toJson } from '../model/primitives.ts'
import { MARK } from '../model/read-comment.ts'

const wireVisibility = (visibility: unknown): Json => {
  if (!isJson(visibility)) return {}
  const { type, value, identifier } = visibility
  return { visibility: { type, ...(value === undefined ? { identifier } : { value }) } }
}

/**
 * Who may read a comment or worklog, as the site gave it and as it takes it back: a name or an identifier, not both.
 * Undefined: everybody. Throws `bad-answer` for what is not understood, since sending nothing would open it to everybody.
 */
export const keptVisibility = (answer: unknown): Json | undefined => {
  const { visibility } = toJson(answer)
  if (visibility === undefined || visibility === null) return undefined
  const { type, value, identifier } = toJson(visibility)
  const kind = typeof type === 'string' ? type.toLowerCase() : ''
  const isKnown = kind === 'role' || kind === 'group'
  if (isKnown && typeof value === 'string') return { type: kind, value }
  if (isKnown && typeof identifier === 'string') return { type: kind, identifier }
  throw badAnswer('GET visibility')
}

/** A comment as a body. */
export const wireComment = ({ body, internal, mark }: CommentInput, format: TextFormat, visibility: unknown): Json => {
  const properties = [
    ...(internal === undefined ? [] : [{ key: 'sd.public.comment', value: { internal } }]),
    ...(mark === undefined ? [] : [{ key: MARK, value: { id: mark } }]),
  ]
  return {
    body: wireText(body, format),
    ...wireVisibility(visibility),
    ...(properties.length === 0 ? {} : { properties }),
  }
}

/** A worklog as a body. */
export const wireWorklog = (
  { seconds, started, comment }: WorklogInput,
  format: TextFormat,
  visibility: unknown,
): Json => ({
  timeSpentSeconds: seconds,
  ...(started === undefined ? {} : { started: wireTime(started) }),
  ...(comment === undefined ? {} : { comment: wireText(comment, format) }),
  ...wireVisibility(visibility),
})
