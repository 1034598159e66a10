import { Spinner } from '@inkjs/ui'
import type { ReactElement } from 'react'

/** Turns while something takes its time. Loaded when it is first needed: the first frame does without it. */
export const Busy = (): ReactElement => <Spinner />
