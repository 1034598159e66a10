import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A text file that is, or is about to be, part of the repository. */
export interface KeptFile {
  /** Relative to the repository, with slashes. */
  readonly path: string
  readonly text: string
}

/** Reads all text files that git keeps or would keep: not the ignored ones, not binary ones. */
export const readKeptFiles = (root: string): readonly KeptFile[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)) && statSync(join(root, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'))

/** Each line in which a pattern is found, as `path:line`. */
export const linesWith = (files: readonly KeptFile[], pattern: RegExp): readonly string[] =>
  files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}`] : [])),
  )
