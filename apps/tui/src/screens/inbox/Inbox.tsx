import type { ReactElement } from 'react'
import { Lines } from '../../components/Lines.tsx'
import { type InboxProps, inboxLines } from './inbox-lines.ts'

/** The inbox: rows across all panes, painted already. */
export const Inbox = (props: InboxProps): ReactElement => <Lines lines={inboxLines(props)} />
