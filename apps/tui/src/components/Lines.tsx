import { Text } from 'ink'
import { memo, type ReactElement } from 'react'

const Line = memo(({ text }: { readonly text: string }): ReactElement => <Text wrap="truncate-end">{text}</Text>)
Line.displayName = 'Line'

/**
 * Lines that are painted and fitted already, one text node each: Ink measures and prints only what has changed. The
 * position is the identity of a line, since a line is a place on the screen.
 */
export const Lines = ({ lines }: { readonly lines: readonly string[] }): ReactElement => (
  <>
    {lines.map((text, row) => (
      // oxlint-disable-next-line react/no-array-index-key -- see above
      <Line key={row} text={text === '' ? ' ' : text} />
    ))}
  </>
)
