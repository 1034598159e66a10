import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Environment, temporaryFolder } from '../config/environment.ts'
import { editorCommand } from './editor-command.ts'

/** What came of a text that was given to the person's editor. */
export type Edited =
  | { readonly outcome: 'saved'; readonly text: string }
  /** It could not be started, or said that it failed (as `:cq` of vi does); `why` is a sentence without its full stop. */
  | { readonly outcome: 'failed'; readonly why: string }

export interface EditorOptions {
  /** Without the dot, by which the editor tells what it is: `md`, `json`. */
  readonly extension: string
}

/** Characters of a file that are taken back: more is no text that a person wrote. */
const most = 4_000_000

/**
 * Opens a text in the person's editor (`VISUAL`, `EDITOR`, else `vi`) and waits until it is closed: the terminal is the
 * editor's so long, and nothing else of this thread runs. The file is readable by the person alone, and gone afterwards.
 */
export const openInEditor = (
  text: string,
  { extension }: EditorOptions,
  environment: Pick<Environment, 'editor' | 'programs'>,
): Edited => {
  let folder: string | undefined
  try {
    folder = mkdtempSync(join(temporaryFolder(), 'mmd-edit-'))
    const file = join(folder, `text.${extension}`)
    // Editors end a file with a line feed: without one they would seem to have changed it.
    writeFileSync(file, text === '' || text.endsWith('\n') ? text : `${text}\n`, { mode: 0o600, flag: 'wx' })
    const why = edit(file, environment)
    return why === null ? readBack(file, text) : { outcome: 'failed', why }
  } catch {
    return { outcome: 'failed', why: 'The file for the editor could not be written or read' }
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }
}

const edit = (file: string, environment: Pick<Environment, 'editor' | 'programs'>): string | null => {
  const { program, args, shell } = editorCommand(environment, file)
  const { error, status, signal } = spawnSync(program, [...args], { stdio: 'inherit', shell })
  const name = environment.editor ?? 'The editor'
  if (error !== undefined) return `${name} could not be started`
  if (signal !== null) return `${name} was ended by ${signal}`
  if (status === 127) return `${name} is not there: set VISUAL or EDITOR to your editor`
  return status === 0 ? null : `${name} ended with ${status}, so nothing was taken over`
}

const readBack = (file: string, before: string): Edited => {
  const read = readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
  if (read.length > most) return { outcome: 'failed', why: 'The text has become too long' }
  return { outcome: 'saved', text: before.endsWith('\n') ? read : read.replace(/\n$/, '') }
}
