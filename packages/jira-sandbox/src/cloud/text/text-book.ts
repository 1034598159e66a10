import { fromWiki } from '../adf/from-wiki.ts'
import type { NameOf } from '../adf/from-wiki-inline.ts'
import type { AdfNode } from '../adf/node.ts'

/** Where a text of the world stands: `issue:10201:description`, `comment:20311`, `worklog:20312`. */
export type TextPlace = string

/** The documents that texts came from. The world itself knows texts as wiki markup alone. */
export interface TextBook {
  /** Keeps a document for as long as the text in its place is the one that was made of it. */
  keep(place: TextPlace, wiki: string, document: AdfNode): void
  /** The text of a place as a document: the one that was kept, else the markup converted. */
  documentOf(place: TextPlace, wiki: string): AdfNode
}

/** A book of one site; mentions in markup get the names of their accounts. */
export const createTextBook = (nameOf: NameOf): TextBook => {
  const kept = new Map<TextPlace, { readonly wiki: string; readonly document: AdfNode }>()
  return {
    keep: (place, wiki, document) => void kept.set(place, { wiki, document }),
    documentOf: (place, wiki) => {
      const found = kept.get(place)
      return found?.wiki === wiki ? found.document : fromWiki(wiki, nameOf)
    },
  }
}

/** The place of a field of an issue. */
export const fieldPlace = (issueId: string | number, fieldId: string): TextPlace => `issue:${issueId}:${fieldId}`
