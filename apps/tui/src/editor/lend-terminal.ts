import type { Edited } from './open-in-editor.ts'

/** Hands the terminal over while `run` runs, and takes it back whatever comes of it. */
export type LendTerminal = (run: () => void) => Promise<void>

interface Lending {
  /** Undefined: there is no screen, so that the terminal need not be handed over. */
  readonly lend: LendTerminal | undefined
  /** Switches on and off what the screen has changed of the terminal besides. */
  readonly guard: { readonly enter: () => void; readonly leave: () => void }
  /** Waits for the editor on this thread: nothing else reads what is typed so long. */
  readonly edit: () => Edited
}

/** Runs the editor in the place of the screen. */
export const editInPlaceOfScreen = async ({ lend, guard, edit }: Lending): Promise<Edited> => {
  let edited: Edited = { outcome: 'failed', why: 'The terminal could not be handed over' }
  const run = (): void => {
    guard.leave()
    try {
      edited = edit()
    } finally {
      guard.enter()
    }
  }
  if (lend === undefined) run()
  else await lend(run)
  return edited
}
