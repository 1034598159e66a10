import { type Instance, render } from 'ink'
import type { Environment } from '../config/environment.ts'
import { Screen, type ScreenProps } from './Screen.tsx'

export interface MountOptions extends ScreenProps, Pick<Environment, 'stdin' | 'stdout'> {}

/** Puts the screen into the terminal. Loads Ink and React, which take their time. */
export const mountScreen = ({ stdin, stdout, ...screen }: MountOptions): Instance =>
  render(<Screen {...screen} />, {
    stdin,
    stdout,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: 60,
    patchConsole: false,
    exitOnCtrlC: false,
    interactive: true,
    // Ink's own way lets sequences through that are not ours, and prints everything with each change: see `Spoken`.
    isScreenReaderEnabled: false,
  })
