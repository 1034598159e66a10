import type { ReactElement } from 'react'
import { Lines } from '../../components/Lines.tsx'
import { type TriageProps, triageLines } from './triage-panes.ts'

/**
 * The triage screen: rows across all panes, painted already. One node for each row of the terminal is what Ink measures and
 * places; one for each row of each pane is three times as many.
 */
export const Triage = (props: TriageProps): ReactElement => <Lines lines={triageLines(props)} />
