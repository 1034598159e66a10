import { type BlockSource, fit, type Line, layoutLines, layoutPlain } from '@mmd/rich-text'
import stringWidth from 'string-width'
import { controlInLine } from './controls.ts'
import { type Findings, shown } from './findings.ts'
import type { Where } from './pieces.ts'

/** Widths that find what one width hides: where frames are left out, where tables are stacked, the usual, the widest. */
export const usualWidths: readonly number[] = [1, 2, 5, 11, 16, 40, 80, 120, 200, 500]

/** Lines of a text that are looked at in each width but the usual one. */
const mostLines = 3000

/** The measure is another one than that of the layout: what both believed wrongly would never be found. */
const cellsOf = (text: string): number => (/^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text))

const lookAt = (findings: Findings, step: string, where: Where, line: Line, width: number): void => {
  const row = line.map(({ text }) => text).join('')
  const control = controlInLine(row) ?? line.map(({ href }) => controlInLine(href ?? '')).find((found) => found)
  const style = line.map(({ style: names }) => controlInLine(names.join(' '))).find((found) => found)
  if (control !== undefined) findings.add('control', step, where, shown(control))
  if (style !== undefined) findings.add('control', `${step}, styles`, where, shown(style))
  if (cellsOf(row) > width) findings.add('wide', step, where, shown(row))
}

/** Lays out a document in each width and looks at every line; a test hands in a layout that is wrong. */
export const checkLayout = (
  findings: Findings,
  name: string,
  where: Where,
  document: BlockSource,
  widths: readonly number[],
  lay: typeof layoutLines = layoutLines,
): void => {
  for (const width of widths) {
    const step = `${name} layout at ${width}`
    findings.guard(step, where, () => {
      let left = width === 80 || widths.length === 1 ? Number.POSITIVE_INFINITY : mostLines
      for (const line of lay(document, width)) {
        lookAt(findings, step, where, line, width)
        left -= 1
        if (left <= 0) break
      }
    })
  }
}

/** The same for a text without markup, as a summary or a name. */
export const checkPlain = (findings: Findings, where: Where, text: string, widths: readonly number[]): void => {
  for (const width of widths) {
    const step = `plain layout at ${width}`
    findings.guard(step, where, () => {
      for (const line of layoutPlain(text.slice(0, 2000), width)) lookAt(findings, step, where, line, width)
      lookAt(findings, `fit to ${width}`, where, [{ text: fit(text.slice(0, 2000), width), style: [] }], width)
    })
  }
}
