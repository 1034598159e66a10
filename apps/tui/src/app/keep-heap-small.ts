import { setFlagsFromString } from 'node:v8'

/** The major version of V8 whose flags these are: one that it does not know is complained about in the midst of the screen. */
const triedWith = '13'

/**
 * What a screen draws is garbage with the next key. Left alone V8 lets the space for it grow to 128 MiB while one scrolls, and
 * what has grown old in it to 100 MiB more before it looks for what is still in use.
 */
const flags = [
  // The space for new objects stays as small as it is in the beginning.
  '--semi-space-growth-factor=1',
  // Old objects are looked through when half as many have been added; `--optimize-for-size` needs 25 MiB less and half
  // as much processor time again.
  '--heap-growing-percent=50',
  // New objects are so few that threads to help with them take longer to wake up than the work takes.
  '--no-parallel-scavenge',
]

/** Keeps this thread and those that it starts from then on small. It changes nothing but when garbage is collected, and by whom. */
export const keepHeapSmall = (version: string = process.versions.v8): void => {
  if (!version.startsWith(`${triedWith}.`)) return
  for (const flag of flags) setFlagsFromString(flag)
}
