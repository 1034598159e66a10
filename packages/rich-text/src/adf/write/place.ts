import type { Block } from '../../document/document.ts'
import type { AdfNode } from '../adf-node.ts'
import { childrenOf } from '../schema/node.ts'
import { isChildAllowed, nodeRules } from '../schema/node-rules.ts'

/** Where nodes are about to be put. */
export class Place {
  readonly type: string
  readonly depth: number
  /** What cannot be here and comes after the list that is around, as a table in a list item. */
  readonly lifted: Block[]
  /** The node that is here in the document that was read. */
  private readonly node: AdfNode | undefined
  private natives: ReadonlySet<AdfNode> | undefined

  constructor(type: string, node: AdfNode | undefined, depth: number, lifted: Block[] = []) {
    // What an unknown node takes is not known either: what most containers take will do.
    this.type = nodeRules.get(type)?.content === undefined ? 'bodiedExtension' : type
    // In a node that became of another type its own children have to fit anew.
    this.node = node?.type === type ? node : undefined
    this.depth = depth
    this.lifted = lifted
  }

  /** The inside of a node that stands here. */
  inside(type: string, node?: AdfNode): Place {
    return new Place(type, node, this.depth + 1)
  }

  /** The same place, for what is in a block that itself cannot be here. */
  deeper(): Place {
    return new Place(this.type, this.node, this.depth + 1, this.lifted)
  }

  /** Whether a node stood here when the document was read: then it may, whatever the rules say. */
  isHome(node: AdfNode | undefined): boolean {
    if (node === undefined || this.node === undefined) return false
    this.natives ??= new Set(childrenOf(this.node))
    return this.natives.has(node)
  }

  /** Whether a node of some type may be put here. */
  admits(type: string, node?: AdfNode): boolean {
    return isChildAllowed(type, this.type) || this.isHome(node)
  }
}
