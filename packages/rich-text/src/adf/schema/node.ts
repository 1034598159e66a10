import type { AdfNode } from '../adf-node.ts'
import { isRecord } from './attribute-kinds.ts'

/** How deep nodes are read, written and found valid; what lies deeper is shown as text. */
export const MAX_DEPTH = 256

/**
 * A value that can pass for a node: an object with a type. Its other members may be anything: they come from a server,
 * so they are read through the functions below only.
 */
export const isNode = (value: unknown): value is AdfNode => isRecord(value) && typeof value['type'] === 'string'

/** The children that can pass for nodes. */
export const childrenOf = (node: AdfNode): readonly AdfNode[] => listIn(node, 'content').filter(isNode)

/** The marks that can pass for marks. */
export const marksOf = (node: AdfNode): readonly AdfNode[] => listIn(node, 'marks').filter(isNode)

const listIn = (node: AdfNode, member: 'content' | 'marks'): readonly unknown[] => {
  const value: unknown = node[member]
  return Array.isArray(value) ? value : []
}

/** The value of an attribute, or undefined. */
export const attribute = (node: AdfNode, name: string): unknown => {
  const attrs: unknown = node.attrs
  return isRecord(attrs) && Object.hasOwn(attrs, name) ? attrs[name] : undefined
}

/** The value of an attribute if it is a string with something in it. */
export const textAttribute = (node: AdfNode, name: string): string | undefined => {
  const value = attribute(node, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The value of an attribute if it is a whole number within bounds. */
export const wholeAttribute = (node: AdfNode, name: string, least: number, most: number): number | undefined => {
  const value = attribute(node, name)
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined
}

/** The text of a text node. */
export const textOf = (node: AdfNode): string => {
  const value: unknown = node.text
  return typeof value === 'string' ? value : ''
}
