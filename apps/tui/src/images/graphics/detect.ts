import type { Config } from '../../config/config.ts'
import type { ColourLevel } from '../../theme/theme.ts'
import { kittyAnswer, kittyQuery } from './kitty.ts'
import { type Ability, type PixelSize, usualCell } from './ways.ts'

/** What the terminal said of itself. */
export interface Answers {
  readonly kitty: boolean
  /** Among its device attributes. */
  readonly sixel: boolean
  /** Its name and version, by its own word. */
  readonly name: string
  readonly cell: PixelSize | undefined
}

export const noAnswers: Answers = { kitty: false, sixel: false, name: '', cell: undefined }

type Variables = Readonly<Record<string, string>>

/** tmux, screen and Zellij stand before the terminal, and keep pictures to themselves or lose them. */
export const isBehind = ({ TMUX, STY, ZELLIJ, TERM = '' }: Variables): boolean =>
  TMUX !== undefined || STY !== undefined || ZELLIJ !== undefined || /^(tmux|screen)/.test(TERM)

/** Terminals that show a question which they do not know as text, or have nothing to say. */
const isMute = ({ TERM, TERM_PROGRAM, WT_SESSION }: Variables): boolean =>
  TERM_PROGRAM === 'Apple_Terminal' ||
  (TERM === undefined && WT_SESSION === undefined) ||
  TERM === 'dumb' ||
  TERM === 'linux'

/**
 * What is asked: whether kitty's pictures are known, the name (XTVERSION), the size of a cell, and last the device attributes,
 * which every terminal answers, so that one knows that nothing more will come. Undefined: asking is no use here.
 */
export const graphicsQuestion = (variables: Variables): string | undefined =>
  isMute(variables) || isBehind(variables) ? undefined : `${kittyQuery}\u001B[>q\u001B[16t\u001B[c`

const nameAnswer = /\u001BP>\|([^\u001B]{0,100})\u001B\\/
const cellAnswer = /\u001B\[6;(\d{1,4});(\d{1,4})t/
export const attributes = /\u001B\[\?([\d;]{0,100})c/

/** Answers out of what was taken out of the terminal's input. */
export const readAnswers = (said: string): Answers => {
  const [, height, width] = cellAnswer.exec(said) ?? []
  const cell = { width: Number(width ?? 0), height: Number(height ?? 0) }
  return {
    kitty: kittyAnswer.exec(said)?.[1] === 'OK',
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
  if (wanted !== 'auto') return { way: wanted, cell }
  if (colourLevel === 0 || isBehind(variables)) return { way: 'blocks', cell }
  if (answers.kitty) return { way: 'kitty', cell }
  if (knowsIterm(variables, answers.name)) return { way: 'iterm', cell }
  // Without the size of a cell one cannot say how far sixels would reach.
  return { way: answers.sixel && answers.cell !== undefined ? 'sixel' : 'blocks', cell }
}
