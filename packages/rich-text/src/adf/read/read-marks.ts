import type { Mark, Marked } from '../../document/document.ts'
import type { AdfNode } from '../adf-node.ts'
import { marksOf, textAttribute } from '../schema/node.ts'

/** The marks that the tree has too. */
const TREE_MARKS: ReadonlyMap<string, Mark> = new Map([
  ['strong', 'strong'],
  ['em', 'emphasis'],
  ['strike', 'strike'],
  ['underline', 'inserted'],
  ['code', 'code'],
])

/** The address and title of a link mark. */
export interface LinkTarget {
  readonly href: string
  readonly title?: string
}

/** What the marks of a node say of its looks. */
export const readMarks = (node: AdfNode): Marked => {
  const marks: Mark[] = []
  let colour: string | undefined
  let background: string | undefined
  for (const mark of marksOf(node)) {
    const known = mark.type === 'subsup' ? subOrSup(mark) : TREE_MARKS.get(mark.type)
    if (known !== undefined && !marks.includes(known)) marks.push(known)
    if (mark.type === 'textColor') colour ??= textAttribute(mark, 'color')?.toLowerCase()
    if (mark.type === 'backgroundColor') background ??= textAttribute(mark, 'color')?.toLowerCase()
  }
  return {
    ...(marks.length > 0 && { marks }),
    ...(colour !== undefined && { colour }),
    ...(background !== undefined && { background }),
  }
}

const subOrSup = (mark: AdfNode): Mark | undefined => {
  const type = textAttribute(mark, 'type')
  return type === 'sub' || type === 'sup' ? type : undefined
}

/** Where a node links to, if it does. */
export const readLink = (node: AdfNode): LinkTarget | undefined => {
  for (const mark of marksOf(node)) {
    const href = mark.type === 'link' ? textAttribute(mark, 'href') : undefined
    const title = textAttribute(mark, 'title')
    if (href !== undefined) return { href, ...(title !== undefined && { title }) }
  }
  return undefined
}
