import type { Terminal } from '@xterm/headless'

/** What a terminal can draw beside text. */
export type TerminalGraphics = 'none' | 'kitty' | 'sixel' | 'iterm'

/** Width and height of a cell in pixels that such a terminal tells. */
export const cellPixels = { width: 8, height: 16 }

const kittyQuestion = /\u001B_G([^;\u001B]*);[^\u001B]*\u001B\\/g

/**
 * Answers what programs ask to find out about pictures: device attributes, the size of a cell (`CSI 16 t`), the terminal's name
 * (`CSI > q`), and kitty's own question. Returns what is to be given the output too: the parser has no ear for kitty's sequences.
 */
export const answerGraphics = (
  terminal: Terminal,
  graphics: TerminalGraphics,
  answer: (bytes: string) => void,
): ((text: string) => void) => {
  if (graphics === 'none') return () => undefined
  terminal.parser.registerCsiHandler({ prefix: '>', final: 'q' }, () => {
    answer(`\u001BP>|${graphics === 'iterm' ? 'iTerm2 3.5.0' : `${graphics}-like 1.0`}\u001B\\`)
    return true
  })
  // Questions about the window are not even handed on otherwise.
  terminal.options.windowOptions = { getCellSizePixels: true }
  terminal.parser.registerCsiHandler({ final: 't' }, ([what]) => {
    if (what !== 16) return false
    answer(`\u001B[6;${cellPixels.height};${cellPixels.width}t`)
    return true
  })
  terminal.parser.registerCsiHandler({ final: 'c' }, () => {
    answer(graphics === 'sixel' ? '\u001B[?62;4;22c' : '\u001B[?62;22c')
    return true
  })
  if (graphics !== 'kitty') return () => undefined
  let rest = ''
  return (text) => {
    rest += text
    for (const [, keys = ''] of rest.matchAll(kittyQuestion)) {
      const id = /(?:^|,)i=(\d+)/.exec(keys)?.[1]
      if (/(?:^|,)a=q/.test(keys)) answer(`\u001B_Gi=${id};OK\u001B\\`)
    }
    rest = rest.slice(rest.lastIndexOf('\u001B')).slice(0, 8192)
  }
}
