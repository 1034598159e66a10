import {
  type Attributes,
  isAnything,
  isColour,
  isFlag,
  isNumber,
  isNumberIn,
  isNumbers,
  isOneOf,
  isRecord,
  isSomeText,
  isText,
  isWholeIn,
} from './attributes.ts'

/** What a kind of node is made of. */
export interface NodeRule {
  /** A star marks what must be there. */
  readonly attrs?: Attributes
  /** Kinds of children; absent: it has none. */
  readonly content?: readonly string[]
  /** The least and the most children; default any number. */
  readonly count?: readonly [least: number, most: number]
  /** Marks of the node itself. */
  readonly marks?: readonly string[]
  /** True: texts in it have no marks. */
  readonly plain?: true
  /** True: it cannot have a `localId`. */
  readonly anonymous?: true
}

const words = (text: string): readonly string[] => text.split(' ')
const some = [1, Number.POSITIVE_INFINITY] as const

const inline = words('text hardBreak mention emoji date status inlineCard placeholder mediaInline inlineExtension')
const flow =
  'paragraph heading bulletList orderedList taskList decisionList blockquote codeBlock panel rule mediaSingle mediaGroup blockCard extension'
const top = words(`${flow} table embedCard bodiedExtension syncBlock bodiedSyncBlock expand`)
const cell = words(`${flow} embedCard nestedExpand`)
const lists = 'paragraph bulletList orderedList'

const extension: Attributes = {
  'extensionType*': isText,
  'extensionKey*': isText,
  parameters: isAnything,
  text: isText,
  layout: isOneOf('default', 'wide', 'full-width'),
}
const { layout: _, ...inlineExtension } = extension
const task: Attributes = { 'localId*': isText, 'state*': isOneOf('TODO', 'DONE') }
const cellRule: NodeRule = {
  attrs: {
    colspan: isNumber,
    rowspan: isNumber,
    colwidth: isNumbers,
    background: isText,
    valign: isOneOf('top', 'middle', 'bottom'),
  },
  content: cell,
  count: some,
}
const layouts = ['wide', 'full-width', 'center', 'wrap-left', 'wrap-right', 'align-start', 'align-end'] as const

