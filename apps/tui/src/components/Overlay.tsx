import { Box } from 'ink'
import type { ReactElement } from 'react'
import { Lines } from './Lines.tsx'

export interface OverlayProps {
  readonly lines: readonly string[]
  readonly left: number
  readonly top: number
  readonly width: number
}

/** Lines over what is already on the screen. */
export const Overlay = ({ lines, left, top, width }: OverlayProps): ReactElement => (
  <Box position="absolute" marginLeft={left} marginTop={top} width={width} height={lines.length} flexDirection="column">
    <Lines lines={lines} />
  </Box>
)
