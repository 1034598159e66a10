import {
  type Attributes,
  isBorderColour,
  isColour,
  isNumber,
  isOneOf,
  isSomeText,
  isText,
  isTexts,
  isWholeIn,
} from './attributes.ts'

/** The marks and what each may carry; a star marks what it must carry. */
export const markAttributes: Readonly<Record<string, Attributes>> = {
  strong: {},
  em: {},
  strike: {},
  underline: {},
  code: {},
  link: { 'href*': isSomeText, title: isText, id: isText, collection: isText, occurrenceKey: isText },
  subsup: { 'type*': isOneOf('sub', 'sup') },
  textColor: { 'color*': isColour },
  backgroundColor: { 'color*': isColour },
  annotation: { 'id*': isText, 'annotationType*': isOneOf('inlineComment') },
  alignment: { 'align*': isOneOf('center', 'end') },
  indentation: { 'level*': isWholeIn(1, 6) },
  fontSize: { 'fontSize*': isOneOf('small') },
  breakout: { 'mode*': isOneOf('wide', 'full-width'), width: isNumber },
  border: { 'size*': isWholeIn(1, 3), 'color*': isBorderColour },
  fragment: { 'localId*': isSomeText, name: isText },
  dataConsumer: { 'sources*': isTexts },
}

/** The marks of a text, in the order in which the editor stores them. */
export const textMarks: readonly string[] = [
  'link',
  'em',
  'strong',
  'strike',
  'subsup',
  'underline',
  'code',
  'textColor',
  'backgroundColor',
  'annotation',
]

/** The marks that a text in `code` may have besides. */
export const besideCode: readonly string[] = ['code', 'link', 'annotation']
