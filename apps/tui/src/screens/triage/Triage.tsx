import { Box } from 'ink'
import type { ReactElement } from 'react'
import { Lines } from '../../components/Lines.tsx'
import { type TriageProps, triagePanes } from './triage-panes.ts'

/** The triage screen: painted lines, put in their places. */
export const Triage = (props: TriageProps): ReactElement => {
  const panes = triagePanes(props)
  const preview = panes.preview && <Lines lines={panes.preview} />
  return (
    <Box flexDirection="column">
      <Lines lines={[panes.header]} />
      <Box height={panes.bodyHeight}>
        {panes.views !== null && (
          <Box width={panes.viewsWidth} flexDirection="column" flexShrink={0}>
            <Lines lines={panes.views} />
          </Box>
        )}
        <Box flexDirection="column" flexShrink={0}>
          {panes.list && <Lines lines={panes.list} />}
          {panes.stacked && preview}
        </Box>
        {!panes.stacked && preview !== null && (
          <Box flexDirection="column" flexShrink={0}>
            {preview}
          </Box>
        )}
      </Box>
      <Lines lines={[panes.footer]} />
    </Box>
  )
}
