import type { AdfMark, AdfNode } from './node.ts'
import { textMarks } from './schema-marks.ts'

const rank = ({ type }: AdfMark): number => textMarks.indexOf(type)

/** A document as the editor would store it: marks in its order, the colour of a panel in capitals. */
export const asEditorStores = (node: AdfNode): AdfNode => {
  const { marks, content, attrs } = node
  const colour = node.type === 'panel' ? attrs?.panelColor : undefined
  return {
    ...node,
    ...(marks === undefined ? {} : { marks: [...marks].sort((a, b) => rank(a) - rank(b)) }),
    ...(typeof colour === 'string' ? { attrs: { ...attrs, panelColor: colour.toUpperCase() } } : {}),
    ...(content === undefined ? {} : { content: content.map(asEditorStores) }),
  }
}
