import { Refusal, refuseFields } from '../../rest/refusal.ts'
import { type AdfNode, isDocument } from '../adf/node.ts'
import { asEditorStores } from '../adf/store-form.ts'
import { toWiki } from '../adf/to-wiki.ts'
import { judgeDocument, plainLength } from '../adf/validate.ts'
import type { CloudSwitches } from '../switches.ts'

/** A document that was accepted, and the markup that the world keeps of it. */
export interface ReadText {
  readonly wiki: string
  readonly document: AdfNode
}

/** What documents are judged by. */
export interface TextRules {
  readonly switches: CloudSwitches
  readonly hasMedia: (mediaId: string) => boolean
}

const limit = 32_767

/** How a text of some place is refused when it is no document at all. */
export type NotADocument = (value: unknown) => Refusal

/** The refusal of a plain string, or of anything else, for a field. */
export const notADocument =
  (fieldId: string): NotADocument =>
  () =>
    refuseFields({ [fieldId]: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)' })

/** The refusal of a plain string for a comment. */
export const notAComment: NotADocument = () => refuseFields({ comment: 'Comment body is not valid!' })

/** Reads a document strictly; a 400 refusal says what kind of thing is wrong with it, and never where. */
export const readDocument = (value: unknown, fieldId: string, refuse: NotADocument, rules: TextRules): ReadText => {
  const { switches, hasMedia } = rules
  if (!isDocument(value)) throw refuse(value)
  const judged = judgeDocument(value, { repairs: switches.unknownAdfAttributes === 'repaired', hasMedia })
  if ('fault' in judged) {
    throw new Refusal(400, judged.fault === 'media' ? 'ATTACHMENT_VALIDATION_ERROR' : 'INVALID_INPUT')
  }
  const document = switches.editorOrder ? asEditorStores(judged.document) : judged.document
  const length = switches.textLimitCounts === 'json' ? JSON.stringify(document).length : plainLength(document)
  if (length > limit) {
    throw refuseFields({
      [fieldId]: 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.',
    })
  }
  return { wiki: toWiki(document), document }
}
