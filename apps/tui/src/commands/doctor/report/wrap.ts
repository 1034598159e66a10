import { wrapText } from '../../../wrap-text.ts'

/** A line that is typed as it is. */
const isToType = (line: string): boolean => /^(?:mmd-tui|ssh|chmod|export) \S/.test(line)

/** Text as lines of at most `width` columns; commands stay on one line, a little to the right. */
export const wrap = (text: string, width: number): readonly string[] =>
  text.split('\n').flatMap((line) => (isToType(line) ? [`  ${line}`] : wrapText(line, width)))
