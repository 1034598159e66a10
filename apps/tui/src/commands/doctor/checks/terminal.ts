import type { ColourLevel } from '../../../theme/theme.ts'
import type { Check } from '../check.ts'
import type { Machine } from '../subject.ts'
import { isUtf8, multiplexerOf, type Terminal, terminalOf } from '../terminals.ts'
import { ok, skipped, type Verdict, warning } from '../verdict.ts'
import { list } from '../words.ts'

/** What is known of where the screen is drawn. */
export interface TerminalFacts {
  /** Standard output is one. */
  readonly isTerminal: boolean
  /** `TERM=dumb` */
  readonly isDumb: boolean
  readonly utf8: boolean
  readonly colourLevel: ColourLevel
  readonly terminal: Terminal
  readonly multiplexer: 'tmux' | 'screen' | 'Zellij' | undefined
  readonly columns: number
  readonly rows: number
}

const colours: readonly string[] = ['no colours', '16 colours', '256 colours', 'true colour']

/** Below this the screen has no room for a list that says anything. */
const [fewestColumns, fewestRows] = [60, 15]

const hints: Readonly<Record<'tmux' | 'screen' | 'Zellij', string>> = {
  tmux: 'in tmux, copying needs “set -s set-clipboard on” and images “set -g allow-passthrough on”',
  screen: 'inside screen, copying and images do not get through',
  Zellij: 'inside Zellij, images get through as Sixel alone',
}

const abilities = ({ copies, links, images }: Terminal): string => {
  const able: string[] = []
  if (copies !== 'no') able.push(copies === 'yes' ? 'copies by OSC 52' : 'may copy by OSC 52')
  if (links !== 'no') able.push(links === 'yes' ? 'shows links' : 'may show links')
  able.push(images.length === 0 ? 'no images' : `images (${images.join(', ')})`)
  return list(able)
}

export const judgeTerminal = (facts: TerminalFacts): Verdict => {
  const { isTerminal, isDumb, utf8, colourLevel, terminal, multiplexer, columns, rows } = facts
  if (!isTerminal) return skipped('standard output is no terminal')
  const found = `${multiplexer === undefined ? terminal.name : multiplexer}, ${columns} × ${rows}`
  if (isDumb) {
    return warning({
      found,
      problem: 'TERM=dumb says that this terminal can place nothing: the screen cannot be drawn, the commands work.',
      remedy: 'Use another terminal, or set TERM to what this one really is',
      who: 'you',
    })
  }
  if (!utf8) {
    return warning({
      found,
      problem: 'The language settings do not say UTF-8: marks, frames and letters of other languages may look broken.',
      remedy: 'Choose a UTF-8 locale, for example:\nexport LANG=C.UTF-8',
      who: 'you',
    })
  }
  if (columns < fewestColumns || rows < fewestRows) {
    return warning({
      found,
      problem: `The screen needs ${fewestColumns} × ${fewestRows} to be of use.`,
      remedy: 'Make the window larger, or its letters smaller',
      who: 'you',
    })
  }
  const what = `${found}, ${colours[colourLevel] ?? ''}, UTF-8`
  if (multiplexer !== undefined) return ok(`${what}; ${hints[multiplexer]}`)
  return ok(terminal.known ? `${what}; ${abilities(terminal)}` : what)
}

export const terminalCheck: Check<Machine> = {
  id: 'terminal',
  title: 'Terminal',
  group: 'This machine',
  doing: 'Looking at the terminal',
  needs: [],
  run: async ({ environment }) => {
    const { terminal, terminalVariables: variables, isTerminal, stdout, programs } = environment
    return judgeTerminal({
      isTerminal: isTerminal.stdout,
      isDumb: variables['TERM'] === 'dumb',
      utf8: isUtf8(variables, programs.platform),
      colourLevel: terminal.colourLevel,
      terminal: terminalOf(variables),
      multiplexer: multiplexerOf(variables),
      columns: stdout.columns,
      rows: stdout.rows,
    })
  },
}
