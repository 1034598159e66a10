import { Box, Text } from 'ink'
import type { ReactElement } from 'react'
import { type SpokenProps, spokenLines } from './spoken-lines.ts'

/** The screen as plain lines in reading order: Ink prints only those that have changed, and nothing turns or blinks. */
export const Spoken = (props: SpokenProps): ReactElement => {
  const { columns, rows } = props.state.size
  return (
    <Box width={columns} height={rows - 1} flexDirection="column" overflow="hidden">
      {spokenLines(props).map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line is a place on the screen
        <Text key={at} wrap="wrap">
          {line}
        </Text>
      ))}
    </Box>
  )
}
