import type { AdfNode } from '../adf-node.ts'
import { isRecord } from '../schema/attribute-kinds.ts'
import { attribute, childrenOf, textAttribute, textOf } from '../schema/node.ts'
import { nodeRules } from '../schema/node-rules.ts'

/** Longest text that stands for what lies too deep or is unknown, in UTF-16 units. */
const LONGEST = 10_000

/** The words in a node, whatever it is and however deep; blocks are set apart by blanks. */
export const wordsOf = (node: AdfNode): string => {
  const words: string[] = []
  let length = 0
  // A stack of our own: the depth is up to who wrote the document.
  const open: AdfNode[] = [node]
  for (let next = open.pop(); next !== undefined && length < LONGEST; next = open.pop()) {
    const children = childrenOf(next)
    const text = next.type === 'text' ? textOf(next) : children.length === 0 ? (textAttribute(next, 'text') ?? '') : ''
    if (text !== '') words.push(next.type === 'text' ? text : ` ${text} `)
    else words.push(' ')
    length += text.length
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index]
      if (child !== undefined) open.push(child)
    }
  }
  return words.join('').replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST)
}

/** What stands for an extension: `[macro jira: key = PAY-1]`, with what it says of itself if it does. */
export const extensionLabel = (node: AdfNode): string => {
  const key = textAttribute(node, 'extensionKey') ?? node.type
  const text = textAttribute(node, 'text') ?? macroTitle(node)
  return text === undefined ? `[macro ${key}]` : `[macro ${key}: ${text}]`
}

/** Confluence's macros and Forge's tell their title in their parameters. */
const macroTitle = (node: AdfNode): string | undefined => {
  const parameters = attribute(node, 'parameters')
  if (!isRecord(parameters)) return undefined
  const title = parameters['extensionTitle'] ?? parameters['title']
  return typeof title === 'string' && title !== '' ? title : undefined
}

/** What stands for a node that is not known: `[drawing: words]`. A known one that is out of place is its words. */
export const unknownLabel = (node: AdfNode, isWithWords: boolean): string => {
  const told = textAttribute(node, 'text') ?? textAttribute(node, 'title') ?? textAttribute(node, 'alt')
  const words = told ?? (isWithWords ? wordsOf(node) : '')
  if (words === '') return `[${node.type}]`
  return isWithWords && nodeRules.has(node.type) ? words : `[${node.type}: ${words}]`
}
