import { fit, textWidth } from '@mmd/rich-text/cells'
import type { Theme } from '../theme/theme.ts'

export interface Frame {
  readonly title: string
  /** Quiet text at the right end of the upper edge. */
  readonly right?: string
  /** Already painted and fitted to `width - 2` cells. */
  readonly lines: readonly string[]
  readonly width: number
  readonly height: number
  readonly focused: boolean
}

const topEdge = ({ title, right = '', width, focused }: Frame, theme: Theme): string => {
  const role = focused ? 'borderFocused' : 'border'
  const inner = width - 2
  const rightText = right === '' || textWidth(right) + 8 > inner ? '' : ` ${right} `
  const room = inner - textWidth(rightText) - 4
  const shown = room < 3 || title === '' ? '' : ` ${textWidth(title) > room ? fit(title, room) : title} `
  const rule = '─'.repeat(Math.max(0, inner - 1 - textWidth(shown) - textWidth(rightText) - (rightText === '' ? 0 : 1)))
  return (
    theme.paint(role, '╭─') +
    theme.paint(focused ? 'title' : 'dim', shown) +
    theme.paint(role, rule) +
    theme.paint('dim', rightText) +
    theme.paint(role, rightText === '' ? '╮' : '─╮')
  )
}

/**
 * A box with a title around lines, exactly `height` lines of `width` cells. Missing lines are blank. Where there is no
 * room for a box the title stands alone.
 */
export const drawFrame = (frame: Frame, theme: Theme): readonly string[] => {
  const { width, height, lines, focused } = frame
  if (height < 2 || width < 3)
    return Array.from({ length: height }, (_, row) => fit(row === 0 ? frame.title : '', width))
  const role = focused ? 'borderFocused' : 'border'
  const side = theme.paint(role, '│')
  const blank = ' '.repeat(Math.max(0, width - 2))
  const inside = Array.from({ length: Math.max(0, height - 2) }, (_, row) => `${side}${lines[row] ?? blank}${side}`)
  return [topEdge(frame, theme), ...inside, theme.paint(role, `╰${'─'.repeat(Math.max(0, width - 2))}╯`)]
}