/** The kinds of nodes with their attributes, children and marks. */
export const nodeRules: Readonly<Record<string, NodeRule>> = {
  doc: { content: [...top, 'layoutSection'], anonymous: true },
  paragraph: { content: inline, marks: ['alignment', 'indentation', 'fontSize'] },
  heading: { attrs: { 'level*': isWholeIn(1, 6) }, content: inline, marks: ['alignment', 'indentation'] },
  bulletList: { content: ['listItem'], count: some },
  orderedList: {
    attrs: { order: (value) => isNumber(value) && Number(value) >= 0 },
    content: ['listItem'],
    count: some,
  },
  listItem: { content: words(`${lists} taskList codeBlock mediaSingle extension`), count: some },
  taskList: { attrs: { 'localId*': isText }, content: words('taskItem taskList blockTaskItem'), count: some },
  taskItem: { attrs: task, content: inline },
  blockTaskItem: { attrs: task, content: words('paragraph extension'), count: some },
  decisionList: { attrs: { 'localId*': isText }, content: ['decisionItem'], count: some },
  decisionItem: { attrs: { 'localId*': isText, 'state*': isText }, content: inline },
  blockquote: { content: words(`${lists} codeBlock mediaSingle mediaGroup extension`), count: some },
  codeBlock: {
    attrs: { language: isText, uniqueId: isText, wrap: isFlag, hideLineNumbers: isFlag },
    content: ['text'],
    marks: ['breakout'],
    plain: true,
  },
  panel: {
    attrs: {
      'panelType*': isOneOf('info', 'note', 'tip', 'warning', 'error', 'success', 'custom'),
      panelIcon: isText,
      panelIconId: isText,
      panelIconText: isText,
      panelColor: isText,
    },
    content: words(`${lists} heading taskList decisionList rule codeBlock mediaSingle mediaGroup blockCard extension`),
    count: some,
  },
  rule: {},
  table: {
    attrs: {
      layout: isOneOf('default', 'wide', 'full-width', 'center', 'align-start', 'align-end'),
      displayMode: isOneOf('default', 'fixed'),
      isNumberColumnEnabled: isFlag,
      width: isNumber,
    },
    content: ['tableRow'],
    count: some,
    marks: ['fragment'],
  },
  tableRow: { content: ['tableCell', 'tableHeader'], count: some },
  tableCell: cellRule,
  tableHeader: cellRule,
  expand: {
    attrs: { title: isText },
    content: words(`${flow} table embedCard nestedExpand`),
    count: some,
    marks: ['breakout'],
  },
  nestedExpand: {
    attrs: { 'title*': isText },
    content: words(
      `${lists} heading taskList decisionList rule codeBlock panel blockquote mediaSingle mediaGroup extension`,
    ),
    count: some,
  },
  layoutSection: { content: ['layoutColumn'], count: [2, 3], marks: ['breakout'] },
  layoutColumn: {
    attrs: { 'width*': isNumberIn(0, 100), valign: isOneOf('top', 'middle', 'bottom') },
    content: words(`${flow} table embedCard bodiedExtension expand`),
    count: some,
  },
  mediaSingle: {
    attrs: { 'layout*': isOneOf(...layouts), width: isNumber, widthType: isOneOf('percentage', 'pixel') },
    content: ['media', 'caption'],
    count: [1, 2],
    marks: ['link'],
  },
  mediaGroup: { content: ['media'], count: some, anonymous: true },
  // Which of these attributes must be there depends on the type, see validate.ts.
  media: {
    attrs: {
      'type*': isOneOf('file', 'link', 'external'),
      id: isSomeText,
      collection: isText,
      url: isText,
      alt: isText,
      width: isNumber,
      height: isNumber,
      occurrenceKey: isSomeText,
    },
    marks: ['link', 'border', 'annotation', 'dataConsumer'],
  },
  caption: { content: words('text hardBreak mention emoji date placeholder inlineCard status') },
  blockCard: {
    attrs: { url: isText, data: isRecord, datasource: isRecord, width: isNumber, layout: isOneOf(...layouts) },
  },
  embedCard: {
    attrs: {
      'url*': isText,
      'layout*': isOneOf(...layouts),
      width: isNumberIn(0, 100),
      originalHeight: isNumber,
      originalWidth: isNumber,
    },
  },
  extension: { attrs: extension, marks: ['fragment', 'dataConsumer'] },
  bodiedExtension: {
    attrs: extension,
    content: words(`${flow} table embedCard`),
    count: some,
    marks: ['fragment', 'dataConsumer'],
  },
  syncBlock: { attrs: { 'resourceId*': isText, 'localId*': isText }, marks: ['breakout'] },
  bodiedSyncBlock: {
    attrs: { 'resourceId*': isText, 'localId*': isText },
    content: words(`${flow} table embedCard expand layoutSection`).filter((kind) => kind !== 'extension'),
    count: some,
    marks: ['breakout'],
  },
  text: { anonymous: true },
  hardBreak: { attrs: { text: isOneOf('\n') } },
  mention: {
    attrs: {
      'id*': isText,
      text: isText,
      accessLevel: isText,
      userType: isOneOf('DEFAULT', 'SPECIAL', 'APP'),
    },
  },
  emoji: { attrs: { 'shortName*': isText, id: isText, text: isText } },
  date: { attrs: { 'timestamp*': isSomeText } },
  status: {
    attrs: {
      'text*': isSomeText,
      'color*': (value) => isOneOf('neutral', 'purple', 'blue', 'red', 'yellow', 'green')(value) || isColour(value),
      style: isText,
    },
  },
  inlineCard: { attrs: { url: isText, data: isRecord } },
  placeholder: { attrs: { 'text*': isText } },
  mediaInline: {
    attrs: {
      'id*': isSomeText,
      'collection*': isText,
      type: isOneOf('file', 'link', 'image'),
      alt: isText,
      width: isNumber,
      height: isNumber,
      occurrenceKey: isText,
    },
    marks: ['link', 'border', 'annotation', 'dataConsumer'],
  },
  inlineExtension: { attrs: inlineExtension, marks: ['fragment', 'dataConsumer'] },
}
