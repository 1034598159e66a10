import { justified } from '../../../components/pieces.ts'
import type { Heading } from '../../../state/arranged/heading.ts'
import type { Theme } from '../../../theme/theme.ts'

/** The line above the rows of a group: what they have in common, and how many there are. */
export const headingLine = (heading: Heading | undefined, width: number, theme: Theme): string =>
  justified(
    [
      ['dim', heading?.folded === true ? ' ▸ ' : ' ▾ '],
      ['strong', heading?.text ?? ''],
    ],
    [['dim', ` ${heading?.count ?? ''} `]],
    width,
    theme,
  )
