import type { Config } from '../config/config.ts'

/** How a notice goes to the terminal. */
type Way = 'osc9' | 'osc777' | 'osc99' | 'bell'

/** Longer ones are cut by every desktop. */
const longest = 200

/** `; ` would begin another part of a notice, and a control character end it. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, ' ')
    .replaceAll(';', ',')
    .slice(0, longest)

/** What this terminal understands, by what it has set in the environment; what stands between it and us keeps notices to itself. */
const wayOf = (variables: Readonly<Record<string, string>>): Way => {
  const { TERM = '', TERM_PROGRAM = '', LC_TERMINAL } = variables
  if (variables['TMUX'] !== undefined || variables['STY'] !== undefined || variables['ZELLIJ'] !== undefined)
    return 'bell'
  if (variables['KITTY_WINDOW_ID'] !== undefined || TERM === 'xterm-kitty') return 'osc99'
  if (/^(rxvt|foot|xterm-ghostty)/.test(TERM) || /^ghostty$/i.test(TERM_PROGRAM)) return 'osc777'
  if (/^(iTerm\.app|WezTerm)$/.test(TERM_PROGRAM) || LC_TERMINAL === 'iTerm2' || variables['WT_SESSION'] !== undefined)
    return 'osc9'
  return 'bell'
}

/**
 * What shows a notice: OSC 9 (https://iterm2.com/documentation-escape-codes.html), OSC 777 of rxvt, OSC 99
 * (https://sw.kovidgoyal.net/kitty/desktop-notifications/) or the bell; empty where none is wanted.
 */
export const noticeSequence = (
  text: string,
  by: Config['notices']['by'],
  variables: Readonly<Record<string, string>>,
): string => {
  const words = plain(text)
  switch (by === 'auto' ? wayOf(variables) : by) {
    case 'osc9':
      // Never a digit first: `4;` would be the progress of some terminals.
      return `\u001B]9;mmd-tui: ${words}\u0007`
    case 'osc777':
      return `\u001B]777;notify;mmd-tui;${words}\u0007`
    case 'osc99':
      return `\u001B]99;i=mmd-tui:e=1:d=1;${Buffer.from(`mmd-tui: ${words}`, 'utf8').toString('base64')}\u001B\\`
    case 'bell':
      return '\u0007'
    case 'none':
      return ''
  }
}
