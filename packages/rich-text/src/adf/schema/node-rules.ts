import {
  type Attributes,
  anything,
  attributes,
  datasource,
  exactly,
  flag,
  like,
  number,
  numberFrom,
  numbers,
  oneOf,
  someText,
  text,
} from './attribute-kinds.ts'

/** What a kind of node is made of. */
export interface NodeRule {
  /** The attributes it may have, in each of its forms; absent: none, not even an empty object. */
  readonly attrs?: readonly Attributes[]
  /** Whether `attrs` must be there; absent: if some attribute must. */
  readonly areAttrsRequired?: boolean
  /** The kinds of its children; absent: it has no `content`. */
  readonly content?: ReadonlySet<string>
  /** How few and how many children it has; a node with `least` above 0 must have `content`. */
  readonly least?: number
  readonly most?: number
  /** `content` must be there even if nothing is in it. */
  readonly isContentRequired?: true
  /** The first child is of the first kind, each other one of the second. */
  readonly isOrdered?: true
  /** It may have members that are not known. */
  readonly isOpen?: true
}

const words = (...lists: readonly string[]): ReadonlySet<string> => new Set(lists.flatMap((list) => list.split(' ')))

const localId = { localId: text }
const only = [attributes(localId)]

/** The kinds of nodes that text is made of. */
export const INLINE_TYPES: ReadonlySet<string> = words(
  'text hardBreak mention emoji date status inlineCard placeholder mediaInline inlineExtension',
)

const lists = 'paragraph bulletList orderedList codeBlock mediaSingle extension'
const nested = `${lists} heading mediaGroup decisionList taskList rule`
const flow = `${nested} panel blockquote`
const page = `${flow} table blockCard embedCard`
const column = `${page} expand bodiedExtension`
const synced = words(`${column} layoutSection`.replace(' extension', '').replace(' bodiedExtension', ''))
const cell = words(flow, 'blockCard embedCard nestedExpand')

const mediaLayout = oneOf('wide full-width center wrap-right wrap-left align-end align-start')
const state = oneOf('TODO DONE')
const align = oneOf('top middle bottom')
const inlineExtension = {
  'extensionKey*': someText,
  'extensionType*': someText,
  parameters: anything,
  text,
  localId: someText,
}
const extension = [attributes({ ...inlineExtension, layout: oneOf('wide full-width default') })]
const resource = [attributes({ 'resourceId*': text, 'localId*': text })]
const mediaSize = { alt: text, width: number, height: number, ...localId }
const fileKeys = { 'id*': someText, 'collection*': text, occurrenceKey: someText, ...mediaSize }
const cellAttributes = [
  attributes({ colspan: number, rowspan: number, colwidth: numbers, background: text, valign: align, ...localId }),
]
const cards = [attributes({ 'url*': text, ...localId }), attributes({ 'data*': anything, ...localId })]

