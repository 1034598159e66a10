import type { AdfMark, AdfNode } from '../adf-node.ts'
import { isRecord } from '../schema/attribute-kinds.ts'
import { CODE_MARKS, markRank, marksAllowed } from '../schema/mark-rules.ts'
import { attribute, childrenOf, marksOf } from '../schema/node.ts'
import { nodeRules } from '../schema/node-rules.ts'
import type { Place } from './place.ts'

/** What the tree says of a node by itself, without what is in it. */
export interface Own {
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly marks?: readonly AdfMark[]
}

/** A node as it was read, and what the tree says of it if nobody changed it. */
export interface Former {
  readonly node: AdfNode
  readonly own: Own
}

/** The types that must have a `localId`. */
const IDENTIFIED: ReadonlySet<string> = new Set(['taskList', 'taskItem', 'decisionList', 'decisionItem'])

/**
 * Makes a node of what the tree says now. Of the former node all is kept that the tree does not speak of; if nothing
 * differs, it is given back itself.
 */
export const makeNode = (
  type: string,
  own: Own,
  content: readonly AdfNode[] | undefined,
  former: Former | undefined,
  place: Place,
  newId: () => string,
): AdfNode => {
  if (former === undefined) return freshNode(type, own, content, place, newId)
  const { node } = former
  const hasSameContent = content === undefined || sameNodes(content, childrenOf(node))
  const attrs = mergeAttributes(node, type, former.own.attrs ?? {}, own.attrs ?? {})
  const marks = mergeMarks(node, type, former.own.marks ?? [], own.marks ?? [], place)
  if (type === node.type && hasSameContent && attrs === undefined && marks === undefined) return node
  const next: { [member: string]: unknown } = { ...node, type, ...(attrs !== undefined && { attrs }) }
  if (IDENTIFIED.has(type) && attribute(node, 'localId') === undefined) {
    next['attrs'] = { ...mergeRecords(attrs ?? node.attrs, {}, {}), localId: newId() }
  }
  if (marks !== undefined) next['marks'] = marks
  if (marks?.length === 0) delete next['marks']
  if (!hasSameContent) next['content'] = content
  return { ...next, type }
}

const freshNode = (
  type: string,
  { attrs, marks = [] }: Own,
  content: readonly AdfNode[] | undefined,
  place: Place,
  newId: () => string,
): AdfNode => {
  const allowed = marksAllowed(type, place.type) ?? []
  const kept = marks.filter((mark) => allowed.includes(mark.type))
  const all = IDENTIFIED.has(type) ? { localId: newId(), ...attrs } : (attrs ?? {})
  return {
    type,
    ...(Object.keys(all).length > 0 && { attrs: all }),
    ...(content !== undefined && content.length > 0 && { content }),
    ...(kept.length > 0 && { marks: kept }),
  }
}

/** Whether two lists hold the very same nodes. */
export const sameNodes = (a: readonly AdfNode[], b: readonly AdfNode[]): boolean =>
  a.length === b.length && a.every((node, index) => node === b[index])

/** Whether two values that were made in the same way say the same. */
export const saysTheSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

type Attrs = Readonly<Record<string, unknown>>

/** The attributes with what changed in the tree; undefined: nothing did. */
const mergeAttributes = (node: AdfNode, type: string, before: Attrs, now: Attrs): Attrs | undefined => {
  const isOtherType = type !== node.type
  if (!isOtherType && saysTheSame(before, now)) return undefined
  const merged = mergeRecords(node.attrs, before, now)
  if (!isOtherType) return merged
  const forms = nodeRules.get(type)?.attrs ?? []
  return {
    ...Object.fromEntries(Object.entries(merged).filter(([name]) => forms.some(({ known }) => known.has(name)))),
    ...now,
  }
}

const mergeRecords = (attrs: unknown, before: Attrs, now: Attrs): Attrs => {
  const old = isRecord(attrs) ? attrs : {}
  const changed = Object.entries(now).filter(([name, value]) => !saysTheSame(before[name], value))
  const gone = new Set(Object.keys(before).filter((name) => now[name] === undefined))
  return {
    ...Object.fromEntries(Object.entries(old).filter(([name]) => !gone.has(name))),
    ...Object.fromEntries(changed),
  }
}

/** The marks that the tree speaks of; the others are kept from the former node. */
const IN_TREE: ReadonlySet<string> = new Set([
  'link',
  'em',
  'strong',
  'textColor',
  'backgroundColor',
  'strike',
  'subsup',
  'underline',
  'code',
  'alignment',
  'indentation',
])

/** The marks with what changed in the tree, in the editor's order; undefined: nothing did. */
const mergeMarks = (
  node: AdfNode,
  type: string,
  before: readonly AdfMark[],
  now: readonly AdfMark[],
  place: Place,
): readonly AdfMark[] | undefined => {
  const old = marksOf(node)
  const isHome = place.isHome(node)
  const allowed = marksAllowed(type, place.type) ?? []
  const mayStay = (mark: AdfMark): boolean => isHome || allowed.includes(mark.type)
  if (saysTheSame(before, now)) return old.every(mayStay) ? undefined : old.filter(mayStay)
  const spoken = now.filter((mark) => allowed.includes(mark.type)).map((mark) => mergeMark(mark, old, before))
  const others = old.filter((mark) => !IN_TREE.has(mark.type) && mayStay(mark))
  const isCode = type === 'text' && spoken.some((mark) => mark.type === 'code')
  return [...spoken, ...others]
    .filter((mark) => !isCode || CODE_MARKS.includes(mark.type))
    .sort((a, b) => markRank(a.type) - markRank(b.type))
}

const mergeMark = (mark: AdfMark, old: readonly AdfMark[], before: readonly AdfMark[]): AdfMark => {
  const former = old.find(({ type }) => type === mark.type)
  const same = before.find(({ type }) => type === mark.type)
  if (former === undefined || same === undefined) return mark
  if (saysTheSame(same, mark)) return former
  return { ...former, attrs: mergeRecords(former.attrs, same.attrs ?? {}, mark.attrs ?? {}) }
}
