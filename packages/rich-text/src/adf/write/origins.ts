import type { Origin } from '../../document/origin.ts'
import type { AdfNode } from '../adf-node.ts'

/** The node of an Atlassian document that a part of the tree came from, if it is of one of some types. */
export const adfNodeOf = (part: { readonly origin?: Origin }, ...types: readonly string[]): AdfNode | undefined => {
  if (part.origin === undefined || !('node' in part.origin)) return undefined
  const { node } = part.origin
  return types.length === 0 || types.includes(node.type) ? node : undefined
}