const RULES: Readonly<Record<string, NodeRule>> = {
  doc: {
    content: words(column, 'layoutSection syncBlock bodiedSyncBlock'),
    isContentRequired: true,
  },
  paragraph: { attrs: only, content: INLINE_TYPES },
  heading: { attrs: [attributes({ 'level*': numberFrom(1, 6), ...localId })], content: INLINE_TYPES },
  bulletList: { attrs: only, content: words('listItem'), least: 1 },
  orderedList: { attrs: [attributes({ order: numberFrom(0), ...localId })], content: words('listItem'), least: 1 },
  listItem: { attrs: only, content: words(lists, 'taskList'), least: 1 },
  taskList: {
    attrs: [attributes({ 'localId*': text })],
    content: words('taskItem taskList blockTaskItem'),
    least: 1,
  },
  taskItem: { attrs: [attributes({ 'localId*': text, 'state*': state })], content: INLINE_TYPES },
  blockTaskItem: {
    attrs: [attributes({ 'localId*': text, 'state*': state })],
    content: words('paragraph extension'),
    least: 1,
  },
  decisionList: { attrs: [attributes({ 'localId*': text })], content: words('decisionItem'), least: 1 },
  decisionItem: { attrs: [attributes({ 'localId*': text, 'state*': text })], content: INLINE_TYPES },
  blockquote: { attrs: only, content: words(lists, 'mediaGroup'), least: 1 },
  codeBlock: {
    attrs: [attributes({ language: text, uniqueId: text, wrap: flag, hideLineNumbers: flag, ...localId })],
    content: words('text'),
  },
  panel: {
    attrs: [
      attributes({
        'panelType*': oneOf('info note tip warning error success custom'),
        panelIcon: text,
        panelIconId: text,
        panelIconText: text,
        panelColor: text,
        ...localId,
      }),
    ],
    content: words(nested, 'blockCard'),
    least: 1,
  },
  rule: { attrs: only },
  table: {
    attrs: [
      attributes({
        displayMode: oneOf('default fixed'),
        isNumberColumnEnabled: flag,
        layout: oneOf('wide full-width center align-end align-start default'),
        localId: someText,
        width: number,
      }),
    ],
    content: words('tableRow'),
    least: 1,
  },
  tableRow: { attrs: only, content: words('tableCell tableHeader'), isContentRequired: true },
  tableCell: { attrs: cellAttributes, content: cell, least: 1 },
  tableHeader: { attrs: cellAttributes, content: cell, least: 1 },
  expand: { attrs: [attributes({ title: text, ...localId })], content: words(page, 'nestedExpand'), least: 1 },
  nestedExpand: {
    attrs: [attributes({ title: text, ...localId })],
    areAttrsRequired: true,
    content: words(flow),
    least: 1,
  },
  layoutSection: { attrs: only, content: words('layoutColumn'), least: 2, most: 3 },
  layoutColumn: {
    attrs: [attributes({ 'width*': numberFrom(0, 100), valign: align, ...localId })],
    content: words(column),
    least: 1,
  },
  mediaSingle: {
    attrs: [
      attributes({ 'layout*': mediaLayout, width: numberFrom(0, 100), widthType: exactly('percentage'), ...localId }),
      attributes({ 'layout*': mediaLayout, 'width*': numberFrom(0), 'widthType*': exactly('pixel'), ...localId }),
    ],
    areAttrsRequired: false,
    content: words('media caption'),
    least: 1,
    most: 2,
    isOrdered: true,
    isOpen: true,
  },
  mediaGroup: { content: words('media'), least: 1 },
  media: {
    attrs: [
      attributes({ 'type*': oneOf('file link'), ...fileKeys }),
      attributes({ 'type*': exactly('external'), 'url*': text, ...mediaSize }),
    ],
  },
  caption: {
    attrs: only,
    content: words('text hardBreak mention emoji date placeholder inlineCard status'),
  },
  blockCard: {
    attrs: [
      ...cards,
      attributes({ 'datasource*': datasource, url: text, width: number, layout: mediaLayout, ...localId }),
    ],
  },
  embedCard: {
    attrs: [
      attributes({
        'url*': text,
        'layout*': mediaLayout,
        width: numberFrom(0, 100),
        originalHeight: number,
        originalWidth: number,
        ...localId,
      }),
    ],
  },
  extension: { attrs: extension },
  bodiedExtension: { attrs: extension, content: words(page), least: 1 },
  syncBlock: { attrs: resource },
  bodiedSyncBlock: { attrs: resource, content: synced, least: 1 },
  text: {},
  hardBreak: { attrs: [attributes({ text: exactly('\n'), ...localId })] },
  mention: {
    attrs: [attributes({ 'id*': text, text, accessLevel: text, userType: oneOf('DEFAULT SPECIAL APP'), ...localId })],
  },
  emoji: { attrs: [attributes({ 'shortName*': text, id: text, text, ...localId })] },
  date: { attrs: [attributes({ 'timestamp*': someText, ...localId })] },
  status: {
    attrs: [
      attributes({
        'text*': someText,
        'color*': like(/^(?:neutral|purple|blue|red|yellow|green|#[0-9a-f]{6})$/i, 'a colour of a status'),
        style: text,
        ...localId,
      }),
    ],
  },
  inlineCard: { attrs: cards },
  placeholder: { attrs: [attributes({ 'text*': text, ...localId })] },
  mediaInline: { attrs: [attributes({ type: oneOf('file link image'), data: anything, ...fileKeys })] },
  inlineExtension: { attrs: [attributes(inlineExtension)] },
}

/**
 * The kinds of nodes that Jira takes, after the JSON schema `full.json` of `@atlaskit/adf-schema` 57.7.22. What only
 * its stage-0 schema knows is not among them: it is shown and kept, never made.
 */
export const nodeRules: ReadonlyMap<string, NodeRule> = new Map(Object.entries(RULES))

/** Whether a node may be among the children of another. */
export const isChildAllowed = (type: string, parent: string): boolean =>
  nodeRules.get(parent)?.content?.has(type) === true
