import type { LinkType, RemoteLink } from './model.ts'
import { toJson, toLine, toWord } from './primitives.ts'

/** A kind of link; null without an id. */
export const readLinkType = (value: unknown): LinkType | null => {
  const type = toJson(value)
  const id = toWord(type['id'])
  if (id === null) return null
  const name = toWord(type['name']) ?? id
  return { id, name, inward: toWord(type['inward']) ?? name, outward: toWord(type['outward']) ?? name }
}

/** A link to something outside; null without an id. */
export const readRemoteLink = (value: unknown): RemoteLink | null => {
  const link = toJson(value)
  const id = toWord(link['id'])
  if (id === null) return null
  const object = toJson(link['object'])
  const url = toLine(object['url']) ?? ''
  return {
    id,
    globalId: toWord(link['globalId']),
    applicationType: toWord(toJson(link['application'])['type']),
    relationship: toWord(link['relationship']),
    url: /^https?:\/\//i.test(url) ? url : '',
    title: toWord(object['title']) ?? url,
    summary: toWord(object['summary']),
    resolved: toJson(object['status'])['resolved'] === true,
  }
}
