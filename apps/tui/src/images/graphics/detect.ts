import type { Config } from '../../config/config.ts'
import type { ColourLevel } from '../../theme/theme.ts'
import { kittyAnswer, kittyQuery } from './kitty.ts'
import { type Ability, type CellBox, type PixelSize, usualCell } from './ways.ts'

/** What the terminal said of itself. */
export interface Answers {
  readonly kitty: boolean
  /** It puts pictures in the place of text, and tmux hands them on. */
  readonly placeholders: boolean
  /** Among its device attributes. */
  readonly sixel: boolean
  /** Its name and version, by its own word. */
  readonly name: string
  readonly cell: PixelSize | undefined
}

export const noAnswers: Answers = { kitty: false, placeholders: false, sixel: false, name: '', cell: undefined }

type Variables = Readonly<Record<string, string>>

/** tmux, screen and Zellij stand before the terminal, and keep pictures to themselves or lose them; tmux can be asked. */
export const isBehind = ({ TMUX, STY, ZELLIJ, TERM = '' }: Variables): boolean =>
  TMUX !== undefined || STY !== undefined || ZELLIJ !== undefined || /^(tmux|screen)/.test(TERM)

/** Terminals that show a question which they do not know as text, or have nothing to say. */
const isMute = ({ TERM, TERM_PROGRAM, WT_SESSION }: Variables): boolean =>
  TERM_PROGRAM === 'Apple_Terminal' ||
  (TERM === undefined && WT_SESSION === undefined) ||
  /^(?:dumb$|linux$|rxvt)/.test(TERM ?? '')

/** xterm says how large a cell is only where it was allowed to, but always how far sixels may reach: over all its cells. */
const isXterm = ({ TERM = '', XTERM_VERSION }: Variables): boolean =>
  XTERM_VERSION !== undefined && /^xterm(?:-\d+color)?$/.test(TERM)

/** For tmux, which answers for itself. */
export const attributesQuestion = '\u001B[c'

/**
 * What is asked: whether kitty's pictures are known, the name (XTVERSION), the size of a cell, and last the device attributes,
 * which every terminal answers, so that one knows that nothing more will come. Undefined: asking is no use here.
 */
export const graphicsQuestion = (variables: Variables): string | undefined =>
  isMute(variables) || isBehind(variables)
    ? undefined
    : `${kittyQuery}\u001B[>q\u001B[16t${isXterm(variables) ? '\u001B[?2;1;0S' : ''}${attributesQuestion}`

const nameAnswer = /\u001BP>\|([^\u001B]{0,100})\u001B\\/
const cellAnswer = /\u001B\[6;(\d{1,4});(\d{1,4})t/
const areaAnswer = /\u001B\[\?2;0;(\d{1,5});(\d{1,5})S/
export const attributes = /\u001B\[\?([\d;]{0,100})c/

/** Answers out of what was taken out of the terminal's input, when it had so many cells. */
export const readAnswers = (said: string, { columns, rows }: CellBox): Answers => {
  const [, height = 0, width = 0] = cellAnswer.exec(said)?.map(Number) ?? []
  const [, across = 0, down = 0] = areaAnswer.exec(said)?.map(Number) ?? []
  // xterm says no more than 1000 × 1000: a cell is then taken to be too small, and so is the picture, but never too large.
  const cell =
    width > 0 && height > 0
      ? { width, height }
      : { width: Math.floor(across / columns), height: Math.floor(down / rows) }
  return {
    kitty: kittyAnswer.exec(said)?.[1] === 'OK',
    placeholders: false,
    sixel: attributes.exec(said)?.[1]?.split(';').slice(1).includes('4') ?? false,
    name: nameAnswer.exec(said)?.[1] ?? '',
    cell: cell.width > 0 && cell.height > 0 ? cell : undefined,
  }
}

/** Programs that know iTerm2's inline images. */
const knowsIterm = ({ TERM_PROGRAM = '', LC_TERMINAL = '' }: Variables, name: string): boolean =>
  /^(iTerm|WezTerm)/i.test(TERM_PROGRAM) || /^iTerm/i.test(LC_TERMINAL) || /^(iTerm|WezTerm)/i.test(name)

/** How pictures are drawn: as the person wants it, else by the best way that the terminal has said it knows. */
export const chooseWay = (
  wanted: Config['images'],
  {
    answers,
    variables,
    colourLevel,
  }: { readonly answers: Answers; readonly variables: Variables; readonly colourLevel: ColourLevel },
): Ability => {
  const cell = answers.cell ?? usualCell
  // tmux would keep the one to itself, and hands on the other.
  if (wanted === 'kitty' && variables['TMUX'] !== undefined) return { way: 'placeholders', cell }
  if (wanted !== 'auto') return { way: wanted, cell }
  if (colourLevel === 0 || (isBehind(variables) && variables['TMUX'] === undefined)) return { way: 'blocks', cell }
  if (answers.placeholders) return { way: 'placeholders', cell }
  if (answers.kitty && !isBehind(variables)) return { way: 'kitty', cell }
  if (!isBehind(variables) && knowsIterm(variables, answers.name)) return { way: 'iterm', cell }
  // Without the size of a cell one cannot say how far sixels would reach.
  return { way: answers.sixel && answers.cell !== undefined ? 'sixel' : 'blocks', cell }
}
