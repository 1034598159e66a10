import { justified } from '../../../components/pieces.ts'
import type { Heading } from '../../../state/arranged/heading.ts'
import type { Theme } from '../../../theme/theme.ts'

/** The line above the rows of a group: what they have in common, how many there are, and how many that it hides are marked. */
export const headingLine = (
  heading: Heading | undefined,
  markedBelow: number,
  { width, theme }: { readonly width: number; readonly theme: Theme },
): string =>
  justified(
    [
      ['dim', heading?.folded === true ? ' ▸ ' : ' ▾ '],
      ['strong', heading?.text ?? ''],
    ],
    [
      ['highlight', markedBelow > 0 ? ` ● ${markedBelow} marked of` : ''],
      ['dim', ` ${heading?.count ?? ''} `],
    ],
    width,
    theme,
  )
