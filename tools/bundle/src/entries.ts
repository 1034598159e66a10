import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Layer } from './layers.ts'

/** The source that the stub loads; everything it imports statically is paid for before the first frame. */
export const mainEntry = 'main.ts'

/** The sources that become files of their own, relative to `apps/tui/src`. */
export const entries: readonly string[] = [
  mainEntry,
  'session/worker.ts',
  'images/graphics/picture-worker.ts',
  'commands/sandbox-worker.ts',
]

/** What is loaded one after the other on the way to the screen; a command stops at one of them. */
export const layers: readonly Layer[] = [
  { name: 'first-rows', roots: ['config/environment.ts', 'app/keep-heap-small.ts', 'app/first-rows.ts'] },
  {
    name: 'program',
    // Small things that both the screen and commands need.
    roots: [
      'run-invocation.ts',
      'durations.ts',
      'session/authored.ts',
      'session/method-facts.ts',
      'session/open-browser.ts',
      'session/rpc.ts',
      'session/worker-file.ts',
    ],
  },
  // What a script asks most often.
  { name: 'list', roots: ['commands/issue/list.ts', 'commands/issue/list-page.ts'] },
  { name: 'copy', roots: ['app/rows-of-copies.ts', 'session/opening-words.ts'] },
  // The screen finds its sites without these.
  { name: 'sites', roots: ['session/open-book.ts'] },
  { name: 'command', roots: ['commands/with-replica.ts'] },
  { name: 'screen', roots: ['commands/open-screen.ts', 'app/start.ts', 'screens/mount.tsx'], isOwn: true },
]

/** Splits the entries in those whose source is there and those that are still to be written. */
export const presentEntries = (sourceRoot: string): { readonly present: string[]; readonly absent: string[] } => ({
  present: entries.filter((entry) => existsSync(join(sourceRoot, entry))),
  absent: entries.filter((entry) => !existsSync(join(sourceRoot, entry))),
})
