import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { JiraApiError } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import { connect } from '../connect.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { whoAmI } from './bench.ts'
import { mimeTypeOf } from './mime-type.ts'
import { oneOf } from './one-of.ts'
import { parseKey } from './parse-key.ts'
import { saveAttachment } from './save-attachment.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueAttachOptions {
  readonly save?: string
  readonly output?: string
  readonly delete?: string
}

/** `issue attach KEY FILE…`: attaches files as one change, or saves or deletes an attachment. */
export const runIssueAttach = async (
  context: CommandContext,
  key: string,
  files: readonly string[],
  options: IssueAttachOptions,
): CommandResult => {
  const way = oneOf({ 'A file': files[0], '--save': options.save, '--delete': options.delete })
  if (way === undefined)
    throw new AppError('usage', 'Which file?', 'Give one or more files, or --save ID or --delete ID')
  if (options.output !== undefined && options.save === undefined) {
    throw new AppError('usage', '--output says where --save saves', 'Give --save ID, or leave --output away')
  }
  if (options.save !== undefined) {
    if (context.globals.offline === true) {
      throw new AppError('usage', 'Files of a site are not in the local copy', 'Leave --offline away')
    }
    parseKey(key)
    const { client } = await connect(context)
    return saveAttachment(context, client, { id: options.save, output: options.output })
  }
  const targets = { keys: [key] }
  if (options.delete !== undefined) {
    const id = options.delete
    return writeIssues(context, {
      action: 'delete-attachment',
      targets,
      needs: 'detail',
      prepare: async (_bench, { key: issue, detail }) => {
        const attachment = detail?.attachments.find((one) => one.id === id)
        if (attachment !== undefined) return [{ kind: 'delete-attachment', key: issue, attachment }]
        const messages = [`${issue} has no attachment ${id}`]
        throw new JiraApiError('not-found', 'there is no such attachment', { messages })
      },
    })
  }
  const chosen = files.map(readFile)
  return writeIssues(context, {
    action: 'attach',
    targets,
    needs: 'nothing',
    prepare: async (bench, { key: issue }) => {
      const author = await whoAmI(bench)
      return chosen.map((file) => ({ kind: 'attach', key: issue, file, author }))
    },
  })
}

const readFile = (path: string) => {
  const facts = statSync(path, { throwIfNoEntry: false })
  if (facts === undefined) throw new AppError('usage', `There is no file ${path}`, 'Check the path')
  if (!facts.isFile()) throw new AppError('usage', `${path} is not a file`, 'Give the files that are in it')
  const name = basename(path)
  return { path: resolve(path), name, size: facts.size, mimeType: mimeTypeOf(name) }
}
