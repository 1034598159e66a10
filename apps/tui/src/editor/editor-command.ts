import type { Environment } from '../config/environment.ts'

/** A program with its arguments, as `spawnSync` takes them. */
export interface EditorCommand {
  readonly program: string
  readonly args: readonly string[]
  /** Windows: the command goes through its shell, which finds `.cmd` files. */
  readonly shell: boolean
}

/** What opens a file where neither `VISUAL` nor `EDITOR` is set. */
const standard = (platform: string): string => (platform === 'win32' ? 'notepad' : 'vi')

/**
 * How the person's editor opens a file. `VISUAL` and `EDITOR` are commands of a shell, as for git: they may have arguments,
 * quotes and variables in them. The file's name is never read by the shell.
 */
export const editorCommand = (
  { editor, programs: { platform } }: Pick<Environment, 'editor' | 'programs'>,
  file: string,
): EditorCommand => {
  const command = editor ?? standard(platform)
  return platform === 'win32'
    ? { program: `${command} "${file}"`, args: [], shell: true }
    : { program: '/bin/sh', args: ['-c', `${command} "$@"`, 'editor', file], shell: false }
}
