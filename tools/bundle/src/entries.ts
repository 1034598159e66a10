import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The source that the stub loads; everything it imports statically is paid for before the first frame. */
export const mainEntry = 'main.ts'

/** The sources that become files of their own, relative to `apps/tui/src`. */
export const entries: readonly string[] = [mainEntry, 'session/worker.ts', 'commands/sandbox-worker.ts']

/** Splits the entries in those whose source is there and those that are still to be written. */
export const presentEntries = (sourceRoot: string): { readonly present: string[]; readonly absent: string[] } => ({
  present: entries.filter((entry) => existsSync(join(sourceRoot, entry))),
  absent: entries.filter((entry) => !existsSync(join(sourceRoot, entry))),
})
