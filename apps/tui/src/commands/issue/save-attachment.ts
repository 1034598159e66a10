import { statSync } from 'node:fs'
import type { SiteClient } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import { fileTrouble } from '../../session/file-trouble.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'

/** Saves an attachment: to a file, into a folder, or under its own name here. Never over another file. */
export const saveAttachment = async (
  { output, signal }: CommandContext,
  client: Pick<SiteClient, 'downloadAttachment'>,
  { id, output: to = '.' }: { readonly id: string; readonly output: string | undefined },
): CommandResult => {
  const isFolder = statSync(to, { throwIfNoEntry: false })?.isDirectory() === true
  try {
    const { path, size } = await client.downloadAttachment(id, isFolder ? { folder: to } : { path: to }, { signal })
    if (output.json) output.value({ id, path, size })
    else output.line(`${path}  ${size} bytes`)
    return undefined
  } catch (error) {
    throw explainFile(error, to)
  }
}

const explainFile = (error: unknown, to: string): unknown => {
  const reason = fileTrouble(error)
  return reason === undefined ? error : new AppError('usage', `${to} ${reason}`, 'Name another place with -o FILE')
}
