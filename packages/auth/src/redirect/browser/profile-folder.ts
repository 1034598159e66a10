import type { Stats } from 'node:fs'
import { lstat, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const prefix = 'mmd-tui-browser-'

/** So long a profile is certainly not in use: a sign-in ends within minutes. Milliseconds. */
const abandonedAfterMs = 60 * 60 * 1000

/**
 * Where profiles lie. A browser from a snap sees another `/tmp` than we do, and of the home folder nothing that is
 * hidden; its own folder is the same for both.
 */
export const profilesFolder = async (program: string, home: string = homedir()): Promise<string> => {
  const real = await realpath(program).catch(() => program)
  return basename(real) === 'snap' ? join(home, 'snap', basename(program), 'common') : tmpdir()
}

/**
 * True for a folder that nobody else can write in. In one that others can, they could put a link in the place of a
 * folder that is being emptied, and have us empty another. On Windows each person has temporary files of their own.
 */
const isOurs = (found: Stats): boolean => {
  if (process.platform === 'win32') return found.isDirectory()
  return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0
}

/** Removes profiles that a killed program has left; another person's, or one that resists, is left alone. */
const sweep = async (folder: string): Promise<void> => {
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix))
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      try {
        const found = await lstat(path)
        const isAbandoned = Date.now() - found.mtimeMs > abandonedAfterMs
        if (isAbandoned && isOurs(found)) await rm(path, { recursive: true, force: true })
      } catch {
        // Gone meanwhile, or not ours.
      }
    }),
  )
}

/** A new folder of mode 0700 for the profile of one sign-in. Rejects with the system's error. */
export const createProfile = async (folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true })
  await sweep(folder)
  return mkdtemp(join(folder, prefix))
}
