import type { AdfNode } from '../adf/adf-node.ts'

/** A piece of a wiki text: UTF-16 offsets into the text as the site stores it, `to` not included. */
export interface WikiOrigin {
  readonly from: number
  readonly to: number
}

/** A node of an Atlassian document, as the site stores it. */
export interface AdfOrigin {
  readonly node: AdfNode
}

/** Where a node of the tree came from: what nobody changed is written back from there. Nodes made by hand have none. */
export type Origin = WikiOrigin | AdfOrigin

/** Where a node of the tree stands in place of an older one: what stood around that one stays around it. */
export const inPlaceOf = <T extends object>(old: { readonly origin?: Origin }, fresh: T): T =>
  old.origin === undefined ? fresh : Object.defineProperty(fresh, 'place', { value: old.origin })
