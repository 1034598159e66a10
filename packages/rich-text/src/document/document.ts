import type { Origin } from './origin.ts'

/** How a stretch of text is emphasised. `inserted` is underlined. */
export type Mark = 'strong' | 'emphasis' | 'code' | 'strike' | 'inserted' | 'sup' | 'sub' | 'cite'

/**
 * What every inline may carry: its marks, and the colours of its text and of what is behind it as the author wrote them,
 * lower case (`red`, `#ff0000`).
 */
export interface Marked {
  readonly marks?: readonly Mark[]
  readonly colour?: string
  readonly background?: string
  readonly origin?: Origin
}

export interface Text extends Marked {
  readonly type: 'text'
  readonly text: string
}

/** A link; `href` is what was written: an absolute address, `#anchor`, or a path. */
export interface Link extends Marked {
  readonly type: 'link'
  readonly href: string
  readonly content: readonly Inline[]
  readonly title?: string
  /** The site shows what is behind the address in its place. */
  readonly isCard?: true
}

/** A person; `user` is a Data Center user name or a Cloud account id, `name` what to show if it is known. */
export interface Mention extends Marked {
  readonly type: 'mention'
  readonly user: string
  readonly name?: string
}

/** A picture or other embedded medium; `source` is an attachment's name or an absolute address. */
export interface Image extends Marked {
  readonly type: 'image'
  readonly source: string
  readonly alt?: string
}

/** A reference to an attachment of the same issue. */
export interface Attachment extends Marked {
  readonly type: 'attachment'
  readonly file: string
  readonly text?: string
}

/** A line break that the author asked for. */
export interface Break extends Marked {
  readonly type: 'break'
}

/** An emoticon; `text` is what to show, `source` what was written, as `(/)`. */
export interface Emoji extends Marked {
  readonly type: 'emoji'
  readonly text: string
  readonly source: string
}

/** An issue key that stood in the text by itself, as `PAY-12`. */
export interface IssueKey extends Marked {
  readonly type: 'issue-key'
  readonly key: string
}

/** A place that links can point to; shows nothing. */
export interface Anchor extends Marked {
  readonly type: 'anchor'
  readonly name: string
}

/** A macro or node that this program does not know: `source` as written, or what stands for it on the screen. */
export interface InlineMacro extends Marked {
  readonly type: 'macro'
  readonly source: string
}

/** A coloured word, as `IN REVIEW`; `tone` is `neutral`, `purple`, `blue`, `red`, `yellow`, `green` or `#rrggbb`. */
export interface StatusLozenge extends Marked {
  readonly type: 'status'
  readonly text: string
  readonly tone: string
}

/** A day, `yyyy-MM-dd`. */
export interface DateInline extends Marked {
  readonly type: 'date'
  readonly date: string
}

/** A hint of a template that waits to be written over. */
export interface Placeholder extends Marked {
  readonly type: 'placeholder'
  readonly text: string
}

/** What a paragraph, a heading or a link is made of. */
export type Inline =
  | Text
  | Link
  | Mention
  | Image
  | Attachment
  | Break
  | Emoji
  | IssueKey
  | Anchor
  | InlineMacro
  | StatusLozenge
  | DateInline
  | Placeholder

/** What every block may carry. */
export interface Placed {
  readonly origin?: Origin
}

export interface Paragraph extends Placed {
  readonly type: 'paragraph'
  readonly content: readonly Inline[]
  /** The next block is the rest of this one, on a new line: very long paragraphs come in parts. */
  readonly continues?: true
  readonly align?: 'center' | 'end'
  /** Steps to the right, 1 to 6. */
  readonly indent?: number
}

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6

export interface Heading extends Placed {
  readonly type: 'heading'
  readonly level: HeadingLevel
  readonly content: readonly Inline[]
}

export interface ListItem extends Placed {
  readonly blocks: readonly Block[]
}

export interface List extends Placed {
  readonly type: 'list'
  readonly ordered: boolean
  readonly items: readonly ListItem[]
  /** Number of the first item of an ordered list; absent: 1. */
  readonly start?: number
}

export interface Task extends Placed {
  readonly done: boolean
  readonly blocks: readonly Block[]
}

/** Things to do, each with a box; lists in a list are among the blocks of the task before them. */
export interface TaskList extends Placed {
  readonly type: 'tasks'
  readonly items: readonly Task[]
}

/** What was decided. */
export interface DecisionList extends Placed {
  readonly type: 'decisions'
  readonly items: readonly ListItem[]
}

/** A part that is folded away under its title. */
export interface Expand extends Placed {
  readonly type: 'expand'
  readonly title: string
  readonly blocks: readonly Block[]
}

/** Parts side by side. */
export interface Columns extends Placed {
  readonly type: 'columns'
  readonly columns: readonly ListItem[]
}

/** Pictures and files on lines of their own. */
export interface Media extends Placed {
  readonly type: 'media'
  readonly items: readonly (Image | Attachment)[]
  readonly caption?: readonly Inline[]
}

/** A link on its own line that the site shows as a card. */
export interface Card extends Placed {
  readonly type: 'card'
  readonly href: string
  readonly title?: string
}

export interface CodeBlock extends Placed {
  readonly type: 'code'
  readonly text: string
  readonly language?: string
  readonly title?: string
}

/** Text to be shown as typed, with no claim that it is code. */
export interface Noformat extends Placed {
  readonly type: 'noformat'
  readonly text: string
  readonly title?: string
}

export interface Quote extends Placed {
  readonly type: 'quote'
  readonly blocks: readonly Block[]
}

/** A framed part; `colour` is the frame's or else the background's colour. */
export interface Panel extends Placed {
  readonly type: 'panel'
  readonly title?: string
  readonly colour?: string
  readonly kind?: PanelKind
  readonly blocks: readonly Block[]
}

export type PanelKind = 'info' | 'note' | 'success' | 'warning' | 'error' | 'tip'

export interface TableCell extends Placed {
  readonly header: boolean
  /** How many columns and rows it covers; absent: 1. */
  readonly columns?: number
  readonly rows?: number
  readonly background?: string
  readonly blocks: readonly Block[]
}

export interface TableRow extends Placed {
  readonly cells: readonly TableCell[]
}

export interface Table extends Placed {
  readonly type: 'table'
  readonly rows: readonly TableRow[]
  /** The rows are numbered in a column of their own, which is not among the cells. */
  readonly numbered?: true
  /** The next block is the rest of this one: very long tables come in parts. */
  readonly continues?: true
}

export interface Rule extends Placed {
  readonly type: 'rule'
}

/** A macro or node on its own lines that this program does not know: `source` as written, or what stands for it. */
export interface BlockMacro extends Placed {
  readonly type: 'macro'
  readonly source: string
  /** What is in it, where that can be shown. */
  readonly blocks?: readonly Block[]
}

/** What a document is made of, from top to bottom. */
export type Block =
  | Paragraph
  | Heading
  | List
  | TaskList
  | DecisionList
  | CodeBlock
  | Noformat
  | Quote
  | Panel
  | Expand
  | Columns
  | Table
  | Media
  | Card
  | Rule
  | BlockMacro

/** A text, whatever language it was written in. */
export interface Document extends Placed {
  readonly blocks: readonly Block[]
}

/** A document whose blocks may be made as they are asked for. */
export interface BlockSource {
  readonly blocks: Iterable<Block>
}
