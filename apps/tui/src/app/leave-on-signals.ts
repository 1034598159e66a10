/** Signals that end the program, with the exit codes that shells give them. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/**
 * Ends the program in order on a signal, and gives the terminal back before an error of ours is told: on the alternate
 * screen nobody would ever read it. Returns what takes the listeners away.
 */
export const leaveOnSignals = (quit: (exitCode: number) => void, restore: () => void): (() => void) => {
  const listeners = Object.entries(exitCodes).map(([signal, code]) => {
    const listener = (): void => quit(code)
    process.on(signal, listener)
    return () => process.removeListener(signal, listener)
  })
  process.prependListener('uncaughtException', restore)
  process.prependListener('unhandledRejection', restore)
  process.once('exit', restore)
  return () => {
    for (const remove of listeners) remove()
    process.removeListener('uncaughtException', restore)
    process.removeListener('unhandledRejection', restore)
    process.removeListener('exit', restore)
  }
}
