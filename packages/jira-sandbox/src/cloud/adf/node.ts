import { isObject, type JsonObject } from '../../rest/input.ts'

/** A mark of a text or of a block. */
export interface AdfMark {
  readonly type: string
  readonly attrs?: JsonObject
}

/** A node of the Atlassian Document Format, the document itself included. */
export interface AdfNode {
  readonly type: string
  readonly version?: number
  readonly text?: string
  readonly attrs?: JsonObject
  readonly marks?: readonly AdfMark[]
  readonly content?: readonly AdfNode[]
}

/** True for what claims to be a document; whether it is a good one is another question. */
export const isDocument = (value: unknown): value is AdfNode =>
  isObject(value) && value.type === 'doc' && typeof value.version === 'number'

/** A document of blocks. */
export const documentOf = (content: readonly AdfNode[]): AdfNode => ({ type: 'doc', version: 1, content })

/** A text; the node of an empty one is never made. */
export const textNode = (text: string, marks: readonly AdfMark[] = []): AdfNode => ({
  type: 'text',
  text,
  ...(marks.length === 0 ? {} : { marks }),
})

/** A node with children and, where there are any, attributes. */
export const blockNode = (type: string, content: readonly AdfNode[], attrs?: JsonObject): AdfNode => ({
  type,
  ...(attrs === undefined ? {} : { attrs }),
  ...(content.length === 0 ? {} : { content }),
})

/** A string attribute, empty when there is none. */
export const attribute = ({ attrs }: AdfNode | AdfMark, name: string): string => {
  const value = attrs?.[name]
  return typeof value === 'string' ? value : ''
}
