import stringWidth from 'string-width'
import type { Paint, Style } from '../../output/colour.ts'
import type { CheckResult } from '../check.ts'
import type { Mender, Verdict } from '../verdict.ts'
import { wrap } from './wrap.ts'

export interface Look {
  readonly paint: Paint
  /** Columns to write in. */
  readonly width: number
  /** Marks and dashes beyond ASCII can be shown. */
  readonly utf8: boolean
}

const marks: Readonly<Record<Verdict['state'], readonly [fine: string, plain: string, style: Style]>> = {
  ok: ['✓', '+', 'green'],
  warning: ['!', '!', 'yellow'],
  failed: ['✗', 'x', 'red'],
  skipped: ['–', '-', 'dim'],
}

/** Who can mend it, as the beginning of a sentence. */
const menders: Readonly<Record<Mender, string>> = {
  you: 'You can mend this.',
  'jira-admin': 'A Jira administrator can mend this.',
  network: 'Whoever runs the network can mend this.',
  atlassian: 'Only Atlassian can mend this.',
}

const titleWidth = 18
const indent = ' '.repeat(titleWidth + 6)

/** The heading of a part of the report, apart from what stands above it. */
export const headingLines = (heading: string, { paint }: Look, isFirst: boolean): readonly string[] =>
  isFirst ? [paint('bold', heading)] : ['', paint('bold', heading)]

/** One check: a line with its mark, and below it what is wrong, what to do, and who can. */
export const resultLines = ({ check, verdict }: CheckResult, look: Look): readonly string[] => {
  const { paint, utf8 } = look
  const width = Math.max(20, look.width - indent.length)
  const [fine, plain, style] = marks[verdict.state]
  const space = ' '.repeat(Math.max(0, titleWidth - stringWidth(check.title)) + 2)
  const [first = '', ...more] = wrap(verdict.found, width)
  const isQuiet = verdict.state === 'skipped'
  const head = `  ${paint(style, utf8 ? fine : plain)} ${paint(isQuiet ? 'dim' : 'bold', check.title)}${space}${isQuiet ? paint('dim', first) : first}`
  const lines = [head, ...more.map((line) => indent + (isQuiet ? paint('dim', line) : line))]
  if (verdict.state === 'ok' || verdict.state === 'skipped') return lines
  const { problem, remedy, who } = verdict
  return [
    ...lines,
    ...wrap(problem, width).map((line) => indent + paint(style, line)),
    ...wrap(`${menders[who]} ${remedy.startsWith('mmd-tui') ? `\n${remedy}` : remedy}`, width).map((line) =>
      (indent + line).trimEnd(),
    ),
  ]
}

const count = (number: number, what: string): readonly string[] => (number === 0 ? [] : [`${number} ${what}`])

/** What it all comes to, in one line. */
export const summaryLine = (results: readonly CheckResult[], { paint }: Look): string => {
  const of = (state: Verdict['state']): number => results.filter(({ verdict }) => verdict.state === state).length
  const [wrong, doubtful] = [of('failed'), of('warning')]
  if (wrong === 0 && doubtful === 0) return paint('green', 'Nothing is wrong.')
  const parts = [...count(wrong, 'wrong'), ...count(doubtful, 'to look at')].join(', ')
  return wrong === 0
    ? paint('yellow', `Nothing is wrong; ${parts}.`)
    : paint(
        'red',
        `${parts}. Begin with “${results.find(({ verdict }) => verdict.state === 'failed')?.check.title ?? ''}”.`,
      )
}
