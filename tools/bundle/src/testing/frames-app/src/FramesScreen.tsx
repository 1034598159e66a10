import { Box, Static, Text, Transform } from 'ink'
import type { ReactElement } from 'react'
import stringWidth from 'string-width'
import { sampleLine } from './sample-line.ts'

/** One state of the screen: which step of the sequence, and the size to fill. */
export interface FramesScreenProps {
  readonly step: number
  readonly width: number
  readonly height: number
}

const underline = (line: string): string => `\u001B[4m${line}\u001B[24m`

const List = ({ step, width, height }: FramesScreenProps): ReactElement => (
  <Box flexDirection="column" width={width} height={height} overflow="hidden">
    {Array.from({ length: height + 2 }, (_, row) => (
      <Text key={row} inverse={row === step % height} wrap={row % 3 === 0 ? 'truncate' : 'truncate-middle'}>
        {sampleLine(row + (step > 30 ? step : 0))}
      </Text>
    ))}
  </Box>
)

const Detail = ({ step }: Pick<FramesScreenProps, 'step'>): ReactElement => (
  <Box flexDirection="column" flexGrow={1} borderStyle="round" borderColor="cyan" overflow="hidden">
    <Text bold color="yellow">
      {sampleLine(step)}
    </Text>
    <Transform transform={underline}>
      <Text>{sampleLine(step + 1)}</Text>
    </Transform>
    <Text wrap="wrap">{Array.from({ length: 8 }, (_, line) => sampleLine(step + line)).join(' ')}</Text>
    <Box position="absolute" marginLeft={step % 20} marginTop={step % 7} backgroundColor="blue">
      <Text>{`漢字 over ${stringWidth(sampleLine(step))}`}</Text>
    </Box>
  </Box>
)

/** A list beside a detail pane, with the things that a terminal screen is made of. */
export const FramesScreen = ({ step, width, height }: FramesScreenProps): ReactElement => (
  <Box flexDirection="column" width={width} height={height}>
    <Static items={step > 40 ? ['one', '二'] : []}>{(item) => <Text key={item}>{item}</Text>}</Static>
    <Box flexGrow={1}>
      <List step={step} width={Math.floor(width / 2)} height={height - 1} />
      <Detail step={step} />
    </Box>
    <Text color="gray">{`step ${step} · ${width}×${height}`}</Text>
  </Box>
)
