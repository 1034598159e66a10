import stringWidth from 'string-width'
import { wrapText } from '../../../wrap-text.ts'
import type { Paint } from '../../output/colour.ts'
import type { Block, Guide } from '../guide.ts'

/** Marks of Markdown mean nothing in a ticket. */
const plain = (words: string): string => words.replaceAll('**', '').replaceAll('`', '')

const hang = (mark: string, words: string, width: number): readonly string[] => {
  const space = ' '.repeat(mark.length)
  return wrapText(plain(words), width - mark.length).map((line, at) => (at === 0 ? mark : space) + line)
}

const blockLines = (block: Block, width: number): readonly string[] => {
  switch (block.kind) {
    case 'text':
      return wrapText(plain(block.text), width)
    case 'steps':
      return block.steps.flatMap((step, at) => hang(`${at + 1}. `, step, width))
    case 'points':
      return block.points.flatMap((point) => hang('- ', point, width))
    case 'values': {
      const widest = Math.max(...block.values.map(({ label }) => stringWidth(label)))
      // A value is copied whole: it is never cut.
      return block.values.flatMap(({ label, value }) =>
        value.split('\n').map((line, at) => `    ${(at === 0 ? label : '').padEnd(widest)}  ${line}`),
      )
    }
    case 'code':
      return block.lines.map((line) => `    ${line}`)
  }
}

/** The guide as plain text, for a terminal or a ticket. */
export const toText = (guide: Guide, { paint, width }: { readonly paint: Paint; readonly width: number }): string => {
  const lines = [
    paint('bold', guide.title),
    '='.repeat(stringWidth(guide.title)),
    '',
    ...wrapText(plain(guide.intro), width),
  ]
  for (const { heading, blocks } of guide.sections) {
    lines.push('', paint('bold', heading), '-'.repeat(stringWidth(heading)))
    for (const block of blocks) lines.push('', ...blockLines(block, width))
  }
  return lines.join('\n')
}
