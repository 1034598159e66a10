/** How a stretch of text is emphasised. */
export type Mark = 'strong' | 'emphasis' | 'code' | 'strike' | 'inserted' | 'sup' | 'sub' | 'cite'

/** What every inline may carry: its marks, and its text colour as the author wrote it, lower case (`red`, `#ff0000`). */
export interface Marked {
  readonly marks?: readonly Mark[]
  readonly colour?: string
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

/** A macro that this program does not know, exactly as written. */
export interface InlineMacro extends Marked {
  readonly type: 'macro'
  readonly source: string
}

/** What a paragraph, a heading or a link is made of. */
export type Inline = Text | Link | Mention | Image | Attachment | Break | Emoji | IssueKey | Anchor | InlineMacro

export interface Paragraph {
  readonly type: 'paragraph'
  readonly content: readonly Inline[]
  /** The next block is the rest of this one, on a new line: very long paragraphs come in parts. */
  readonly continues?: true
}

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6

export interface Heading {
  readonly type: 'heading'
  readonly level: HeadingLevel
  readonly content: readonly Inline[]
}

export interface ListItem {
  readonly blocks: readonly Block[]
}

export interface List {
  readonly type: 'list'
  readonly ordered: boolean
  readonly items: readonly ListItem[]
}

export interface CodeBlock {
  readonly type: 'code'
  readonly text: string
  readonly language?: string
  readonly title?: string
}

/** Text to be shown as typed, with no claim that it is code. */
export interface Noformat {
  readonly type: 'noformat'
  readonly text: string
  readonly title?: string
}

export interface Quote {
  readonly type: 'quote'
  readonly blocks: readonly Block[]
}

/** A framed part; `colour` is the frame's or else the background's colour. */
export interface Panel {
  readonly type: 'panel'
  readonly title?: string
  readonly colour?: string
  readonly blocks: readonly Block[]
}

export interface TableCell {
  readonly header: boolean
  readonly blocks: readonly Block[]
}

export interface TableRow {
  readonly cells: readonly TableCell[]
}

export interface Table {
  readonly type: 'table'
  readonly rows: readonly TableRow[]
}

export interface Rule {
  readonly type: 'rule'
}

/** A macro on its own lines that this program does not know, exactly as written. */
export interface BlockMacro {
  readonly type: 'macro'
  readonly source: string
}

/** What a document is made of, from top to bottom. */
export type Block = Paragraph | Heading | List | CodeBlock | Noformat | Quote | Panel | Table | Rule | BlockMacro

/** A text, whatever language it was written in. */
export interface Document {
  readonly blocks: readonly Block[]
}

/** A document whose blocks may be made as they are asked for. */
export interface BlockSource {
  readonly blocks: Iterable<Block>
}
