import type { Answers } from './detect.ts'

/** A sequence that tmux hands on to the terminal as it is, where `allow-passthrough` is on. https://man.openbsd.org/tmux.1 */
export const throughTmux = (sequence: string): string =>
  `\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\`

/** What tmux is asked of the terminal that it is shown in, a line each. */
export const tmuxFormat = [
  '#{allow-passthrough}',
  '#{client_termtype}',
  '#{client_termfeatures}',
  '#{client_cell_width} #{client_cell_height}',
].join('\n')

/** Terminals that put pictures in the place of certain signs of text: kitty since 0.28, and Ghostty. */
const knowsPlaceholders = (name: string): boolean => {
  const [, major, minor] = /^kitty\((\d+)\.(\d+)/.exec(name) ?? []
  if (major === undefined) return /^ghostty\b/i.test(name)
  return Number(major) > 0 || Number(minor) >= 28
}

/** Out of what tmux says to `tmuxFormat`. `sixel` is about the terminal: tmux itself must know them as well. */
export const readTmux = (said: string): Pick<Answers, 'placeholders' | 'sixel' | 'cell'> => {
  const [passthrough = '', name = '', features = '', cells = ''] = said.split('\n')
  const [width = 0, height = 0] = cells.split(' ').map(Number)
  return {
    placeholders: /^(?:on|all|1)$/.test(passthrough) && knowsPlaceholders(name),
    sixel: features.split(',').includes('sixel'),
    cell: width > 0 && height > 0 ? { width, height } : undefined,
  }
}
