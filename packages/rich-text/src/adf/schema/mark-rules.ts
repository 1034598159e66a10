import {
  type Attributes,
  attributes,
  exactly,
  like,
  number,
  numberFrom,
  oneOf,
  someText,
  someTexts,
  text,
} from './attribute-kinds.ts'

const colour = like(/^#[0-9a-f]{6}$/i, 'a colour as #0a1b2c')
const edgeColour = like(/^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i, 'a colour as #0a1b2c')

/**
 * The marks in the order in which the editor keeps them, with their attributes; null: none, not even an empty object.
 * After the JSON schema and the editor's list in `@atlaskit/adf-schema` 57.7.22.
 */
const MARKS: readonly (readonly [type: string, attributes: Attributes | null])[] = [
  ['link', attributes({ 'href*': text, title: text, id: text, collection: text, occurrenceKey: text })],
  ['em', null],
  ['strong', null],
  ['textColor', attributes({ 'color*': colour })],
  ['backgroundColor', attributes({ 'color*': colour })],
  ['strike', null],
  ['subsup', attributes({ 'type*': oneOf('sub sup') })],
  ['underline', null],
  ['code', null],
  ['alignment', attributes({ 'align*': oneOf('center end') })],
  ['annotation', attributes({ 'id*': text, 'annotationType*': exactly('inlineComment') })],
  ['fontSize', attributes({ 'fontSize*': exactly('small') })],
  ['breakout', attributes({ 'mode*': oneOf('wide full-width'), width: number })],
  ['dataConsumer', attributes({ 'sources*': someTexts })],
  ['fragment', attributes({ 'localId*': someText, name: text })],
  ['indentation', attributes({ 'level*': numberFrom(1, 6) })],
  ['border', attributes({ 'size*': numberFrom(1, 3), 'color*': edgeColour })],
]

/** The kinds of marks: what attributes each has. */
export const markRules: ReadonlyMap<string, Attributes | null> = new Map(MARKS)

const RANKS: ReadonlyMap<string, number> = new Map(MARKS.map(([type], index) => [type, index]))

/** Where a mark stands among others; unknown ones are last. */
export const markRank = (type: string): number => RANKS.get(type) ?? MARKS.length

/** What may stand beside `code` on a text, and what else a text may have if it is not code. */
export const CODE_MARKS: readonly string[] = ['code', 'link', 'annotation']
const TEXT_MARKS: readonly string[] = [
  'link',
  'em',
  'strong',
  'strike',
  'subsup',
  'underline',
  'textColor',
  'annotation',
  'backgroundColor',
  'code',
]

const MEDIA_MARKS = ['dataConsumer', 'link', 'annotation', 'border']
const EXTENSION_MARKS = ['dataConsumer', 'fragment']

const isWide = (parent: string): boolean => ['doc', 'layoutColumn', 'bodiedSyncBlock'].includes(parent)
const isCell = (parent: string): boolean => parent === 'tableCell' || parent === 'tableHeader'

const paragraphMarks = (parent: string): readonly string[] => {
  if (isWide(parent)) return ['alignment', 'indentation', 'fontSize']
  if (isCell(parent)) return ['alignment', 'fontSize']
  return parent === 'blockquote' ? [] : ['fontSize']
}

/** The marks that a node may have in a parent of type `parent`; undefined: it has no `marks` at all. */
export const marksAllowed = (type: string, parent: string): readonly string[] | undefined => {
  switch (type) {
    case 'text':
      return parent === 'codeBlock' ? [] : TEXT_MARKS
    case 'paragraph':
      return paragraphMarks(parent)
    case 'heading':
      return isWide(parent) || isCell(parent) ? ['alignment', 'indentation'] : []
    case 'codeBlock':
    case 'expand':
      return parent === 'doc' ? ['breakout'] : []
    case 'layoutSection':
    case 'syncBlock':
    case 'bodiedSyncBlock':
      return ['breakout']
    case 'table':
      return ['fragment']
    case 'extension':
    case 'bodiedExtension':
    case 'inlineExtension':
      return EXTENSION_MARKS
    case 'mediaSingle':
      return ['link']
    case 'media':
    case 'mediaInline':
      return MEDIA_MARKS
    default:
      return undefined
  }
}
