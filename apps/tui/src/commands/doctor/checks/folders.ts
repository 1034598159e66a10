import { join } from 'node:path'
import { exitCodes } from '../../../present-error.ts'
import type { Check } from '../check.ts'
import { type FileFacts, fileFacts } from '../file-facts.ts'
import type { Machine } from '../subject.ts'
import { failed, ok, type Verdict, warning } from '../verdict.ts'

/** One folder, or a file that holds what others need not know. */
export interface Place {
  readonly path: string
  readonly kind: 'folder' | 'file'
  /** Undefined: it is made when it is needed. */
  readonly facts: FileFacts | undefined
}

/** `modes`: whether this system has permission bits that mean something. */
export const judgeFolders = (places: readonly Place[], modes: boolean): Verdict => {
  const closed = places.find(({ facts }) => facts?.writable === false)
  if (closed !== undefined) {
    return failed(exitCodes.failed, {
      found: closed.path,
      problem: `This ${closed.kind} cannot be written: nothing can be saved.`,
      remedy: `Make it yours, or keep everything elsewhere with MMD_HOME:\nchmod u+rwX '${closed.path}'`,
      who: 'you',
    })
  }
  const open = modes ? places.find(({ facts }) => facts !== undefined && (facts.mode & 0o077) !== 0) : undefined
  if (open !== undefined) {
    return warning({
      found: `${open.path} has mode ${(open.facts?.mode ?? 0).toString(8).padStart(4, '0')}`,
      problem: 'Others on this machine can look in, or even change what is there.',
      remedy: `chmod go= '${open.path}'`,
      who: 'you',
    })
  }
  const there = places.filter(({ kind, facts }) => kind === 'folder' && facts !== undefined)
  return ok(there.length === 0 ? 'made when something is saved' : 'yours alone, and they can be written')
}

export const foldersCheck: Check<Machine> = {
  id: 'folders',
  title: 'Folders',
  group: 'This machine',
  doing: 'Looking at the folders',
  needs: [],
  run: async ({ environment: { folders, programs } }) => {
    const paths: readonly (readonly [string, Place['kind']])[] = [
      [folders.config, 'folder'],
      [folders.data, 'folder'],
      [folders.log, 'folder'],
      [join(folders.config, 'sites.json'), 'file'],
    ]
    const places = await Promise.all(paths.map(async ([path, kind]) => ({ path, kind, facts: await fileFacts(path) })))
    return judgeFolders(places, programs.platform !== 'win32')
  },
}
